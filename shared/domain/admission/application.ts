import type { HistoryEntry } from '#domain/base/change.ts';
import type { Applicant, Principal } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { School } from '#domain/program/school.ts';
import type { Answers, DraftAnswers } from './answers.ts';
import type { ApplicationEvent } from './events.ts';

export const removalReasons = [
  'conflict',
  'conflict-or-recusal',
  'no-reviewer',
  'reassigned',
  'on-leave',
] as const;

/** One line of an application's history. */
type ApplicationEntry = HistoryEntry<ApplicationEvent['type']> & {
  readonly outcome?: DecisionOutcome;
  /** Why a reviewer was removed. Entries of older releases say it in the note. */
  readonly because?: RemovalReason;
  /** Whether a reviewer could read other reviews when they submitted theirs. */
  readonly afterOthers?: true;
};

export type RemovalReason = (typeof removalReasons)[number];

type Common = {
  readonly version: number;
  /** The application number, used by people and in URLs: the cycle's ID and the school's, `2014-13K113`. */
  readonly reference: string;
  readonly cycleId: string;
  /** The school's directory entry when the application was started. */
  readonly school: School;
  readonly applicant: Applicant;
  /** Named in the owner's links and sessions; see `Owned`. */
  readonly ownership?: string;
  /** Absent if the applicant is the only contact, as in applications of older releases. */
  readonly principal?: Principal;
  readonly startedAt: Instant;
  /** The last day to submit, if a director extended the deadline for this school. */
  readonly extendedTo?: CalendarDate;
  /** What the school withdrew before it started again, oldest first. */
  readonly earlier?: readonly EarlierApplication[];
  readonly history: readonly ApplicationEntry[];
};

/** A question from staff to the school, with its answer once there is one. */
export type Inquiry = {
  readonly question: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** The day by which the school should answer. Questions of older releases have none. */
  readonly dueOn?: CalendarDate;
  /** Staff took the question back before there was an answer. */
  readonly withdrawn?: { readonly by: string; readonly at: Instant };
  readonly answer?: { readonly text: string; readonly at: Instant };
};

export const recommendations = ['accept', 'waitlist', 'decline'] as const;
export type Recommendation = (typeof recommendations)[number];

/** One version of a review. `scores` holds a score on the rubric for each scored part, by ID. */
export type ReviewVersion = {
  readonly at: Instant;
  readonly scores: Readonly<Record<string, number>>;
  readonly recommendation: Recommendation;
  readonly comment: string;
  /** Whether the reviewer could read other reviews when they wrote it. */
  readonly afterOthers?: true;
};

/** One reviewer's review as it is now, with the versions before it, oldest first. */
export type Review = ReviewVersion & {
  readonly reviewer: string;
  readonly reviewerName: string;
  readonly earlier?: readonly ReviewVersion[];
};

export const decisionOutcomes = ['accepted', 'waitlisted', 'declined'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const decisionNames: Readonly<Record<DecisionOutcome, string>> = {
  accepted: 'Accepted',
  waitlisted: 'Waitlisted',
  declined: 'Declined',
};

/**
 * What a declined school hears once the pairing is published: the program has no place for it after all, or it should apply
 * again.
 */
export const endings = ['released', 'invited'] as const;
export type Ending = (typeof endings)[number];

/** The district's decision. The school reads `reason` in its letter. */
export type Decision = {
  readonly outcome: DecisionOutcome;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
  /** When an accepted school confirmed its place; see `placeOf`. */
  readonly confirmedAt?: Instant;
  /** The member of staff who confirmed it for the school. */
  readonly confirmedBy?: string;
  /** The day by which the school confirms, if a director gave it more time. */
  readonly confirmBy?: CalendarDate;
  /** Only if it is waitlisted: the day on which the waitlist ends; see `answerFinally`. */
  readonly until?: CalendarDate;
  /** Only if it is declined by a final answer. */
  readonly ending?: Ending;
};

/** What a draft that was never submitted gets as its final answer. The school reads `reason`. */
export type Invitation = Pick<Decision, 'reason' | 'by' | 'at'>;

/** A decision that goes out in the morning of a later day, unless a director cancels it. `reason` is what the school will read. */
export type PlannedDecision = Decision & { readonly on: CalendarDate };

/** What staff tell each other about an application. Schools never see it. */
export type StaffNote = { readonly by: string; readonly at: Instant; readonly text: string };

/** A decision that was taken back, with the reason that the school reads. */
export type Reversal = {
  readonly decision: Decision;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
};

/** What an application has once it is submitted. */
type Submission = {
  readonly submittedAt: Instant;
  /** Email addresses of the assigned reviewers. */
  readonly reviewers: readonly string[];
  /** Reviewers who recused themselves from this submission. The roster keeps recusals for the cycle. */
  readonly recused: readonly string[];
  readonly reviews: readonly Review[];
  readonly inquiries: readonly Inquiry[];
  /** Decisions that were taken back, oldest first. */
  readonly reversals?: readonly Reversal[];
  readonly notes?: readonly StaffNote[];
  readonly planned?: PlannedDecision;
  /** The last day on which the school can change its answers, if a director reopened the application. */
  readonly reopenedTo?: CalendarDate;
};

type Received = Common & Answers & Submission;

export type DraftApplication = Common &
  DraftAnswers & { readonly state: 'draft'; readonly invited?: Invitation };
export type SubmittedApplication = Received & { readonly state: 'submitted' };
export type DecidedApplication = Received & { readonly state: 'decided'; readonly decision: Decision };
export type WithdrawnApplication = Common &
  DraftAnswers & {
    readonly state: 'withdrawn';
    readonly withdrawnAt: Instant;
    /** The submission as it was. Absent if it was a draft, and in applications that older releases withdrew. */
    readonly was?: Omit<Submission, 'planned' | 'reopenedTo'> & { readonly decision?: Decision };
  };

/** A withdrawn application that the school replaced with a new one: what the two don't share. */
export type EarlierApplication = Pick<
  WithdrawnApplication,
  'school' | 'applicant' | 'principal' | 'startedAt' | 'withdrawnAt' | 'was'
> &
  DraftAnswers;

/** One application per school and cycle, in one role. */
export type Application = DraftApplication | SubmittedApplication | DecidedApplication | WithdrawnApplication;

export const referenceOf = (cycleId: string, schoolId: string): string => `${cycleId}-${schoolId}`;

/** The cycle and school of a reference; undefined if it is malformed. */
export function parseReference(reference: string): { cycleId: string; schoolId: string } | undefined {
  const parts = /^([A-Za-z0-9]{1,20})-(.{1,40})$/.exec(reference);
  return parts?.[1] && parts[2] ? { cycleId: parts[1], schoolId: parts[2] } : undefined;
}

/** The applications that a school withdrew before this one, each as it was, oldest first. */
export const earlierOf = ({
  earlier = [],
  version,
  reference,
  cycleId,
}: Application): readonly WithdrawnApplication[] =>
  earlier.map((one) => ({
    ...one,
    ...{ version, reference, cycleId },
    state: 'withdrawn',
    history: [],
  }));

export const isOpen = ({ answer, withdrawn }: Inquiry): boolean => !answer && !withdrawn;

/** The reviews of an application; none before it is submitted. */
export const reviewsOf = (application: Application): readonly Review[] =>
  'reviews' in application ? application.reviews : [];

/** What staff asked the school; nothing before it is submitted. */
export const inquiriesOf = (application: Application): readonly Inquiry[] =>
  'inquiries' in application ? application.inquiries : [];

/** The question that the school has not answered yet. */
export const openInquiry = (application: Application): Inquiry | undefined =>
  application.state === 'submitted' ? application.inquiries.find(isOpen) : undefined;
