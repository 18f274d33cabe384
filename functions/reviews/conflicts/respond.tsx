import { type Application, referenceOf } from '#domain/admission/application.ts';
import { excludeReviewer } from '#domain/admission/review.ts';
import {
  type Roster,
  whyKeptFrom,
  declareConflict as withConflict,
  withdrawConflict as withoutConflict,
} from '#domain/admission/roster.ts';
import { type NamedStaff, type StaffMember, staffRoles } from '#domain/base/person.ts';
import { searchDirectory } from '#domain/program/directory.ts';
import type { School } from '#domain/program/school.ts';
import { type Answer, seeOther, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { isDirector, type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication, reviseRoster } from '#store/revise.ts';
import { forStaff, store } from '../access.ts';
import { conflictFields } from '../forms.ts';
import { done } from '../text.tsx';
import { type Concerned, DeclarationPage } from './declaration.tsx';
import { ConflictsPage, shownAtMost } from './page.tsx';

/** All staff see and change their own conflicts of interest; directors see and change everyone's. */
export const conflicts = forStaff(staffRoles, async (request) => {
  const { staff, cycle, query } = request;
  const [roster, directory] = await Promise.all([store.roster(cycle.id), store.directory()]);
  const listed = roster.conflicts.map(({ email, schoolId, by }) => ({
    id: schoolId,
    school: directory.find(({ id }) => id === schoolId)?.name ?? schoolId,
    email,
    name: peopleOf(roster, staff).find((one) => one.email === email)?.name ?? email,
    declaredBy: by === email ? ('self' as const) : ('director' as const),
  }));
  const own = listed.filter(({ email }) => email === staff.email);
  const others = isDirector(staff) ? listed.filter(({ email }) => email !== staff.email) : undefined;
  const typed = (query.get('school') ?? '').slice(0, 100).trim();
  const found = typed === '' ? undefined : { typed, schools: searchDirectory(directory, typed) };
  return showPage(<ConflictsPage request={request} own={own} others={others} found={found} />, {
    conflicts: own,
    ...(others && { others }),
    ...(found && { found: found.schools.slice(0, shownAtMost) }),
  });
});

/** The signed-in person and everyone on the roster, each once. */
function peopleOf(roster: Roster, { email, name }: StaffMember): readonly NamedStaff[] {
  const others = [...roster.reviewers, ...roster.facilitators].map((one) => [one.email, one.name] as const);
  return [...new Map([[email, name], ...others, [email, name]])].map(([address, called]) => ({
    email: address,
    name: called,
  }));
}

type Wanted = {
  readonly request: StaffRequest;
  readonly step: 'preview' | 'send';
  readonly school: School;
  readonly whose: NamedStaff;
  readonly roster: Roster;
  readonly application: Application | undefined;
};

/** About one school and one person. Directors may name anyone on the roster; others only themselves. */
const aboutConflict = (respond: (wanted: Wanted) => Promise<Answer>) =>
  forStaff(staffRoles, async (request) => {
    const { staff, cycle } = request;
    const checked = check(conflictFields, request.fields);
    if (checked.errors) return checked.errors.school ? unknownSchool(request) : nobodySuch(request);
    const { school: id, email, step } = checked.value;
    const [school, roster, application] = await Promise.all([
      store.school(id),
      store.roster(cycle.id),
      store.application(referenceOf(cycle.id, id)),
    ]);
    if (!school) return unknownSchool(request);
    const known = [...peopleOf(roster, staff), ...roster.conflicts.map(nameless)];
    const whose = known.find((one) => one.email === (email === '' ? staff.email : email));
    const maySay = whose?.email === staff.email || isDirector(staff);
    return whose && maySay
      ? respond({ request, step, school, whose, roster, application })
      : nobodySuch(request);
  });

/** A person who left the roster; their conflicts stay. */
const nameless = ({ email }: Pick<NamedStaff, 'email'>): NamedStaff => ({ email, name: email });

const toConflicts = { href: hrefTo('conflicts', {}), text: 'Go to conflicts of interest' };

const unknownSchool = ({ staff }: StaffRequest): Answer =>
  staffProblem(staff, {
    status: 422,
    title: 'We can’t find that school',
    detail: 'There’s no school with that ID in the directory. Search for the school by name.',
    errors: [{ field: 'school', detail: 'Enter the ID of a school in the directory' }],
    to: toConflicts,
  });

const nobodySuch = ({ staff }: StaffRequest): Answer =>
  staffProblem(staff, {
    status: 422,
    title: 'Choose whose conflict of interest it is',
    detail: 'Choose yourself or, as a director, a reviewer or facilitator. Your change wasn’t saved.',
    errors: [{ field: 'email', detail: 'Enter the email address of a reviewer or facilitator' }],
    to: toConflicts,
  });

/** Previews the cost first. Then it hides the school's application from the person and takes them off its reviewers. */
export const declareConflict = aboutConflict(
  async ({ request, step, school, whose, roster, application }) => {
    const { staff, cycle, now } = request;
    if (step === 'preview') {
      const everybody = isDirector(staff) ? peopleOf(roster, staff) : [whose];
      const concerned = everybody.map((one) => ({ ...one, costs: costsFor(one, application) }));
      return showPage(<DeclarationPage request={request} school={school} concerned={concerned} />, {
        school: school.id,
        concerned,
      });
    }
    // The roster comes first: it hides the application even if the next step fails.
    await reviseRoster(store, cycle.id, (current) =>
      withConflict(current, { email: whose.email, schoolId: school.id, by: staff.email }),
    );
    await reviseApplication(store, cycle.program, referenceOf(cycle.id, school.id), (current) =>
      excludeReviewer(current, whose, staff, now),
    );
    return seeOther(hrefTo('conflicts', {}, done('declared')), { school: school.id });
  },
);

function costsFor({ email }: NamedStaff, application: Application | undefined): Concerned['costs'] {
  if (application?.state !== 'submitted' || !application.reviewers.includes(email)) return 'nothing';
  return application.reviews.some(({ reviewer }) => reviewer === email) ? 'review' : 'reading';
}

/** Shows the school's application again, unless the person also recused themselves. */
export const withdrawConflict = aboutConflict(async ({ request, school, whose, roster, application }) => {
  const { staff, cycle } = request;
  const declared = roster.conflicts.find(
    ({ email, schoolId }) => email === whose.email && schoolId === school.id,
  );
  if (declared && declared.by !== staff.email && !isDirector(staff)) return onlyDirectors(request);
  const left = await reviseRoster(store, cycle.id, (current) =>
    withoutConflict(current, whose.email, school.id),
  );
  const stays = application && whyKeptFrom(application, whose, left) !== undefined;
  return seeOther(hrefTo('conflicts', {}, done(stays ? 'withdrawn-kept' : 'withdrawn')), {
    school: school.id,
  });
});

const onlyDirectors = ({ staff, cycle }: StaffRequest): Answer =>
  staffProblem(
    staff,
    {
      status: 403,
      title: 'A director declared this conflict of interest',
      detail: 'Only a director can withdraw it. Your change wasn’t saved.',
      to: toConflicts,
    },
    undefined,
    cycle.program,
  );
