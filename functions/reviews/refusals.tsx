import type { Application } from '#domain/admission/application.ts';
import type { AccessRefusal } from '#domain/admission/roster.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { Answer } from '#http/answer.ts';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';

const toApplications = { href: hrefTo('applicationList', {}), text: 'See all applications' };

export const toApplication = ({ reference }: Pick<Application, 'reference'>) => ({
  href: hrefTo('staffApplication', { reference }),
  text: 'See the application as it is now',
});

/** A short form on the application's page was filled out wrong. */
export const filledOutWrong = (
  { staff, cycle, application }: StaffRequest & { readonly application: Application },
  title: string,
  detail: string,
): Answer =>
  staffProblem(
    staff,
    { status: 422, title, detail, to: toApplication(application) },
    undefined,
    cycle.program,
  );

export const noApplication = (staff: StaffMember): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Application not found',
    detail: 'Check the application number. It looks like 2027-H113.',
    to: toApplications,
  });

const keptFromWords: Readonly<Record<AccessRefusal | 'not-own', string>> = {
  conflict:
    'You have a conflict of interest with this school, so you can’t see its application. Other staff will review it and make the decision.',
  recused:
    'You recused yourself from this application, so you can no longer see it. Other staff will review it.',
  'not-own': 'Facilitators see the applications of schools in their own partnerships.',
};

export const keptFrom = (staff: StaffMember, why: keyof typeof keptFromWords): Answer =>
  staffProblem(staff, {
    status: 403,
    title: 'You don’t have access to this application',
    detail: keptFromWords[why],
    to: toApplications,
  });
