import type { ComponentChildren } from 'preact';
import type { PairedHost } from '../../shared/domain/partnership/partnership.ts';
import { hrefTo } from '../routes.ts';

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
