import { type Change, isRefusal, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff, StaffMember } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import type { Program, Role, ScoredPart } from '#domain/program/program.ts';
import type { Application, RemovalReason, Review, SubmittedApplication } from './application.ts';
import type { ApplicationEvent } from './events.ts';
import { hasConflict, hasRecused, type Reviewer, type Roster, whyKeptFrom } from './roster.ts';
import type { ApplicationSummary } from './summary.ts';

/** The parts that a review scores. In cycles opened before roles had rubrics: the role's criteria or marks. */
export const scoredStatements = (
  { review, hostCriteria, partnerMarks }: Program,
  role: Role,
): readonly (Pick<ScoredPart, 'id' | 'statement'> & Partial<ScoredPart>)[] =>
  review.scored?.[role] ?? (role === 'host' ? hostCriteria : partnerMarks);

/** How many applications each reviewer was assigned, by email address. */
type Loads = ReadonlyMap<string, number>;

export function loadsOf(summaries: readonly ApplicationSummary[]): Loads {
  const loads = new Map<string, number>();
  for (const { reviewers } of summaries)
    for (const email of reviewers) loads.set(email, (loads.get(email) ?? 0) + 1);
  return loads;
}

/** Whether a reviewer who has not reviewed must be replaced: they left the roster or must not see this application. */
export const mustBeReplaced = (
  reader: string,
  { schoolId, reviewedBy }: Pick<ApplicationSummary, 'schoolId' | 'reviewedBy'>,
  roster: Roster,
): boolean =>
  !reviewedBy.includes(reader) &&
  (!roster.reviewers.some(({ email }) => email === reader) ||
    hasConflict(roster, reader, schoolId) ||
    hasRecused(roster, reader, schoolId));

/**
 * Assigns reviewers until there are enough: those with the fewest applications first, never one with a conflict or
 * recusal. Reviewers who can no longer review are removed and named in the history. If too few are free, it assigns
 * these. Undefined if nothing changes.
 */
export function assignReviewers(
  application: Application,
  roster: Roster,
  loads: Loads,
  program: Program,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | undefined {
  if (application.state !== 'submitted') return undefined;
  const read = {
    schoolId: application.school.id,
    reviewedBy: application.reviews.map((one) => one.reviewer),
  };
  const leaving = application.reviewers.filter((reader) => mustBeReplaced(reader, read, roster));
  const staying = application.reviewers.filter((reader) => !leaving.includes(reader));
  const wanted = Math.max(0, program.review.readersPerApplication - staying.length);
  const load = (reviewer: Reviewer) => loads.get(reviewer.email) ?? 0;
  const added = roster.reviewers
    .filter((reviewer) => mayRead(reviewer, application, roster))
    .sort((a, b) => load(a) - load(b) || (a.email < b.email ? -1 : 1))
    .slice(0, wanted)
    .map((reviewer) => reviewer.email);
  if (added.length === 0 && leaving.length === 0) return undefined;
  const event = { type: 'reviewers-assigned', reviewers: added } as const;
  const left = leaving.reduce((so, reader) => {
    const named = roster.reviewers.find(({ email }) => email === reader);
    return noted(so, now, theService, event, {
      because: named ? 'conflict-or-recusal' : 'no-reviewer',
      removedReviewer: named?.name ?? reader,
    });
  }, application);
  const after = { ...left, reviewers: [...staying, ...added] };
  return { after: added.length === 0 ? after : noted(after, now, theService, event), events: [event] };
}

const theService = 'The service';

const mayRead = (reviewer: Reviewer, application: SubmittedApplication, roster: Roster): boolean =>
  whyKeptFrom(application, reviewer, roster) === undefined && !application.reviewers.includes(reviewer.email);

export type ReviewRefusal = 'not-under-review' | 'not-assigned';

/** The application, for an assigned reviewer. Others can't review it or recuse themselves. */
export function assignedTo(
  application: Application,
  { email }: Pick<StaffMember, 'email'>,
): SubmittedApplication | Refusal<ReviewRefusal> {
  if (application.state !== 'submitted') return refuse('not-under-review');
  return application.reviewers.includes(email) ? application : refuse('not-assigned');
}

/** Saves an assigned reviewer's review, or replaces it, until the application is decided. The same review changes nothing. */
export function recordReview(
  application: Application,
  review: Judgment,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal> {
  const own = assignedTo(application, staff);
  if (isRefusal(own)) return own;
  const event = { type: 'review-recorded', reviewer: staff.email } as const;
  const before = own.reviews.find((earlier) => earlier.reviewer === staff.email);
  if (before && isSameReview(before, review)) return { after: own, events: [] };
  const others = own.reviews.filter((earlier) => earlier !== before);
  const recorded = { ...review, reviewer: staff.email, reviewerName: staff.name, at: now };
  const after = { ...own, reviews: [...others, recorded] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

type Judgment = Pick<Review, 'scores' | 'recommendation' | 'comment'>;

const isSameReview = (one: Judgment, other: Judgment): boolean =>
  one.recommendation === other.recommendation &&
  one.comment === other.comment &&
  Object.keys({ ...one.scores, ...other.scores }).every((id) => one.scores[id] === other.scores[id]);

/**
 * A reviewer recuses themselves, with a reason. Their review is removed and another reviewer is assigned. The roster
 * keeps the recusal for the cycle (`recuseFrom`).
 */
export function recuseReviewer(
  application: Application,
  reason: string,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal> {
  const own = assignedTo(application, staff);
  if (isRefusal(own)) return own;
  const event = { type: 'reviewer-recused', reviewer: staff.email } as const;
  const after = { ...withoutReader(own, staff.email), recused: [...own.recused, staff.email] };
  return { after: noted(after, now, staff.name, event, reason), events: [event] };
}

/** Someone who is no longer a reviewer loses the application, unless they have reviewed it. */
export function unassignReviewer(
  application: Application,
  reader: NamedStaff,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal | 'reviewed'> {
  const hasReviewed =
    'reviews' in application && application.reviews.some((one) => one.reviewer === reader.email);
  return hasReviewed ? refuse('reviewed') : takenOff(application, reader, 'no-reviewer', staff, now);
}

/** A reviewer has a conflict of interest. They and their review are removed, and another reviewer is assigned. */
export const excludeReviewer = (
  application: Application,
  reader: NamedStaff,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal> =>
  takenOff(application, reader, 'conflict', staff, now);

function takenOff(
  application: Application,
  reader: NamedStaff,
  because: RemovalReason,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal> {
  const own = assignedTo(application, reader);
  if (isRefusal(own)) return own;
  // No one is added here: the roster change assigns new reviewers.
  const event = { type: 'reviewers-assigned', reviewers: [] } as const;
  const after = withoutReader(own, reader.email);
  return {
    after: noted(after, now, staff.name, event, { because, removedReviewer: reader.name }),
    events: [event],
  };
}

const withoutReader = (application: SubmittedApplication, email: string): SubmittedApplication => ({
  ...application,
  reviewers: application.reviewers.filter((one) => one !== email),
  reviews: application.reviews.filter((review) => review.reviewer !== email),
});
