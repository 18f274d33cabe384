import { referenceOf } from '../../shared/domain/application.ts';
import { excludeReviewer } from '../../shared/domain/review.ts';
import {
  declareConflict as withConflict,
  withdrawConflict as withoutConflict,
} from '../../shared/domain/roster.ts';
import { reviseApplication } from '../../shared/store/revise.ts';
import { reviseRoster } from '../../shared/store/revise-roster.ts';
import { type Answer, seeOther } from '../http/answer.ts';
import { check } from '../http/fields.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';
import { store } from './context.ts';
import { schoolFields } from './forms.ts';
import { forStaff } from './staff.tsx';

const withSchool = (respond: (request: StaffRequest, schoolId: string) => Promise<Answer>) =>
  forStaff(['reviewer', 'director'], async (request) => {
    const { staff, cycle } = request;
    const checked = check(schoolFields, request.fields);
    if (checked.errors) return unknownSchool(request);
    const roster = await store.roster(cycle.id);
    return roster.reviewers.some(({ email }) => email === staff.email)
      ? respond(request, checked.value.school)
      : staffProblem(staff, {
          status: 409,
          title: 'You are not a reviewer of this cycle',
          detail: 'Conflicts of interest count for those who read applications. A director can add you.',
        });
  });

const unknownSchool = ({ staff }: StaffRequest): Answer =>
  staffProblem(
    staff,
    {
      status: 422,
      title: 'We do not know that school',
      detail: 'The directory has no school with that id.',
      errors: [{ field: 'school', detail: 'The id of a school in the directory' }],
    },
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('reviewers', {})}>
        Find the school by name
      </a>
    </p>,
  );

/** From now on this reviewer is not shown the school's application; if they read it already, somebody else does. */
export const declareConflict = withSchool(async (request, schoolId) => {
  const { staff, cycle, now } = request;
  if (!(await store.school(schoolId))) return unknownSchool(request);
  await reviseRoster(store, cycle.id, (roster) =>
    withConflict(roster, { email: staff.email, schoolId, by: staff.email }),
  );
  await reviseApplication(store, cycle.program, referenceOf(cycle.id, schoolId), (application) =>
    excludeReviewer(application, staff, staff, now),
  );
  return seeOther(hrefTo('reviewers', {}, { done: 'declared' }), { school: schoolId });
});

export const withdrawConflict = withSchool(async ({ staff, cycle }, schoolId) => {
  await reviseRoster(store, cycle.id, (roster) => withoutConflict(roster, staff.email, schoolId));
  return seeOther(hrefTo('reviewers', {}, { done: 'withdrawn' }), { school: schoolId });
});
