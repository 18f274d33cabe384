import { type Change, isRefusal, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff, StaffMember } from '#domain/base/person.ts';
import { type CalendarDate, dateIn, type Instant } from '#domain/base/time.ts';
import type { Program, Role, ScoredPart } from '#domain/program/program.ts';
import type {
  Application,
  RemovalReason,
  Review,
  ReviewVersion,
  SubmittedApplication,
} from './application.ts';
import type { ApplicationEvent } from './events.ts';
import {
  hasConflict,
  hasRecused,
  leaveOf,
  type Reviewer,
  type Roster,
  reviewsShownTo,
  whyKeptFrom,
} from './roster.ts';
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
  const added = freeReviewers(application, { roster, loads, today: dateIn(program.timeZone, now) })
    .slice(0, wanted)
    .map((reviewer) => reviewer.email);
  if (added.length === 0 && leaving.length === 0) return undefined;
  const event = { type: 'reviewers-assigned', reviewers: added } as const;
  const left = leaving.reduce((so, reader) => {
    const named = roster.reviewers.find(({ email }) => email === reader);
    return noted(so, now, theService, event, {
      because: named ? 'conflict-or-recusal' : 'no-reviewer',
      whom: named?.name ?? reader,
    });
  }, application);
  const after = { ...left, reviewers: [...staying, ...added] };
  return { after: added.length === 0 ? after : noted(after, now, theService, event), events: [event] };
}

const theService = 'The service';

const mayRead = (reviewer: Reviewer, application: SubmittedApplication, roster: Roster): boolean =>
  whyKeptFrom(application, reviewer, roster) === undefined && !application.reviewers.includes(reviewer.email);

/** The reviewers of a cycle, how busy they are, and the day that counts for their leaves. */
type Pool = { readonly roster: Roster; readonly loads: Loads; readonly today: CalendarDate };

/** The reviewers who could be assigned, those with the fewest applications first. No one gets more before or during a leave. */
export const freeReviewers = (
  application: SubmittedApplication,
  { roster, loads, today }: Pool,
): readonly Reviewer[] => {
  const load = (reviewer: Reviewer) => loads.get(reviewer.email) ?? 0;
  return roster.reviewers
    .filter(
      (reviewer) =>
        mayRead(reviewer, application, roster) && leaveOf(roster, reviewer.email, today) === undefined,
    )
    .sort((a, b) => load(a) - load(b) || (a.email < b.email ? -1 : 1));
};

/** The most reviewers of one application. Their reviews are stored with it. */
export const mostReviewers = 5;

export type AssignmentRefusal = 'not-under-review' | 'no-one-free' | 'not-free' | 'enough' | 'reviewed';

/** The reviewer that a director assigns; without `email`, the free one with the fewest applications. */
export type Assignment = {
  readonly email?: string;
  /** The reviewer who is replaced. They must not have reviewed yet. */
  readonly instead?: string;
};

/**
 * A director assigns one more reviewer, or someone in place of a reviewer who hasn't reviewed. The reviewer may come on top
 * of those that the program wants, for example because two reviewers disagree.
 */
export function assignReviewer(
  application: Application,
  { email, instead }: Assignment,
  pool: Pool,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<AssignmentRefusal> {
  if (application.state !== 'submitted') return refuse('not-under-review');
  const free = freeReviewers(application, pool);
  const chosen = email === undefined ? free[0] : free.find((one) => one.email === email);
  if (!chosen) return refuse(email === undefined ? 'no-one-free' : 'not-free');
  const event = { type: 'reviewers-assigned', reviewers: [chosen.email] } as const;
  if (instead === undefined || !application.reviewers.includes(instead)) {
    if (application.reviewers.length >= mostReviewers) return refuse('enough');
    const after = { ...application, reviewers: [...application.reviewers, chosen.email] };
    return { after: noted(after, now, staff.name, event), events: [event] };
  }
  if (application.reviews.some(({ reviewer }) => reviewer === instead)) return refuse('reviewed');
  const after = {
    ...application,
    reviewers: application.reviewers.map((one) => (one === instead ? chosen.email : one)),
  };
  const whom = pool.roster.reviewers.find((one) => one.email === instead)?.name ?? instead;
  return {
    after: noted(after, now, staff.name, event, { because: 'reassigned', whom }),
    events: [event],
  };
}

export type ReviewRefusal = 'not-under-review' | 'not-assigned';

/** The application, for an assigned reviewer. Others can't review it or recuse themselves. */
export function assignedTo(
  application: Application,
  { email }: Pick<StaffMember, 'email'>,
): SubmittedApplication | Refusal<ReviewRefusal> {
  if (application.state !== 'submitted') return refuse('not-under-review');
  return application.reviewers.includes(email) ? application : refuse('not-assigned');
}

/** How many times a review may change. All versions are stored with the application. */
export const mostChanges = 5;

/**
 * Saves an assigned reviewer's review until the application is decided. A change keeps the earlier versions, so that the
 * first, independent one stays on record. The same review again changes nothing.
 */
export function recordReview(
  application: Application,
  review: Judgment,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal | 'changed-too-often'> {
  const own = assignedTo(application, staff);
  if (isRefusal(own)) return own;
  const event = { type: 'review-recorded', reviewer: staff.email } as const;
  const before = own.reviews.find((earlier) => earlier.reviewer === staff.email);
  if (before && isSameReview(before, review)) return { after: own, events: [] };
  const earlier = before ? versionsOf(before) : [];
  if (earlier.length > mostChanges) return refuse('changed-too-often');
  const others = own.reviews.filter((one) => one !== before);
  const sawOthers = reviewsShownTo(staff, own).some((one) => one !== before);
  const marked = sawOthers ? ({ afterOthers: true } as const) : {};
  const recorded: Review = {
    ...review,
    ...marked,
    reviewer: staff.email,
    reviewerName: staff.name,
    at: now,
    ...(before ? { earlier } : {}),
  };
  const after = { ...own, reviews: [...others, recorded] };
  return { after: noted(after, now, staff.name, event, marked), events: [event] };
}

/** All versions of a review, oldest first. */
export function versionsOf({ earlier = [], ...latest }: Review): readonly ReviewVersion[] {
  const { reviewer: _reviewer, reviewerName: _name, ...version } = latest;
  return [...earlier, version];
}

/** The version that a reviewer wrote before they could read any other review; undefined if there is none. */
export const independentVersion = (review: Review): ReviewVersion | undefined =>
  versionsOf(review).findLast(({ afterOthers }) => !afterOthers);

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

/** Someone who left the roster or is on leave loses the application, unless they have reviewed it. */
export function unassignReviewer(
  application: Application,
  reader: NamedStaff,
  because: 'no-reviewer' | 'on-leave',
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReviewRefusal | 'reviewed'> {
  const hasReviewed =
    'reviews' in application && application.reviews.some((one) => one.reviewer === reader.email);
  return hasReviewed ? refuse('reviewed') : takenOff(application, reader, because, staff, now);
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
  return { after: noted(after, now, staff.name, event, { because, whom: reader.name }), events: [event] };
}

const withoutReader = (application: SubmittedApplication, email: string): SubmittedApplication => ({
  ...application,
  reviewers: application.reviewers.filter((one) => one !== email),
  reviews: application.reviews.filter((review) => review.reviewer !== email),
});
