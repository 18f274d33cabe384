import type { Creation } from '#domain/base/change.ts';
import { asContact, type NamedStaff, type StaffMember } from '#domain/base/person.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import { type Application, type Review, reviewsOf } from './application.ts';

/** A staff member who reviews applications. `email` is lower case and is their sign-in. */
export type Reviewer = NamedStaff;

/** A staff member who supports partnerships through the year. `email` is lower case. */
export type Facilitator = {
  readonly email: string;
  readonly name: string;
  /** Regions where they would rather work; empty means anywhere. */
  readonly regions: readonly string[];
};

/** A school whose applications a staff member must not see. `by` is the address of the person who declared it. */
export type Conflict = { readonly email: string; readonly schoolId: string; readonly by: string };

/** When a reviewer is away: the first and the last day. */
export type Leave = { readonly email: string; readonly from: CalendarDate; readonly to: CalendarDate };

/** A staff member's recusal from a school's applications in this cycle. */
type Recusal = { readonly email: string; readonly schoolId: string };

/**
 * A cycle's reviewers and facilitators. Conflicts and recusals are kept apart from the people: they apply to anyone
 * who can sign in, and stay when reviewers change.
 */
export type Roster = {
  readonly version: number;
  readonly cycleId: string;
  readonly reviewers: readonly Reviewer[];
  readonly facilitators: readonly Facilitator[];
  readonly conflicts: readonly Conflict[];
  readonly recusals: readonly Recusal[];
  readonly leaves?: readonly Leave[];
  readonly creations?: readonly Creation[];
};

export const emptyRoster = (cycleId: string): Roster => ({
  version: 0,
  cycleId,
  reviewers: [],
  facilitators: [],
  conflicts: [],
  recusals: [],
});

const isAbout =
  (email: string, schoolId: string) =>
  (one: Recusal): boolean =>
    one.email === email && one.schoolId === schoolId;

export const hasConflict = (roster: Roster, email: string, schoolId: string): boolean =>
  roster.conflicts.some(isAbout(email, schoolId));

export const hasRecused = (roster: Roster, email: string, schoolId: string): boolean =>
  roster.recusals.some(isAbout(email, schoolId));

/** The roster with a reviewer added, or renamed if the address exists. */
export const addReviewer = (roster: Roster, name: string, email: string): Roster => {
  const others = roster.reviewers.filter((reviewer) => reviewer.email !== email);
  return { ...roster, reviewers: [...others, { email, name }].sort((a, b) => (a.name < b.name ? -1 : 1)) };
};

/** Removes a reviewer, if they are on the roster. Their conflicts and recusals stay. */
export const removeReviewer = (roster: Roster, email: string): Roster =>
  roster.reviewers.some((reviewer) => reviewer.email === email)
    ? { ...roster, reviewers: roster.reviewers.filter((reviewer) => reviewer.email !== email) }
    : roster;

/** A reviewer's leave, unless it's over. */
export const leaveOf = ({ leaves = [] }: Roster, email: string, today: CalendarDate): Leave | undefined =>
  leaves.find((leave) => leave.email === email && today <= leave.to);

/** The roster with a reviewer's leave in place of their earlier one; without any if `leave` is undefined. */
export function setLeave(roster: Roster, email: string, leave: Omit<Leave, 'email'> | undefined): Roster {
  const { leaves = [] } = roster;
  const before = leaves.find((one) => one.email === email);
  if (before?.from === leave?.from && before?.to === leave?.to) return roster;
  const others = leaves.filter((one) => one !== before);
  return { ...roster, leaves: leave ? [...others, { email, ...leave }] : others };
}

/** `by` is the person themselves or a director. A director's declaration stays. */
export function declareConflict(roster: Roster, { email, schoolId, by }: Conflict): Roster {
  const known = roster.conflicts.find(isAbout(email, schoolId));
  if (known && (by === email || by === known.by)) return roster;
  const others = roster.conflicts.filter((one) => one !== known);
  return { ...roster, conflicts: [...others, { email, schoolId, by }].sort(inOrder) };
}

export const withdrawConflict = (roster: Roster, email: string, schoolId: string): Roster =>
  hasConflict(roster, email, schoolId)
    ? { ...roster, conflicts: roster.conflicts.filter((one) => !isAbout(email, schoolId)(one)) }
    : roster;

/** A recusal applies to everything the school submits in this cycle. */
export const recuseFrom = (roster: Roster, email: string, schoolId: string): Roster =>
  hasRecused(roster, email, schoolId)
    ? roster
    : { ...roster, recusals: [...roster.recusals, { email, schoolId }].sort(inOrder) };

const inOrder = (a: Recusal, b: Recusal): number =>
  `${a.email} ${a.schoolId}` < `${b.email} ${b.schoolId}` ? -1 : 1;

/** The roster with a facilitator added, or updated if the address exists. */
export const addFacilitator = (roster: Roster, facilitator: Facilitator): Roster => {
  const others = roster.facilitators.filter(({ email }) => email !== facilitator.email);
  const added = { ...facilitator, regions: [...new Set(facilitator.regions)].sort() };
  return { ...roster, facilitators: [...others, added].sort((a, b) => (a.name < b.name ? -1 : 1)) };
};

export const removeFacilitator = (roster: Roster, email: string): Roster =>
  roster.facilitators.some((facilitator) => facilitator.email === email)
    ? { ...roster, facilitators: roster.facilitators.filter((facilitator) => facilitator.email !== email) }
    : roster;

/** Why a staff member must not see an application at all, in any role. */
export type AccessRefusal = 'conflict' | 'recused';

/** Why the staff member must not see the application: a declared conflict, their own application, or a recusal. */
export function whyKeptFrom(
  application: Application,
  { email }: Pick<StaffMember, 'email'>,
  roster: Roster,
): AccessRefusal | undefined {
  const { school } = application;
  if (asContact(application, email) || hasConflict(roster, email, school.id)) return 'conflict';
  // Before rosters stored recusals, only the application recorded them.
  return isRecused(application, { email }) || hasRecused(roster, email, school.id) ? 'recused' : undefined;
}

/** Whether the application itself records that this person recused themselves. */
export const isRecused = (application: Application, { email }: Pick<StaffMember, 'email'>): boolean =>
  'recused' in application && application.recused.includes(email);

/** IDs of the schools for which this person declared a conflict or recused themselves. */
export const schoolsKeptFrom = ({ email }: StaffMember, roster: Roster): readonly string[] =>
  [...roster.conflicts, ...roster.recusals].flatMap((one) => (one.email === email ? [one.schoolId] : []));

/**
 * Whether `staff` may read what others think of an application. Directors may. Reviewers may only after their own review,
 * so that each judges alone first.
 */
export const mayReadOthers = ({ email, roles }: StaffMember, application: Application): boolean =>
  roles.includes('director') || reviewsOf(application).some(({ reviewer }) => reviewer === email);

/** The reviews that `staff` may read. */
export const reviewsShownTo = (staff: StaffMember, application: Application): readonly Review[] =>
  mayReadOthers(staff, application) ? reviewsOf(application) : [];

/** The history that `staff` may read. Only directors see why someone can't review an application. */
export const historyShownTo = (staff: StaffMember, { history }: Application): Application['history'] =>
  staff.roles.includes('director')
    ? history
    : history.map((entry) => {
        const { note: _note, because: _because, ...rest } = entry;
        return entry.what === 'reviewer-recused' || entry.whom !== undefined ? rest : entry;
      });
