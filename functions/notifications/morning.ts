import { carryOutPlan } from '#domain/admission/decide.ts';
import { withoutFinalAnswer } from '#domain/admission/final-answer.ts';
import { remindsToday } from '#domain/admission/inquiry.ts';
import { remindsOfPlace } from '#domain/admission/place.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { type LateThing, lateThings } from '#domain/admission/waiting.ts';
import { isRefusal } from '#domain/base/change.ts';
import { asEachContact, type NamedStaff } from '#domain/base/person.ts';
import { dateIn, type Instant, plusHours } from '#domain/base/time.ts';
import { pairedSchools } from '#domain/partnership/partnership.ts';
import { type Cycle, closingReminderDate, endsOn, isSchoolDay, todayOf } from '#domain/program/cycle.ts';
import { opensWeek } from '#domain/visits/attention.ts';
import { activePartnerships, type Setting } from '#domain/visits/schedule.ts';
import { errorFacts } from '#http/error-facts.ts';
import { closingReminder } from '#letters/applicant-letter.ts';
import { placeReminders } from '#letters/decision-letter.ts';
import {
  decisionDigest,
  isDue,
  keysOfPastWeek,
  lateKey,
  type MorningFacts,
  readersOf,
  readingDigest,
  visitDigest,
} from '#letters/digests.ts';
import { inquiryReminders } from '#letters/inquiry-letters.ts';
import type { Letter } from '#letters/letter.ts';
import { morningKey } from '#letters/missing-others.ts';
import { reviseApplication } from '#store/revise.ts';
import { recordLetter, toldBy, wasSent } from '#store/sent-letters.ts';
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
    ...(await plannedDecisions(parts, cycles, at)),
    ...placesToConfirm(parts, cycle, summaries, at),
    ...(await weekErrands(parts, cycles, at)),
  ];
  const failures = await runErrands(parts, errands);
  if (failures > 0) throw new Error(`${failures} of ${errands.length} errands of the morning failed`);
  await recordLetter(parts.store.table, morningKey(today), 'none', parts.now());
}

// Leaves the function most of its five minutes for the morning itself.
const waitingMinutes = 2;

/** Errands for all staff with something waiting. Each gets an email only if it has something new, or if a week has passed. */
async function digests(
  parts: Parts,
  cycle: Cycle,
  summaries: readonly ApplicationSummary[],
  at: Instant,
): Promise<readonly Errand[]> {
  const { store, addresses } = parts;
  const context = { cycle, addresses };
  const [{ reviewers }, questions, published] = await Promise.all([
    store.roster(cycle.id),
    store.threadSummaries(),
    store.publishedPairing(cycle.id),
  ]);
  const paired = published && pairedSchools(await store.partnerships(cycle.id), published);
  const facts: MorningFacts = {
    ...{ summaries, questions, reviewers, isPublished: published !== undefined },
    withoutAnswer: paired ? withoutFinalAnswer(summaries, paired, cycle, at) : 0,
  };
  const due = async (letters: readonly Letter[]) => {
    const told = await Promise.all(letters.map((letter) => lastTold(parts, letter, cycle, at)));
    return letters.filter((letter, index) => isDue(letter, told[index]));
  };
  return [
    ...readersOf(facts).map((reader) => async () => due(readingDigest(facts, reader, context, at))),
    async () => {
      const late = await newlyLate(parts, facts, cycle, at);
      const letters = await due(decisionDigest(facts, late, context, at));
      for (const letter of letters) await postLetter(parts, letter);
      // If this is never reached, the record of the email still tells what it listed.
      for (const thing of late) await recordLetter(store.table, lateKey(cycle, thing), 'none', parts.now());
      return [];
    },
  ];
}

/** What the reader of a morning email was told last in the past week. */
async function lastTold(
  { store }: Parts,
  letter: Letter,
  cycle: Cycle,
  at: Instant,
): Promise<readonly string[] | undefined> {
  const keys = keysOfPastWeek(letter, cycle, at);
  const told = await Promise.all(keys.map((key) => toldBy(store.table, key)));
  return told.find((tells) => tells !== undefined);
}

/** What has waited too long, and directors weren't told. Once the pairings are published, their email counts applications instead. */
async function newlyLate(
  { store }: Parts,
  { summaries, questions, isPublished }: MorningFacts,
  cycle: Cycle,
  at: Instant,
): Promise<readonly LateThing[]> {
  const late = lateThings(isPublished ? [] : summaries, questions, cycle, at);
  const told = await Promise.all(late.map((thing) => wasSent(store.table, lateKey(cycle, thing))));
  return late.filter((_, index) => !told[index]);
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
      return application?.state === 'draft'
        ? asEachContact(application).map((own) => closingReminder(own, { cycle, addresses }, at))
        : [];
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
        ? asEachContact(application).flatMap((own) => inquiryReminders(own, { cycle, addresses }))
        : [];
    });

/**
 * Makes the decisions that were planned for today, or for a day whose morning was missed. Their commits send the emails. A waitlist
 * may last into the next year's intake, so this looks at all cycles whose year hasn't ended.
 */
async function plannedDecisions(
  { store, log, now }: Parts,
  cycles: readonly Cycle[],
  at: Instant,
): Promise<readonly Errand[]> {
  const going = cycles.filter((cycle) => todayOf(cycle, at) <= endsOn(cycle));
  const errands = await Promise.all(
    going.map(async ({ id, program }): Promise<readonly Errand[]> => {
      const today = dateIn(program.timeZone, at);
      const due = (await store.summaries(id)).filter(
        ({ plannedFor }) => plannedFor !== undefined && plannedFor <= today,
      );
      return due.map(({ reference }) => async () => {
        const outcome = await reviseApplication(store, program, reference, (application) =>
          carryOutPlan(application, today, now()),
        );
        log.info({
          what: 'planned decision made',
          application: reference,
          outcome: !outcome ? 'gone' : isRefusal(outcome) ? outcome.refused : 'decided',
        });
        return [];
      });
    }),
  );
  return errands.flat();
}

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
      return application
        ? asEachContact(application).flatMap((own) => placeReminders(own, { cycle, addresses }, at))
        : [];
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
