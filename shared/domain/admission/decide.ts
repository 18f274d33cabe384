import { type Change, isRefusal, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
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
  staff: Pick<StaffMember, 'name'>,
  now: Instant,
) => Change<DecidedApplication, ApplicationEvent> | Refusal<DecisionRefusal>;

/** Refused if there is already a decision. A waitlisted school may still be accepted or declined. */
const deciding =
  (outcome: DecisionOutcome): Decide =>
  (application, reason, staff, now) => {
    if (application.state === 'draft') return refuse('not-submitted');
    if (application.state === 'withdrawn') return refuse('withdrawn');
    if (application.state === 'decided' && !mayMoveTo(outcome, application)) return refuse('already-decided');
    return decidedAs(application, {
      outcome,
      reason: reasonFor(reason, application),
      by: staff.name,
      at: now,
    });
  };

/** The application with a decision, instead of an earlier or a planned one. */
export function decidedAs(
  { planned: _, ...rest }: SubmittedApplication | DecidedApplication,
  decision: Decision,
): Change<DecidedApplication, ApplicationEvent> {
  const { outcome, by, at } = decision;
  const event = { type: 'application-decided' } as const;
  const after: DecidedApplication = { ...rest, state: 'decided', decision };
  // The previous release reads the note.
  return { after: noted(after, at, by, event, { outcome, note: decisionNames[outcome] }), events: [event] };
}

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
  const { decision, reversals = [], planned: _, ...rest } = application;
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

/** Plans a decision for the morning of a later day, so that many schools can hear on the same day. */
export function planDecision(
  application: Application,
  { outcome, reason }: Pick<Decision, 'outcome' | 'reason'>,
  on: CalendarDate,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication | DecidedApplication, ApplicationEvent> | Refusal<DecisionRefusal> {
  const decided = decisions[outcome](application, reason, staff, now);
  if (isRefusal(decided)) return decided;
  if (application.state !== 'submitted' && application.state !== 'decided') return refuse('not-submitted');
  const event = { type: 'decision-planned' } as const;
  const after = { ...application, planned: { ...decided.after.decision, on } };
  return { after: noted(after, now, staff.name, event, { outcome, date: on }), events: [event] };
}

/** Whether this person planned exactly this decision, so that sending a form twice plans it once. */
export const isPlannedSo = (
  application: Application,
  { outcome, reason }: Pick<Decision, 'outcome' | 'reason'>,
  on: CalendarDate,
  staff: StaffMember,
): boolean => {
  const planned = 'planned' in application ? application.planned : undefined;
  return (
    planned?.outcome === outcome &&
    planned.reason === reasonFor(reason, application) &&
    planned.on === on &&
    planned.by === staff.name
  );
};

/** Cancels a planned decision. */
export function cancelPlan(
  application: Application,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication | DecidedApplication, ApplicationEvent> | Refusal<'nothing-planned'> {
  if (!('planned' in application) || !application.planned) return refuse('nothing-planned');
  const { planned: _, ...after } = application;
  const event = { type: 'decision-unplanned' } as const;
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** Makes the planned decision if its day has come, in the name of the director who planned it. */
export function carryOutPlan(
  application: Application,
  today: CalendarDate,
  now: Instant,
): Change<DecidedApplication, ApplicationEvent> | Refusal<DecisionRefusal | 'nothing-planned'> {
  if (!('planned' in application) || !application.planned || today < application.planned.on)
    return refuse('nothing-planned');
  const { outcome, reason, by, ending } = application.planned;
  const decided = decisions[outcome](application, reason, { name: by }, now);
  if (isRefusal(decided) || !ending) return decided;
  const { after, events } = decided;
  return { after: { ...after, decision: { ...after.decision, ending } }, events };
}

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

/** The outcome before this decision. Decisions taken back, or before the school applied again, don't count. */
export function outcomeBefore({ history, decision }: DecidedApplication): DecisionOutcome | undefined {
  const startedIndex = history.findLastIndex(({ what }) => what === 'application-started');
  const before = history
    .slice(startedIndex + 1)
    .findLast(
      ({ what, at }) => (what === 'application-decided' || what === 'decision-reversed') && at < decision.at,
    );
  return before?.what === 'application-decided' ? before.outcome : undefined;
}
