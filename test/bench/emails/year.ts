/** One year of the sample district, morning by morning, with the real table and an endpoint that speaks SES. */
import type { Application, DecidedApplication, SubmittedApplication } from '#domain/admission/application.ts';
import { decisions } from '#domain/admission/decide.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import { decisionQueue, readingQueue } from '#domain/admission/queue.ts';
import { recordReview } from '#domain/admission/review.ts';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import { type CalendarDate, daysBetween, type Instant, plusDays, plusHours } from '#domain/base/time.ts';
import { acceptedEntrants } from '#domain/pairing/scenario/entrants.ts';
import { pairedHost, pairedPartner } from '#domain/pairing/scenario/publish.ts';
import { type PublishedPairing, partnershipsOf } from '#domain/partnership/partnership.ts';
import { isSchoolDay, schoolDaysFrom, todayOf } from '#domain/program/cycle.ts';
import { answerThread } from '#domain/threads/thread.ts';
import { planYear, publishVisitPlan } from '#domain/visits/plan.ts';
import { facilitatorsIn, todayIn } from '#domain/visits/schedule.ts';
import { importSchools } from '#store/directory.ts';
import { followCommits } from '../../../functions/notifications/follow-commits.ts';
import { sendMorningLetters } from '../../../functions/notifications/morning.ts';
import { planSeed, type Seed } from '../../../infra/cli/seed/plan.ts';
import { sampleStaff } from '../../../infra/local/ground/sample-staff.ts';
import { isBroken } from '../../../infra/parsing/parsed.ts';
import { aThread } from '../../builders.ts';
import { batchOf, type Stage, setStage } from '../../notifications/stage.ts';

/**
 * `working`: reviewers review twice a week, a director decides every Friday and publishes the pairings after the deadline, and
 * questions get answers within two days. `absent`: no one does anything but publish.
 */
export type Staff = 'working' | 'absent';

/** The emails to staff in one year, by kind. */
export type YearOfEmails = { readonly byKind: Readonly<Record<string, number>>; readonly total: number };

/** The sample district is planned as of this moment, in its applications' last weeks. */
const plannedAt = '2026-11-24T15:00:00.000Z';
const publishedOn: CalendarDate = '2027-01-11';
const visitsPlannedOn: CalendarDate = '2027-08-23';
const firstDay: CalendarDate = '2026-11-02';
const days = 365;

/** A quarter of the 520 queue emails that the same district got in a year when they came every school day. */
export const mostEmails = 130;

const ruth = { email: 'ruth.lindqvist@example.org', name: 'Ruth Lindqvist' };
const director = { ...ruth, roles: ['director'] as const };

export async function playYear(staff: Staff): Promise<YearOfEmails> {
  const seed = await planSeed({ now: plannedAt });
  if (isBroken(seed)) throw new Error(seed.problems.join('\n'));
  const stage = await setStage(`${firstDay}T13:00:00.000Z`);
  try {
    await fill(stage, seed.parsed);
    for (const day of schoolDays(seed.parsed)) await playDay(stage, seed.parsed, day, staff);
    return counted(stage, seed.parsed);
  } finally {
    await stage.stop();
  }
}

/** Staff get no emails on other days, and no one works. */
const schoolDays = ({ cycle }: Seed): readonly CalendarDate[] =>
  Array.from({ length: days }, (_, day) => plusDays(firstDay, day)).filter((day) => isSchoolDay(cycle, day));

async function fill({ store }: Stage, { cycle, schools, roster }: Seed): Promise<void> {
  await importSchools(store.table, schools);
  await store.commitRoster(roster);
  await store.putCycle(cycle);
}

async function playDay(stage: Stage, seed: Seed, today: CalendarDate, staff: Staff): Promise<void> {
  const morning: Instant = `${today}T13:00:00.000Z`;
  stage.moveClockTo(morning);
  await sendMorningLetters(stage.parts, morning);
  const now = plusHours(morning, 2);
  stage.moveClockTo(now);
  for (const application of submittedBy(seed, today))
    await commit(stage, seed, { after: application, events: [{ type: 'application-submitted' }] });
  if (today === publishedOn) await publish(stage, seed, now);
  if (staff === 'absent') return;
  await question(stage, seed, today, now);
  const weekday = new Date(today).getUTCDay();
  if (weekday === 2 || weekday === 4) await reviewAll(stage, seed, now);
  if (weekday === 5) await decideAll(stage, seed, now);
  if (today >= visitsPlannedOn) await planVisits(stage, seed, now);
}

/** The applications that arrived since the school day before, as they were then. */
function submittedBy({ applications, cycle }: Seed, today: CalendarDate): readonly SubmittedApplication[] {
  const before = schoolDaysFrom(cycle, today, -1);
  return applications.flatMap((one) => {
    if (one.state !== 'submitted' && one.state !== 'decided') return [];
    const day = todayOf(cycle, one.submittedAt);
    return before < day && day <= today ? [asSubmitted(one)] : [];
  });
}

function asSubmitted(application: SubmittedApplication | DecidedApplication): SubmittedApplication {
  const { decision: _, ...received } = { decision: undefined, ...application };
  const first = application.history.filter(({ at }) => at <= application.submittedAt);
  const emptied = { reviewers: [], recused: [], reviews: [], inquiries: [], reversals: [] };
  return { ...received, ...emptied, state: 'submitted', version: 0, history: first };
}

type Outcome<A extends Application> = Change<A, ApplicationEvent> | Refusal<string>;

/** Commits. Staff get no emails about reviews and decisions, so only a submission is followed. */
async function commit<A extends Application>(
  stage: Stage,
  { cycle }: Seed,
  outcome: Outcome<A>,
): Promise<void> {
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  const record = await stage.commit(outcome.after, outcome.events, cycle);
  if (outcome.events.every(({ type }) => type !== 'application-submitted')) return;
  const { batchItemFailures } = await followCommits(stage.parts, batchOf(record));
  if (batchItemFailures.length > 0) throw new Error(JSON.stringify(stage.logged.at(-1)));
}

async function reviewAll(stage: Stage, seed: Seed, now: Instant): Promise<void> {
  const { cycle, roster } = seed;
  for (const reviewer of roster.reviewers)
    for (const { reference } of readingQueue(await stage.store.summaries(cycle.id), reviewer.email)) {
      const application = await stage.store.application(reference);
      if (!application) throw new Error(`${reference} is gone`);
      const judgment = { scores: {}, recommendation: 'accept' as const, comment: 'A team that shares.' };
      await commit(
        stage,
        seed,
        recordReview(application, judgment, { ...reviewer, roles: ['reviewer'] }, now),
      );
    }
}

/** Every fifth school is declined and every fifth waitlisted. */
async function decideAll(stage: Stage, seed: Seed, now: Instant): Promise<void> {
  for (const { reference, schoolId } of decisionQueue(await stage.store.summaries(seed.cycle.id))) {
    const application = await stage.store.application(reference);
    if (!application) throw new Error(`${reference} is gone`);
    const outcome =
      (['declined', 'waitlisted', 'accepted', 'accepted', 'accepted'] as const)[
        seed.schools.findIndex(({ id }) => id === schoolId) % 5
      ] ?? 'accepted';
    await commit(stage, seed, decisions[outcome](application, 'You have a clear plan.', director, now));
  }
}

/** A school asks something every second Wednesday. */
async function question(
  { store }: Stage,
  { cycle, roster }: Seed,
  today: CalendarDate,
  now: Instant,
): Promise<void> {
  const day = daysBetween(firstDay, today);
  const [assignee] = roster.reviewers;
  if (day % 14 === 2) {
    const message = {
      id: 'asked',
      at: now,
      from: 'asker' as const,
      by: 'Rosa Delgado',
      text: 'Who pays for substitutes?',
    };
    const after = aThread({
      ...{ id: String(day).padStart(20, '0'), cycleId: cycle.id, messages: [message], history: [] },
      ...(assignee && { assignee }),
    });
    await store.commitThread({ after, events: [{ type: 'question-asked' }] });
  }
  for (const { id, since } of (await store.threadSummaries()).filter(({ state }) => state === 'open')) {
    const thread = daysBetween(since.slice(0, 10), today) >= 2 ? await store.thread(id) : undefined;
    if (thread) await store.commitThread(answerThread(thread, 'The district does.', ruth, now));
  }
}

/** Pairs the accepted schools in their order. Who learns with whom changes no email to staff. */
async function publish(stage: Stage, { cycle, roster, applications }: Seed, now: Instant): Promise<void> {
  const { store } = stage;
  const stored = await Promise.all(applications.map(({ reference }) => store.application(reference)));
  const accepted = new Map(
    stored.flatMap((one) =>
      one?.state === 'decided' && one.decision.outcome === 'accepted' ? [[one.school.id, one] as const] : [],
    ),
  );
  const decided = (id: string): DecidedApplication => {
    const found = accepted.get(id);
    if (!found) throw new Error(`${id} isn’t accepted`);
    return found;
  };
  const { hosts, partners } = acceptedEntrants([...accepted.values()], cycle.program);
  const pairing: PublishedPairing = {
    ...{ version: 0, cycleId: cycle.id, scenario: { id: 's1', name: 'First' }, publishedBy: ruth },
    publishedAt: now,
    partnerships: hosts.flatMap((host, place) => {
      const own = partners.filter((_, index) => index % hosts.length === place).slice(0, 2);
      const facilitator = roster.facilitators[place % roster.facilitators.length];
      return own.length === 0 || !facilitator
        ? []
        : [
            {
              host: pairedHost(host, decided(host.id)),
              partners: own.map((one) => pairedPartner(one, decided(one.id), 'You share a focus.')),
              facilitator: { email: facilitator.email, name: facilitator.name },
            },
          ];
    }),
    history: [{ at: now, by: ruth.name, what: 'pairing-published' }],
  };
  await store.commitPublication({ after: pairing, events: [{ type: 'pairing-published' }] });
  const records = [];
  for (const change of partnershipsOf(pairing)) records.push(await stage.commitPartnership(change));
  await followCommits(stage.parts, batchOf(...records));
}

/** Each facilitator's year, once. */
async function planVisits(stage: Stage, { cycle }: Seed, now: Instant): Promise<void> {
  const [partnerships, year] = await Promise.all([
    stage.store.partnerships(cycle.id),
    stage.store.visitYear(cycle.id),
  ]);
  if (partnerships.some(({ visits }) => visits.length > 0)) return;
  const setting = { cycle, year, partnerships };
  for (const email of facilitatorsIn(setting)) {
    const plan = planYear(setting, email, todayIn(setting, now));
    if (plan.kind !== 'planned') throw new Error(JSON.stringify(plan));
    for (const partnership of partnerships.filter(({ facilitator }) => facilitator.email === email)) {
      const change = publishVisitPlan(partnership, plan.visits, setting, ruth, now);
      if (isRefusal(change)) throw new Error(change.refused);
      const record = await stage.commitPartnership(change);
      await followCommits(stage.parts, batchOf(record));
    }
  }
}

function counted({ ses }: Stage, { cycle }: Seed): YearOfEmails {
  const addresses = new Set([cycle.program.contactEmail, ...sampleStaff.map(({ email }) => email)]);
  const kinds = ses.sent
    .filter(({ destinations }) => destinations.some((to) => addresses.has(to)))
    .map(({ raw }) => /^list-id: <([a-z-]+)\./im.exec(raw)?.[1] ?? 'unknown');
  const byKind = Object.entries(Object.groupBy(kinds, (kind) => kind)).map(
    ([kind, all = []]) => [kind, all.length] as const,
  );
  return { byKind: Object.fromEntries(byKind), total: kinds.length };
}
