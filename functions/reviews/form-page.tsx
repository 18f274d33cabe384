import type { ComponentChildren } from 'preact';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import type { AboutApplication } from './access.ts';

type FormPageProps = {
  readonly request: AboutApplication;
  readonly title: string;
  /** The text of the h1, below the reference. */
  readonly heading: ComponentChildren;
  readonly errors: FieldErrors;
  readonly children: ComponentChildren;
};

export const FormPage = ({ request, title, heading, errors, children }: FormPageProps) => (
  <ConsolePage request={request} title={title} current="applications" errors={errors}>
    <h1>
      <span class="govuk-caption-l">{request.application.reference}</span>
      {heading}
    </h1>
    {children}
  </ConsolePage>
);
