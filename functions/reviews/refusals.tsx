import type { AccessRefusal } from '../../shared/domain/access.ts';
import type { StaffMember } from '../../shared/domain/person.ts';
import type { Answer } from '../http/answer.ts';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';

const toApplications = (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('applicationList', {})}>
      Go to the list of applications
    </a>
  </p>
);

/** From a page that says why something was not done. */
export const ToApplication = ({ reference }: { readonly reference: string }) => (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('staffApplication', { reference })}>
      See the application as it stands
    </a>
  </p>
);

export const noApplication = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'There is no such application',
      detail: 'Check the reference: it names the cycle and the school, like 2014-13K113.',
    },
    toApplications,
  );

const keptFromWords: Readonly<Record<AccessRefusal, string>> = {
  conflict:
    'You have a conflict of interest with this school, so its application is not shown to you. Colleagues read and decide it.',
  recused: 'You stepped back from this application, so it is not shown to you any more. Colleagues read it.',
};

export const keptFrom = (staff: StaffMember, why: AccessRefusal): Answer =>
  staffProblem(
    staff,
    { status: 403, title: 'This application is not for you to see', detail: keptFromWords[why] },
    toApplications,
  );
