import type { ComponentChildren } from 'preact';
import type { PairedHost } from '#domain/partnership/partnership.ts';
import { hrefTo } from '#routes.ts';
import { NotificationBanner } from '#ui/notices.tsx';
import { changedTitle } from './answer.ts';
import type { Request } from './request.ts';

/** Comes first on a page that someone else changed before the form was sent. Its text names the change that was not made. */
export const ChangedBanner = ({ children }: { readonly children: ComponentChildren }) => (
  <NotificationBanner title={changedTitle}>
    <p class="govuk-notification-banner__heading">{children}</p>
  </NotificationBanner>
);

/** The words of a table for the `done` parameter of an address. */
export const wordsFor = (words: Readonly<Record<string, string>>, { query }: Pick<Request, 'query'>) => {
  const done = query.get('done') ?? '';
  return Object.hasOwn(words, done) ? words[done] : undefined;
};

/** Confirms a change at the top of the next page. */
export const DoneBanner = ({ text }: { readonly text: string | undefined }) =>
  text === undefined ? null : (
    <NotificationBanner kind="success">
      <p class="govuk-notification-banner__heading">{text}</p>
    </NotificationBanner>
  );

type PartnershipHeadingProps = {
  readonly host: Pick<PairedHost, 'name' | 'reference'>;
  readonly children: ComponentChildren;
};

/** The h1 of a page about one partnership, with a link back to it. */
export const PartnershipHeading = ({ host, children }: PartnershipHeadingProps) => (
  <h1>
    <span class="govuk-caption-l">
      <a class="govuk-link" href={hrefTo('partnership', { partnership: host.reference })} dir="auto">
        {host.name}
      </a>
    </span>
    {children}
  </h1>
);
