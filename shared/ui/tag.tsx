import type { ComponentChildren } from 'preact';

/** What a tag's colour means; the words always say it too. */
export type TagMeaning = 'good' | 'attention' | 'bad' | 'active' | 'neutral';

/** A short status. */
export function Tag({
  meaning = 'neutral',
  children,
}: {
  readonly meaning?: TagMeaning | undefined;
  readonly children: ComponentChildren;
}) {
  return <strong class={`govuk-tag lp-tag--${meaning}`}>{children}</strong>;
}
