import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import { type CalendarDate, type Instant, plusDays } from '#domain/base/time.ts';
import { acceptsDraft, type Cycle, todayOf } from '#domain/program/cycle.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import type { Application, DecidedApplication, DraftApplication, Invitation } from './application.ts';
import { isExtended } from './apply.ts';
import { decidedAs, reasonFor } from './decide.ts';
import type { ApplicationEvent } from './events.ts';
import { type ApplicationSummary, summaryOf } from './summary.ts';

/**
 * What a school can hear after the pairing is published: it stays on the waitlist until a day, there's no place for it after
 * all, it isn't selected, or it should apply again.
 */
export const finalAnswers = ['waitlist', 'release', 'decline', 'invite'] as const;
export type FinalAnswer = (typeof finalAnswers)[number];

/** Applications without a final answer, by what their schools know: most promised first. */
export const openCases = ['accepted', 'waitlisted', 'submitted', 'draft'] as const;
export type OpenCase = (typeof openCases)[number];

/** The answers that suit each case, the usual one first. */
export const answersTo: Readonly<Record<OpenCase, readonly FinalAnswer[]>> = {
  accepted: ['release', 'waitlist'],
  waitlisted: ['waitlist', 'release', 'invite'],
  submitted: ['decline', 'invite', 'waitlist'],
  draft: ['invite'],
};

/**
 * Why an application lacks a final answer after the publication; undefined if it has one, if a decision is planned, or if it
 * can still be submitted.
 * `isPaired`: the school is in a partnership.
 */
export function openCaseOf(
  summary: ApplicationSummary,
  isPaired: boolean,
  cycle: Cycle,
  now: Instant,
): OpenCase | undefined {
  const { state, outcome, plannedFor, waitlistedUntil, needsNoAnswer, startedAt } = summary;
  if (plannedFor !== undefined || state === 'withdrawn') return undefined;
  if (state === 'draft') return needsNoAnswer || acceptsDraft(cycle, startedAt, now) ? undefined : 'draft';
  if (state === 'submitted') return 'submitted';
  if (outcome === 'accepted') return isPaired ? undefined : 'accepted';
  const isWaiting = outcome === 'waitlisted' && (waitlistedUntil ?? '') <= todayOf(cycle, now);
  return isWaiting ? 'waitlisted' : undefined;
}

/** The same for an application as it is now. A director may have given a draft more time. */
export function openCaseNow(
  application: Application,
  isPaired: boolean,
  cycle: Cycle,
  now: Instant,
): OpenCase | undefined {
  if (application.state === 'draft' && isExtended(application, cycle, now)) return undefined;
  return openCaseOf(summaryOf(cycle.program, application), isPaired, cycle, now);
}

/** How many schools applied and still lack a final answer. Drafts aren't applications yet. */
export const withoutFinalAnswer = (
  summaries: readonly ApplicationSummary[],
  paired: ReadonlySet<string>,
  cycle: Cycle,
  now: Instant,
): number =>
  summaries.filter((summary) => {
    const open = openCaseOf(summary, paired.has(summary.schoolId), cycle, now);
    return open !== undefined && open !== 'draft';
  }).length;

/** Places open up in the first weeks of school. */
const waitlistDays = 30;

/** The day until which a waitlist is usually kept. */
export function usualWaitlistEnd(cycle: Cycle, now: Instant): CalendarDate {
  const [begins, today] = [schoolYearAfter(cycle)?.firstDay ?? '', todayOf(cycle, now)];
  return plusDays(begins > today ? begins : today, waitlistDays);
}

export type Wanted = {
  readonly answer: FinalAnswer;
  readonly reason: string;
  /** The last day of the waitlist; after today. */
  readonly until: CalendarDate;
};

export type AnswerRefusal = 'withdrawn' | 'answered' | 'paired' | 'unsuitable';

/**
 * Gives an application its final answer. A school that stays on the waitlist gets a planned decision for the last day, so that
 * it hears then if no place has opened.
 */
export function answerFinally(
  application: Application,
  { answer, reason: template, until }: Wanted,
  isPaired: boolean,
  cycle: Cycle,
  staff: Pick<StaffMember, 'name'>,
  now: Instant,
): Change<DecidedApplication | DraftApplication, ApplicationEvent> | Refusal<AnswerRefusal> {
  if (application.state === 'withdrawn') return refuse('withdrawn');
  if (isPaired) return refuse('paired');
  const open = openCaseNow(application, isPaired, cycle, now);
  if (open === undefined) return refuse('answered');
  const isTooEarly = answer === 'waitlist' && until <= todayOf(cycle, now);
  if (isTooEarly || !answersTo[open].includes(answer)) return refuse('unsuitable');
  const said = { reason: reasonFor(template, application), by: staff.name, at: now };
  if (application.state === 'draft') return inviteDraft(application, said);
  switch (answer) {
    case 'waitlist': {
      const { after, events } = decidedAs(application, { outcome: 'waitlisted', ...said, until });
      const planned = { ...({ outcome: 'declined', ending: 'released' } as const), ...said, on: until };
      return { after: { ...after, planned }, events };
    }
    case 'decline':
      return decidedAs(application, { outcome: 'declined', ...said });
    case 'release':
      return decidedAs(application, { outcome: 'declined', ...said, ending: 'released' });
    case 'invite':
      return decidedAs(application, { outcome: 'declined', ...said, ending: 'invited' });
  }
}

function inviteDraft(
  draft: DraftApplication,
  invited: Invitation,
): Change<DraftApplication, ApplicationEvent> {
  const event = { type: 'draft-invited' } as const;
  return {
    after: noted({ ...draft, invited }, invited.at, invited.by, event),
    events: [event],
  };
}

/** Whether this person gave exactly this answer, so that sending a form twice gives it once. */
export function isAnsweredSo(
  application: Application,
  { answer, reason: template, until }: Wanted,
  staff: Pick<StaffMember, 'name'>,
): boolean {
  const given =
    application.state === 'draft'
      ? application.invited
      : application.state === 'decided'
        ? application.decision
        : undefined;
  if (given?.by !== staff.name || given.reason !== reasonFor(template, application)) return false;
  if (application.state !== 'decided') return answer === 'invite';
  const { outcome, ending, until: waitsUntil } = application.decision;
  switch (answer) {
    case 'waitlist':
      return outcome === 'waitlisted' && waitsUntil === until;
    case 'decline':
      return outcome === 'declined' && ending === undefined;
    case 'release':
      return ending === 'released';
    case 'invite':
      return ending === 'invited';
  }
}
