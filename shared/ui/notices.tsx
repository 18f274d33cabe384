import type { ComponentChildren } from 'preact';

type Children = { readonly children: ComponentChildren };

export function InsetText({ children }: Children) {
  return <div class="govuk-inset-text">{children}</div>;
}

type BannerProps = Children & {
  /** `success` confirms an action, and screen readers read it at once. */
  readonly kind?: 'important' | 'success' | undefined;
  readonly title?: string | undefined;
};

/** Something to know before reading on. At most one on a page. */
export function NotificationBanner({ kind = 'important', title, children }: BannerProps) {
  const success = kind === 'success';
  const id = 'notification-title';
  return (
    <section
      class={`govuk-notification-banner${success ? ' govuk-notification-banner--success' : ''}`}
      role={success ? 'alert' : undefined}
      aria-labelledby={id}
    >
      <div class="govuk-notification-banner__header">
        <h2 class="govuk-notification-banner__title" id={id}>
          {title ?? (success ? 'Done' : 'Important')}
        </h2>
      </div>
      <div class="govuk-notification-banner__content">{children}</div>
    </section>
  );
}

/** Confirms that a form was submitted. Its title is the h1 of the page. */
export function Panel({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="govuk-panel govuk-panel--confirmation">
      <h1 class="govuk-panel__title">{title}</h1>
      {children !== undefined && <div class="govuk-panel__body">{children}</div>}
    </div>
  );
}

type DetailsProps = Children & { readonly summary: string; readonly open?: boolean | undefined };

/** Folded text for the people who need it. */
export function Details({ summary, open = false, children }: DetailsProps) {
  return (
    <details class="govuk-details" open={open}>
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">{summary}</span>
      </summary>
      <div class="govuk-details__text">{children}</div>
    </details>
  );
}

/** Text that people wrote, with its line breaks and the direction of its script. It is never read as HTML. */
export const Lines = ({ text }: { readonly text: string }) => (
  <span dir="auto">
    {text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [<br key={`line ${index}`} />, line]))}
  </span>
);
