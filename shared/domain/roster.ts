import type { Application } from './application.ts';

/** Somebody of the central staff who reads applications. `email` is lower case and is who they sign in as. */
export type Reviewer = {
  readonly email: string;
  readonly name: string;
  /** Ids of schools whose applications this reviewer must not read: declared, or their own school. */
  readonly conflicts: readonly string[];
};

/** Somebody of the central staff who goes with partnerships through the year. `email` is lower case. */
export type Facilitator = {
  readonly email: string;
  readonly name: string;
  /** Where they would rather work; none is anywhere. */
  readonly regions: readonly string[];
};

/** Who reads applications in a cycle, and who goes with its partnerships. */
export type Roster = {
  readonly version: number;
  readonly cycleId: string;
  readonly reviewers: readonly Reviewer[];
  readonly facilitators: readonly Facilitator[];
};

export const emptyRoster = (cycleId: string): Roster => ({
  version: 0,
  cycleId,
  reviewers: [],
  facilitators: [],
});

/** Whether a reviewer must not read an application: a declared conflict, or they wrote it. */
export const hasConflict = (reviewer: Reviewer, application: Application): boolean =>
  reviewer.conflicts.includes(application.school.id) || reviewer.email === application.applicant.email;

/** The roster with a reviewer added, or renamed if the address is on it. */
export const addReviewer = (roster: Roster, name: string, email: string): Roster => {
  const known = roster.reviewers.find((reviewer) => reviewer.email === email);
  const others = roster.reviewers.filter((reviewer) => reviewer.email !== email);
  const added = { email, name, conflicts: known?.conflicts ?? [] };
  return { ...roster, reviewers: [...others, added].sort((a, b) => (a.name < b.name ? -1 : 1)) };
};

export const removeReviewer = (roster: Roster, email: string): Roster => ({
  ...roster,
  reviewers: roster.reviewers.filter((reviewer) => reviewer.email !== email),
});

export const declareConflict = (roster: Roster, email: string, schoolId: string): Roster =>
  withConflicts(roster, email, (conflicts) => [...new Set([...conflicts, schoolId])].sort());

export const withdrawConflict = (roster: Roster, email: string, schoolId: string): Roster =>
  withConflicts(roster, email, (conflicts) => conflicts.filter((id) => id !== schoolId));

const withConflicts = (
  roster: Roster,
  email: string,
  revise: (conflicts: readonly string[]) => readonly string[],
): Roster => ({
  ...roster,
  reviewers: roster.reviewers.map((reviewer) =>
    reviewer.email === email ? { ...reviewer, conflicts: revise(reviewer.conflicts) } : reviewer,
  ),
});

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
