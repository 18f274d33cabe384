import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import {
  type Application,
  type DecidedApplication,
  type Decision,
  type DecisionOutcome,
  decisionNames,
  type SubmittedApplication,
} from './application.ts';
import type { ApplicationEvent } from './events.ts';

/** Stands for the school's name in a reason, so that one reason suits several schools. */
const schoolPlaceholder = '{school}';

/** A reason as one school reads it. */
export const reasonFor = (reason: string, { school }: Pick<Application, 'school'>): string =>
  reason.replaceAll(schoolPlaceholder, () => school.name);

export type DecisionRefusal = 'not-submitted' | 'already-decided' | 'withdrawn';

type Decide = (
  application: Application,
  reason: string,
  staff: StaffMember,
  now: Instant,
) => Change<DecidedApplication, ApplicationEvent> | Refusal<DecisionRefusal>;

/** Refused if there is already a decision. A waitlisted school may still be accepted or declined. */
const deciding =
  (outcome: DecisionOutcome): Decide =>
  (application, reason, staff, now) => {
    if (application.state === 'draft') return refuse('not-submitted');
    if (application.state === 'withdrawn') return refuse('withdrawn');
    if (application.state === 'decided' && !mayMoveTo(outcome, application)) return refuse('already-decided');
    const event = { type: 'application-decided' } as const;
    const decision = { outcome, reason: reasonFor(reason, application), by: staff.name, at: now };
    const after = { ...application, state: 'decided', decision } as const;
    // The previous release reads the note.
    const about = { outcome, note: decisionNames[outcome] };
    return { after: noted(after, now, staff.name, event, about), events: [event] };
  };

const mayMoveTo = (outcome: DecisionOutcome, application: DecidedApplication): boolean =>
  application.decision.outcome === 'waitlisted' && outcome !== 'waitlisted';

export type ReversalRefusal = 'not-decided' | 'withdrawn' | 'paired';

/**
 * Takes a decision back. The application is in review again with its reviews, and the school is told why. A paired school
 * must leave its partnership first.
 */
export function reverseDecision(
  application: Application,
  reason: string,
  isPaired: boolean,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<ReversalRefusal> {
  if (application.state === 'withdrawn') return refuse('withdrawn');
  if (application.state !== 'decided') return refuse('not-decided');
  if (isPaired) return refuse('paired');
  const { decision, reversals = [], ...rest } = application;
  const event = { type: 'decision-reversed' } as const;
  const reversal = { decision, reason, by: staff.name, at: now };
  const after: SubmittedApplication = { ...rest, state: 'submitted', reversals: [...reversals, reversal] };
  const about = { outcome: decision.outcome, note: reason };
  return { after: noted(after, now, staff.name, event, about), events: [event] };
}

/** The function for each outcome. Each takes a reason that the school will read, with its name for `{school}`. */
export const decisions: Readonly<Record<DecisionOutcome, Decide>> = {
  accepted: deciding('accepted'),
  waitlisted: deciding('waitlisted'),
  declined: deciding('declined'),
};

/** Whether a director may still decide: the application is submitted and has no final decision. */
export const awaitsDecision = (application: Application): boolean =>
  application.state === 'submitted' ||
  (application.state === 'decided' && application.decision.outcome === 'waitlisted');

/** Whether this person made exactly this decision, so that submitting a form twice counts as one decision. */
export const isDecidedSo = (
  application: Application,
  { outcome, reason }: Pick<Decision, 'outcome' | 'reason'>,
  staff: StaffMember,
): application is DecidedApplication =>
  application.state === 'decided' &&
  application.decision.outcome === outcome &&
  application.decision.reason === reasonFor(reason, application) &&
  application.decision.by === staff.name;

/** Whether the school was waitlisted before this decision. Decisions taken back, or before it applied again, don't count. */
export function wasWaiting({ history, decision }: DecidedApplication): boolean {
  const startedIndex = history.findLastIndex(({ what }) => what === 'application-started');
  const before = history
    .slice(startedIndex + 1)
    .findLast(
      ({ what, at }) => (what === 'application-decided' || what === 'decision-reversed') && at < decision.at,
    );
  return before?.what === 'application-decided' && before.outcome === 'waitlisted';
}
