import { carryOutPlan } from '#domain/admission/decide.ts';
import { remindsToday } from '#domain/admission/inquiry.ts';
import { remindsOfPlace } from '#domain/admission/place.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type Instant, plusHours } from '#domain/base/time.ts';
import { type Cycle, closingReminderDate, endsOn, isSchoolDay, todayOf } from '#domain/program/cycle.ts';
import { opensWeek } from '#domain/visits/attention.ts';
import { activePartnerships, type Setting } from '#domain/visits/schedule.ts';
import { errorFacts } from '#http/error-facts.ts';
import { closingReminder } from '#letters/applicant-letter.ts';
import { placeReminders } from '#letters/decision-letter.ts';
import { decisionDigest, readingDigest, visitDigest } from '#letters/digests.ts';
import { inquiryReminders } from '#letters/inquiry-letters.ts';
import type { Letter } from '#letters/letter.ts';
import { morningKey } from '#letters/missing-others.ts';
import { reviseApplication } from '#store/revise.ts';
import { recordLetter } from '#store/sent-letters.ts';
import { inLanes, type Parts } from './dependencies.ts';
import { postLetter, sendWaitingLetters } from './post-letter.ts';

/**
 * One errand for each facilitator on the first school day of a week. Visits continue while schools apply for the next year, so
 * this looks at all of `cycles` whose year hasn't ended.
 */
async function weekErrands(
  { store, addresses }: Parts,
  cycles: readonly Cycle[],
  at: Instant,
): Promise<readonly (() => Promise<readonly Letter[]>)[]> {
  const opening = cycles.filter((cycle) => isWeekOf(cycle, at));
  const settings = await Promise.all(
    opening.map(async (cycle): Promise<Setting> => {
      const [year, partnerships] = await Promise.all([
        store.visitYear(cycle.id),
        store.partnerships(cycle.id),
      ]);
      return { cycle, year, partnerships };
    }),
  );
  return settings.flatMap((setting) =>
    facilitatorsOf(setting).map(
      (facilitator) => async () => visitDigest(setting, facilitator, { cycle: setting.cycle, addresses }, at),
    ),
  );
}

function isWeekOf(cycle: Cycle, at: Instant): boolean {
  const today = todayOf(cycle, at);
  return today <= endsOn(cycle) && opensWeek(cycle, today);
}

const facilitatorsOf = ({ partnerships }: Setting): readonly NamedStaff[] => [
  ...new Map(
    activePartnerships(partnerships).map(({ facilitator }) => [facilitator.email, facilitator]),
  ).values(),
];

/** Finds and sends the letters for one recipient, independently of other errands. */
type Errand = () => Promise<readonly Letter[]>;

/**
 * Sends the waiting letters, then those of one morning: digests and reminders of questions on school days, facilitators' weeks on
 * the first school day of a week, reminders to confirm a place, and once in a cycle the deadline reminder. `at` is when the morning
 * was due, which may be a while ago. Throws at the end if any letter failed. A repetition doesn't send the others again.
 */
export async function sendMorningLetters(parts: Parts, at: Instant): Promise<void> {
  await sendWaitingLetters(parts, plusHours(parts.now(), waitingMinutes / 60));
  const cycles = await parts.store.cycles();
  const cycle = cycles.at(-1);
  if (!cycle) return parts.log.info({ what: 'no cycle, no letters' });
  const today = todayOf(cycle, at);
  const [bringsDigests, reminds] = [isSchoolDay(cycle, today), today === closingReminderDate(cycle)];
  const summaries = await parts.store.summaries(cycle.id);
  const errands = [
    ...(bringsDigests ? await digests(parts, cycle, summaries, at) : []),
    ...(reminds ? reminders(parts, cycle, summaries, at) : []),
    ...(bringsDigests ? answerReminders(parts, cycle, summaries, at) : []),
    ...plannedDecisions(parts, cycle, summaries, at),
    ...placesToConfirm(parts, cycle, summaries, at),
    ...(await weekErrands(parts, cycles, at)),
  ];
  const failures = await runErrands(parts, errands);
  if (failures > 0) throw new Error(`${failures} of ${errands.length} errands of the morning failed`);
  await recordLetter(parts.store.table, morningKey(today), 'none', parts.now());
}

// Leaves the function most of its five minutes for the morning itself.
const waitingMinutes = 2;

async function digests(
  { store, addresses }: Parts,
  cycle: Cycle,
  summaries: readonly ApplicationSummary[],
  at: Instant,
): Promise<readonly Errand[]> {
  const context = { cycle, addresses };
  const [{ reviewers }, questions] = await Promise.all([store.roster(cycle.id), store.threadSummaries()]);
  return [
    ...reviewers.map((reviewer) => async () => readingDigest(summaries, reviewer, context, at)),
    async () => decisionDigest(summaries, questions, context, at),
  ];
}

const reminders = (
  { store, addresses }: Parts,
  cycle: Cycle,
  summaries: readonly ApplicationSummary[],
  at: Instant,
): readonly Errand[] =>
  summaries
    .filter(({ state }) => state === 'draft')
    .map(({ reference }) => async () => {
      // The list is a moment behind. Only the application itself tells whether it was submitted.
      const application = await store.application(reference);
      return application?.state === 'draft' ? [closingReminder(application, { cycle, addresses }, at)] : [];
    });

/** One for each open question whose answer is due on the next school day. */
const answerReminders = (
  { store, addresses }: Parts,
  cycle: Cycle,
  summaries: readonly ApplicationSummary[],
  at: Instant,
): readonly Errand[] =>
  summaries
    .filter(({ awaitsSchool }) => awaitsSchool)
    .map(({ reference }) => async () => {
      const application = await store.application(reference);
      return application && remindsToday(application, cycle, at)
        ? inquiryReminders(application, { cycle, addresses })
        : [];
    });

/** Makes the decisions that were planned for today, or for a day whose morning was missed. Their commits send the emails. */
const plannedDecisions = (
  { store, log, now }: Parts,
  cycle: Cycle,
  summaries: readonly ApplicationSummary[],
  at: Instant,
): readonly Errand[] => {
  const today = todayOf(cycle, at);
  return summaries
    .filter(({ plannedFor }) => plannedFor !== undefined && plannedFor <= today)
    .map(({ reference }) => async () => {
      const outcome = await reviseApplication(store, cycle.program, reference, (application) =>
        carryOutPlan(application, today, now()),
      );
      log.info({
        what: 'planned decision made',
        application: reference,
        outcome: !outcome ? 'gone' : isRefusal(outcome) ? outcome.refused : 'decided',
      });
      return [];
    });
};

/** Reminders to accepted schools that haven't confirmed their places. */
const placesToConfirm = (
  { store, addresses }: Parts,
  cycle: Cycle,
  summaries: readonly ApplicationSummary[],
  at: Instant,
): readonly Errand[] =>
  summaries
    .filter(({ place }) => place && remindsOfPlace(place, cycle.program, at))
    .map(({ reference }) => async () => {
      const application = await store.application(reference);
      return application ? placeReminders(application, { cycle, addresses }, at) : [];
    });

// Two at a time stay near 14 letters a second, the limit of SES for a new account.
const lanes = 2;

/** Runs every errand, even if others fail. Returns how many failed. */
async function runErrands(parts: Parts, errands: readonly Errand[]): Promise<number> {
  const thrown = await inLanes(errands, lanes, async (errand) => {
    for (const letter of await errand()) await postLetter(parts, letter);
  });
  for (const error of thrown)
    parts.log.error({ what: 'letter of the morning not sent', ...errorFacts(error) });
  return thrown.length;
}
