import type { ComponentChildren } from 'preact';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { StaffPage, type StaffSection } from '#ui/layout.tsx';
import { DoneBanner } from './banners.tsx';
import type { FieldErrors } from './fields.ts';
import type { StaffRequest } from './staff-access.tsx';

type ConsolePageProps = {
  readonly request: StaffRequest;
  readonly title: string;
  readonly current: StaffSection;
  /** Errors of the form on the page, by field. */
  readonly errors?: FieldErrors;
  /** What is still to do, after the confirmation of the change that led here. */
  readonly stillToDo?: string;
  readonly children: ComponentChildren;
};

/** A staff page about the cycle. Errors and the confirmation come above its h1. */
export function ConsolePage({
  request,
  title,
  current,
  errors = {},
  stillToDo = '',
  children,
}: ConsolePageProps) {
  const { staff, cycle, done } = request;
  return (
    <StaffPage
      title={title}
      staff={staff}
      current={current}
      error={Object.keys(errors).length > 0}
      program={cycle.program}
    >
      <ErrorSummary errors={errors} />
      <DoneBanner text={done && `${done}${stillToDo}`} />
      {children}
    </StaffPage>
  );
}
