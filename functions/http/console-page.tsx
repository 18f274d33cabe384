import type { ComponentChildren } from 'preact';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { StaffPage, type StaffSection } from '../../shared/ui/layout.tsx';
import { NotificationBanner } from '../../shared/ui/notices.tsx';
import type { FieldErrors } from './fields.ts';
import type { StaffRequest } from './staff.tsx';

type ConsolePageProps = {
  readonly request: StaffRequest;
  readonly title: string;
  readonly current: StaffSection;
  /** Of the form on the page, by field. */
  readonly errors?: FieldErrors;
  /** What the page says after a change, by the `done` of its address. */
  readonly doneWords?: Readonly<Record<string, string>>;
  readonly children: ComponentChildren;
};

/** A page of the console about the cycle: above its h1 stands what is wrong with its form, and what was just done. */
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
