import type { Answers, DraftAnswers } from './answers.ts';
import type { Event, HistoryEntry } from './events.ts';
import type { Applicant } from './person.ts';
import type { School } from './school.ts';
import type { Instant } from './time.ts';

type Common = {
  readonly version: number;
  /** What people quote and addresses carry: the cycle's id and the school's, `2014-13K113`. */
  readonly reference: string;
  readonly cycleId: string;
  /** The school as the directory knew it when the application was started. */
  readonly school: School;
  readonly applicant: Applicant;
  /** Links and sessions of its owner name it; see `Owned`. */
  readonly ownership?: string;
  readonly startedAt: Instant;
  readonly history: readonly HistoryEntry[];
};

/** A question that staff put to the school, and its answer once there is one. */
export type Inquiry = {
  readonly question: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly answer?: { readonly text: string; readonly at: Instant };
};

export const recommendations = ['accept', 'waitlist', 'decline'] as const;
export type Recommendation = (typeof recommendations)[number];

/** One reader's review. `scores`: a score of the rubric for each criterion (hosts) or mark (partners), by its id. */
export type Review = {
  readonly reviewer: string;
  readonly reviewerName: string;
  readonly at: Instant;
  readonly scores: Readonly<Record<string, number>>;
  readonly recommendation: Recommendation;
  readonly comment: string;
};

export const decisionOutcomes = ['accepted', 'waitlisted', 'declined'] as const;
export type DecisionOutcome = (typeof decisionOutcomes)[number];

export const decisionNames: Readonly<Record<DecisionOutcome, string>> = {
  accepted: 'Accepted',
  waitlisted: 'Waitlisted',
  declined: 'Declined',
};

/** The district's answer; the school reads `reason` in its letter. */
export type Decision = {
  readonly outcome: DecisionOutcome;
  readonly reason: string;
  readonly by: string;
  readonly at: Instant;
};

type Received = Common &
  Answers & {
    readonly submittedAt: Instant;
    /** E-mail addresses of those who read it. */
    readonly reviewers: readonly string[];
    /** Who stepped back from what was sent; the roster keeps it for the cycle. */
    readonly recused: readonly string[];
    readonly reviews: readonly Review[];
    readonly inquiries: readonly Inquiry[];
  };

export type DraftApplication = Common & DraftAnswers & { readonly state: 'draft' };
export type SubmittedApplication = Received & { readonly state: 'submitted' };
export type DecidedApplication = Received & { readonly state: 'decided'; readonly decision: Decision };
export type WithdrawnApplication = Common &
  DraftAnswers & { readonly state: 'withdrawn'; readonly withdrawnAt: Instant };

/** One school, one cycle, one role. */
export type Application = DraftApplication | SubmittedApplication | DecidedApplication | WithdrawnApplication;

export const referenceOf = (cycleId: string, schoolId: string): string => `${cycleId}-${schoolId}`;

/** The cycle and school that a reference names; undefined where it is none. */
export function parseReference(reference: string): { cycleId: string; schoolId: string } | undefined {
  const parts = /^([A-Za-z0-9]{1,20})-(.{1,40})$/.exec(reference);
  return parts?.[1] && parts[2] ? { cycleId: parts[1], schoolId: parts[2] } : undefined;
}

/** The question that the school still owes an answer. */
export const openInquiry = (application: Application): Inquiry | undefined =>
  application.state === 'submitted' ? application.inquiries.find((inquiry) => !inquiry.answer) : undefined;

/** `application` with one more line of history: `by` did `event` at `at`, to the reader who is named by `whom`. */
export const noted = <A extends { readonly history: readonly HistoryEntry[] }>(
  application: A,
  at: Instant,
  by: string,
  event: Event,
  note?: string,
  whom?: string,
): A => ({
  ...application,
  history: [
    ...application.history,
    {
      at,
      by,
      what: event.type,
      ...(note === undefined ? {} : { note }),
      ...(whom === undefined ? {} : { whom }),
      ...('visit' in event ? { visit: event.visit } : {}),
    },
  ],
});
