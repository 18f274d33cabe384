import type { ComponentChildren } from 'preact';
import { hrefTo } from '../routes.ts';

/** The h1 of a page about visits, below the link back to all visits. */
export const VisitsHeading = ({ children }: { readonly children: ComponentChildren }) => (
  <h1>
    <span class="govuk-caption-l">
      <a class="govuk-link" href={hrefTo('visits', {})}>
        Visits
      </a>
    </span>
    {children}
  </h1>
);
