import { type Application, noted, type Review, type SubmittedApplication } from './application.ts';
import { type Change, type Refusal, refuse } from './change.ts';
import type { StaffMember } from './person.ts';
import type { Program } from './program.ts';
import { hasConflict, type Reviewer, type Roster } from './roster.ts';
import type { ApplicationSummary } from './summary.ts';
import type { Instant } from './time.ts';

/** What a review scores: the ids and statements of a role's criteria or marks. */
export const scoredStatements = (
  program: Program,
  role: Application['role'],
): readonly { readonly id: string; readonly statement: string }[] =>
  role === 'host' ? program.hostCriteria : program.partnerMarks;

/** How many applications each reviewer has been given, by e-mail address. */
export type Loads = ReadonlyMap<string, number>;

export function loadsOf(summaries: readonly ApplicationSummary[]): Loads {
  const loads = new Map<string, number>();
  for (const { reviewers } of summaries)
    for (const email of reviewers) loads.set(email, (loads.get(email) ?? 0) + 1);
  return loads;
}

/** Whether a reader must be replaced: they left the roster, or have a conflict by now, and have not reviewed. */
export const mustBeReplaced = (
  reader: string,
  { schoolId, reviewedBy }: Pick<ApplicationSummary, 'schoolId' | 'reviewedBy'>,
  roster: Roster,
): boolean => {
  const listed = roster.reviewers.find(({ email }) => email === reader);
  return !reviewedBy.includes(reader) && (!listed || listed.conflicts.includes(schoolId));
};

/**
 * Fills up an application's readers from the roster: those with the fewest applications first, never one with a
 * conflict or who recused. Readers who can no longer read it make room. Where too few are free it takes who there is.
 * Undefined where nothing is to be changed.
 */
export function assignReviewers(
  application: Application,
  roster: Roster,
  loads: Loads,
  program: Program,
  now: Instant,
): Change<SubmittedApplication> | undefined {
  if (application.state !== 'submitted') return undefined;
  const read = {
    schoolId: application.school.id,
    reviewedBy: application.reviews.map((one) => one.reviewer),
  };
  const staying = application.reviewers.filter((reader) => !mustBeReplaced(reader, read, roster));
  const wanted = Math.max(0, program.review.readersPerApplication - staying.length);
  const load = (reviewer: Reviewer) => loads.get(reviewer.email) ?? 0;
  const added = roster.reviewers
    .filter((reviewer) => mayRead(reviewer, application))
    .sort((a, b) => load(a) - load(b) || (a.email < b.email ? -1 : 1))
    .slice(0, wanted)
    .map((reviewer) => reviewer.email);
  if (added.length === 0 && staying.length === application.reviewers.length) return undefined;
  const event = { type: 'reviewers-assigned', reviewers: added } as const;
  const after = { ...application, reviewers: [...staying, ...added] };
  return { after: noted(after, now, 'The service', event), events: [event] };
}

const mayRead = (reviewer: Reviewer, application: SubmittedApplication): boolean =>
  !hasConflict(reviewer, application) &&
  !application.reviewers.includes(reviewer.email) &&
  !application.recused.includes(reviewer.email);

export type ReviewRefusal = 'not-under-review' | 'not-assigned';

function whyNotReader(application: Application, staff: StaffMember): ReviewRefusal | undefined {
  if (application.state !== 'submitted') return 'not-under-review';
  return application.reviewers.includes(staff.email) ? undefined : 'not-assigned';
}

/** Records or replaces the review of an assigned reader, until the application is decided. */
export function recordReview(
  application: Application,
  review: Pick<Review, 'scores' | 'recommendation' | 'comment'>,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication> | Refusal<ReviewRefusal> {
  const why = whyNotReader(application, staff);
  if (why || application.state !== 'submitted') return refuse(why ?? 'not-under-review');
  const event = { type: 'review-recorded', reviewer: staff.email } as const;
  const others = application.reviews.filter((earlier) => earlier.reviewer !== staff.email);
  const recorded = { ...review, reviewer: staff.email, reviewerName: staff.name, at: now };
  const after = { ...application, reviews: [...others, recorded] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** A reader steps back, with a reason; the review they may have written goes with them, and another reader is found. */
export function recuseReviewer(
  application: Application,
  reason: string,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication> | Refusal<ReviewRefusal> {
  const why = whyNotReader(application, staff);
  if (why || application.state !== 'submitted') return refuse(why ?? 'not-under-review');
  const event = { type: 'reviewer-recused', reviewer: staff.email } as const;
  const after = {
    ...application,
    reviewers: application.reviewers.filter((email) => email !== staff.email),
    reviews: application.reviews.filter((review) => review.reviewer !== staff.email),
    recused: [...application.recused, staff.email],
  };
  return { after: noted(after, now, staff.name, event, reason), events: [event] };
}
