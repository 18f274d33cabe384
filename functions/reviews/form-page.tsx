import type { ComponentChildren } from 'preact';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { StaffPage } from '../../shared/ui/layout.tsx';
import type { FieldErrors } from '../http/fields.ts';
import type { AboutApplication } from './staff.tsx';

type FormPageProps = {
  readonly request: AboutApplication;
  readonly title: string;
  /** The words of the h1; the reference stands above them. */
  readonly heading: ComponentChildren;
  readonly errors: FieldErrors;
  readonly children: ComponentChildren;
};

/** A page with one form about one application. */
export const FormPage = ({ request, title, heading, errors, children }: FormPageProps) => (
  <StaffPage
    title={title}
    staff={request.staff}
    current="applications"
    error={Object.keys(errors).length > 0}
    contact={request.cycle.program.contactEmail}
  >
    <ErrorSummary errors={errors} />
    <h1>
      <span class="govuk-caption-l">{request.application.reference}</span>
      {heading}
    </h1>
    {children}
  </StaffPage>
);
