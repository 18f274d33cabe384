import type { AccessRefusal } from '#domain/admission/roster.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { Answer } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';

const toApplications = (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('applicationList', {})}>
      See all applications
    </a>
  </p>
);

export const ToApplication = ({ reference }: { readonly reference: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
      See the application as it is now
    </a>
  </p>
);

export const noApplication = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'Application not found',
      detail: 'Check the application number. It looks like 2027-H113.',
    },
    toApplications,
  );

const keptFromWords: Readonly<Record<AccessRefusal, string>> = {
  conflict:
    'You have a conflict of interest with this school, so you can’t see its application. Other staff will review it and make the decision.',
  recused:
    'You recused yourself from this application, so you can no longer see it. Other staff will review it.',
};

export const keptFrom = (staff: StaffMember, why: AccessRefusal): Answer =>
  staffProblem(
    staff,
    { status: 403, title: 'You don’t have access to this application', detail: keptFromWords[why] },
    toApplications,
  );
