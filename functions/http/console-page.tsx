import type { ComponentChildren } from 'preact';
import { ErrorSummary } from '#ui/error-summary.tsx';
import { StaffPage, type StaffSection } from '#ui/layout.tsx';
import { NotificationBanner } from '#ui/notices.tsx';
import type { FieldErrors } from './fields.ts';
import type { StaffRequest } from './staff-access.tsx';

type ConsolePageProps = {
  readonly request: StaffRequest;
  readonly title: string;
  readonly current: StaffSection;
  /** Errors of the form on the page, by field. */
  readonly errors?: FieldErrors;
  /** Confirmations by the `done` parameter of the address. */
  readonly doneWords?: Readonly<Record<string, string>>;
  readonly children: ComponentChildren;
};

/** A staff page about the cycle. Errors and the confirmation come above its h1. */
export function ConsolePage({
  request,
  title,
  current,
  errors = {},
  doneWords = {},
  children,
}: ConsolePageProps) {
  const { staff, cycle, query } = request;
  const asked = query.get('done') ?? '';
  const done = Object.hasOwn(doneWords, asked) ? doneWords[asked] : undefined;
  return (
    <StaffPage
      title={title}
      staff={staff}
      current={current}
      error={Object.keys(errors).length > 0}
      program={cycle.program}
    >
      <ErrorSummary errors={errors} />
      {done !== undefined && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{done}</p>
        </NotificationBanner>
      )}
      {children}
    </StaffPage>
  );
}
