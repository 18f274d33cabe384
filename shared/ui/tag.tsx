import type { ComponentChildren } from 'preact';

/** The meaning of a tag's color. The words say it, too. */
export type TagMeaning = 'good' | 'attention' | 'bad' | 'active' | 'neutral';

export function Tag({
  meaning = 'neutral',
  children,
}: {
  readonly meaning?: TagMeaning | undefined;
  readonly children: ComponentChildren;
}) {
  return <strong class={`govuk-tag lp-tag--${meaning}`}>{children}</strong>;
}
