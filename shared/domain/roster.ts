import type { NamedStaff } from './person.ts';

/** Somebody of the central staff who reads applications. `email` is lower case and is who they sign in as. */
export type Reviewer = NamedStaff;

/** Somebody of the central staff who goes with partnerships through the year. `email` is lower case. */
export type Facilitator = {
  readonly email: string;
  readonly name: string;
  /** Where they would rather work; none is anywhere. */
  readonly regions: readonly string[];
};

/** A school whose applications somebody of the staff, a reviewer or not, must not see. `by`: the address of who declared it. */
export type Conflict = { readonly email: string; readonly schoolId: string; readonly by: string };

/** Somebody of the staff stepped back from the applications of a school in this cycle. */
export type Recusal = { readonly email: string; readonly schoolId: string };

/**
 * Who reads applications in a cycle, and who goes with its partnerships. Conflicts and recusals stand beside the people:
 * they hold for whoever can sign in, and outlive every change of who reads and of what a school sends.
 */
export type Roster = {
  readonly version: number;
  readonly cycleId: string;
  readonly reviewers: readonly Reviewer[];
  readonly facilitators: readonly Facilitator[];
  readonly conflicts: readonly Conflict[];
  readonly recusals: readonly Recusal[];
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

/** The roster with a reviewer added, or renamed if the address is on it. */
export const addReviewer = (roster: Roster, name: string, email: string): Roster => {
  const others = roster.reviewers.filter((reviewer) => reviewer.email !== email);
  return { ...roster, reviewers: [...others, { email, name }].sort((a, b) => (a.name < b.name ? -1 : 1)) };
};

/** Nobody reads for this address any more. What it declared and stepped back from stays. */
export const removeReviewer = (roster: Roster, email: string): Roster => ({
  ...roster,
  reviewers: roster.reviewers.filter((reviewer) => reviewer.email !== email),
});

/** `by` is who declares it: somebody for themselves, or a director for them, whose word then stays. */
export function declareConflict(roster: Roster, { email, schoolId, by }: Conflict): Roster {
  const known = roster.conflicts.find(isAbout(email, schoolId));
  if (known && by === email) return roster;
  const others = roster.conflicts.filter((one) => one !== known);
  return { ...roster, conflicts: [...others, { email, schoolId, by }].sort(inOrder) };
}

export const withdrawConflict = (roster: Roster, email: string, schoolId: string): Roster => ({
  ...roster,
  conflicts: roster.conflicts.filter((one) => !isAbout(email, schoolId)(one)),
});

/** Somebody stepped back: it holds for whatever the school sends in this cycle. */
export const recuseFrom = (roster: Roster, email: string, schoolId: string): Roster =>
  hasRecused(roster, email, schoolId)
    ? roster
    : { ...roster, recusals: [...roster.recusals, { email, schoolId }].sort(inOrder) };

const inOrder = (a: Recusal, b: Recusal): number =>
  `${a.email} ${a.schoolId}` < `${b.email} ${b.schoolId}` ? -1 : 1;

/** The roster with a facilitator added, or with a new name and regions if the address is on it. */
export const addFacilitator = (roster: Roster, facilitator: Facilitator): Roster => {
  const others = roster.facilitators.filter(({ email }) => email !== facilitator.email);
  const added = { ...facilitator, regions: [...new Set(facilitator.regions)].sort() };
  return { ...roster, facilitators: [...others, added].sort((a, b) => (a.name < b.name ? -1 : 1)) };
};

export const removeFacilitator = (roster: Roster, email: string): Roster => ({
  ...roster,
  facilitators: roster.facilitators.filter((facilitator) => facilitator.email !== email),
});
