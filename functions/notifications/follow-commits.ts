import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { assignReviewers, loadsOf, mustBeReplaced } from '#domain/admission/review.ts';
import type { Roster } from '#domain/admission/roster.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import { isRefusal, refuse } from '#domain/base/change.ts';
import { type Instant, plusHours } from '#domain/base/time.ts';
import type { Committed, Event } from '#domain/events.ts';
import {
  correctPairedContact,
  type Partnership,
  partnershipsOf,
  schoolsOf,
} from '#domain/partnership/partnership.ts';
import { noteWithdrawal } from '#domain/partnership/repair.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { errorFacts } from '#http/error-facts.ts';
import { ofYear, yearLetters } from '#letters/coaching-letters.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { committedAt } from '#letters/missing-letters.ts';
import { reviseApplication, revisePartnership } from '#store/revise.ts';
import { queueLetter, toldWithinDays } from '#store/sent-letters.ts';
import { type Delivered, parseStreamImage } from '#store/stream.ts';
import { inLanes, type Parts } from './dependencies.ts';
import { postLetter, sendWaitingLetters } from './post-letter.ts';
import { type StreamParts, scheduleVisits } from './schedule-visits.ts';

/** Announces coaching sessions. Other changes to the year are announced by the partnerships whose visits they move. */
async function followVisitYear(
  parts: Parts,
  { aggregate: year, events }: Committed<'visit-year'>,
  cycle: Cycle,
): Promise<void> {
  if (events.every(({ type }) => ofYear[type] === 'none')) return;
  const partnerships = await parts.store.partnerships(year.cycleId);
  for (const event of events)
    for (const letter of yearLetters(event, { year, partnerships }, { cycle, addresses: parts.addresses }))
      await postLetter(parts, letter);
}

/** More at a time would only wait for each other. */
const queueLanes = 20;

/** Puts the invitations of a mailing with the waiting letters. They go out over minutes and hold up no other letter. */
async function followMailing(
  { store, retries, addresses, log, now }: Parts,
  { aggregate, events }: Committed<'mailing'>,
  cycle: Cycle,
): Promise<void> {
  const letters = events.flatMap((event) => lettersFor('mailing', event, aggregate, { cycle, addresses }));
  const [error] = await inLanes(letters, queueLanes, (letter) => queueLetter(store.table, letter, now()));
  if (error !== undefined) throw error;
  if (letters.length > 0) await retries.callAfter(now());
  log.info({ what: 'invitations queued', mailing: aggregate.batch, count: letters.length });
}

/**
 * Forms the partnerships of a published pairing, and notes in them that a school withdrew. It may be repeated or interrupted
 * at any point: existing records stay, and missing ones are added.
 */
async function followPairing(
  parts: Parts,
  event: Event,
  delivered: Exclude<Delivered, { type: 'roster' | 'visit-year' }>,
): Promise<void> {
  if (delivered.type === 'pairing' && event.type === 'pairing-published') {
    for (const change of partnershipsOf(delivered.aggregate)) {
      // A conflict means that the partnership exists.
      const outcome = await parts.store.commitPartnership(change);
      parts.log.info({ what: 'partnership formed', host: change.after.host.id, outcome });
      // If a school withdrew just before the publication, its withdrawal was followed before it had a partnership.
      await noteWithdrawals(parts, change.after);
    }
  }
  if (delivered.type === 'application' && event.type === 'application-withdrawn') {
    const { cycleId, school } = delivered.aggregate;
    const partnership = await parts.store.partnershipOf(cycleId, school.id);
    if (partnership) await noteWithdrawals(parts, partnership);
  }
}

/** Notes every school of a partnership whose application was withdrawn. */
async function noteWithdrawals(parts: Parts, partnership: Partnership): Promise<void> {
  const { store, now } = parts;
  for (const { id, reference, withdrawnAt } of schoolsOf(partnership)) {
    if (withdrawnAt !== undefined) continue;
    const application = await store.application(reference);
    if (application?.state !== 'withdrawn') continue;
    await revisePartnership(store, partnership.cycleId, partnership.host.id, (standing) =>
      noteWithdrawal(standing, id, application.withdrawnAt, now()),
    );
    parts.log.info({ what: 'withdrawal noted', host: partnership.host.id, application: reference });
  }
}

/** Copies a school's new contact to its partnership, so that those letters go there too. A repetition changes nothing. */
async function followContact(
  { store, log }: Parts,
  event: Event,
  delivered: Exclude<Delivered, { type: 'roster' | 'visit-year' }>,
): Promise<void> {
  if (delivered.type !== 'application' || event.type !== 'contact-corrected') return;
  const { reference, cycleId, school, history, startedAt } = delivered.aggregate;
  const partnership = await store.partnershipOf(cycleId, school.id);
  if (!partnership) return;
  const { by, at } = history.at(-1) ?? { by: '', at: startedAt };
  await revisePartnership(store, cycleId, partnership.host.id, (standing) =>
    correctPairedContact(standing, delivered.aggregate, by, at),
  );
  log.info({ what: 'contact of a partnership corrected', host: partnership.host.id, application: reference });
}

/**
 * Acts on the commits in a batch of the table's stream: letters, reviewers, partnerships, and schedules of visits. Records of
 * one aggregate are followed in order. A failed record holds up only its own aggregate. It and the records after it are
 * reported, so that the stream repeats them and finally moves them to the failure queue.
 */
export async function followCommits(
  parts: StreamParts,
  { Records }: DynamoDBStreamEvent,
): Promise<DynamoDBBatchResponse> {
  // First, so that a waiting letter goes out before later ones on the same subject.
  await sendWaitingLetters(parts, plusHours(parts.now(), waitingSeconds / 3600));
  const follow = openFollower(parts);
  const heldUp = new Set<string>();
  const failed: string[] = [];
  for (const record of Records) {
    const aggregate = JSON.stringify(record.dynamodb?.Keys);
    const sequence = record.dynamodb?.SequenceNumber ?? '';
    try {
      if (heldUp.has(aggregate)) failed.push(sequence);
      else await follow(record);
    } catch (error) {
      heldUp.add(aggregate);
      failed.push(sequence);
      parts.log.error({ what: 'commit not followed', sequence, ...errorFacts(error) });
    }
  }
  return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
}

// Leaves the function most of its minute for the batch itself.
const waitingSeconds = 15;

function openFollower(parts: StreamParts): (record: DynamoDBRecord) => Promise<void> {
  const cycles = remembering((cycleId) => cycleOf(parts, cycleId));
  const finders = remembering(async (cycleId) =>
    openReviewerFinder(parts, await cycles(cycleId), await parts.store.roster(cycleId)),
  );
  return async (record) => {
    // No one is told about expired records.
    if (record.eventName === 'REMOVE') return;
    const delivered = parseStreamImage(record.dynamodb?.NewImage);
    if (!delivered) return;
    if (delivered.type === 'roster') {
      const { aggregate } = delivered;
      return (await openReviewerFinder(parts, await cycles(aggregate.cycleId), aggregate)).forAll();
    }
    const cycle = await cycles(delivered.aggregate.cycleId);
    if (delivered.type !== 'visit-year' && isLongAgo(committedAt(delivered.aggregate), parts.now()))
      return parts.log.info({ what: 'commit is too old to be told of', of: delivered.type });
    if (delivered.type === 'visit-year') return followVisitYear(parts, delivered, cycle);
    if (delivered.type === 'mailing') return followMailing(parts, delivered, cycle);
    for (const event of delivered.events) {
      for (const letter of lettersFor(delivered.type, event, delivered.aggregate, {
        cycle,
        addresses: parts.addresses,
      }))
        await postLetter(parts, letter);
      await findReviewersAfter(event, delivered, finders);
      await followPairing(parts, event, delivered);
      await followContact(parts, event, delivered);
      parts.log.info({ what: 'happened', event: event.type, to: delivered.type });
    }
    if (delivered.type === 'partnership')
      await scheduleVisits(parts, delivered.events, delivered.aggregate, cycle);
  };
}

/** Whether a record is old, as after a restore of the table. A record without history is new. */
const isLongAgo = (at: Instant, now: Instant): boolean =>
  at !== '' && plusHours(at, toldWithinDays * 24) < now;

async function cycleOf({ store }: StreamParts, cycleId: string): Promise<Cycle> {
  const cycle = await store.cycle(cycleId);
  if (!cycle) throw new Error('The cycle of this aggregate is not stored');
  return cycle;
}

async function findReviewersAfter(
  event: Event,
  { type, aggregate }: Exclude<Delivered, { type: 'roster' | 'visit-year' }>,
  finders: (cycleId: string) => Promise<ReviewerFinder>,
): Promise<void> {
  const callsForReviewers =
    event.type === 'application-submitted' ||
    event.type === 'application-reinstated' ||
    event.type === 'reviewer-recused';
  if (type !== 'application' || !callsForReviewers) return;
  await (await finders(aggregate.cycleId)).forApplication(aggregate.reference);
}

/** Asks once for each ID. A failure isn't remembered. */
function remembering<T>(ask: (id: string) => Promise<T>): (id: string) => Promise<T> {
  const known = new Map<string, T>();
  return async (id) => {
    const found = known.get(id) ?? (await ask(id));
    known.set(id, found);
    return found;
  };
}

/** Assigns reviewers to the applications of one cycle, evenly. Keep one for a whole batch, because it remembers its assignments. */
type ReviewerFinder = {
  /** Assigns one application its missing reviewers. */
  readonly forApplication: (reference: string) => Promise<void>;
  /** Assigns every application its missing reviewers after the roster changed. */
  readonly forAll: () => Promise<void>;
};

async function openReviewerFinder(
  { store, log, now }: Parts,
  cycle: Cycle,
  roster: Roster,
): Promise<ReviewerFinder> {
  const { program } = cycle;
  const summaries = await store.summaries(cycle.id);
  // The index is a moment behind our own commits, so we count them ourselves.
  const loads = new Map(loadsOf(summaries));

  const forApplication = async (reference: string) => {
    let before: readonly string[] = [];
    const outcome = await reviseApplication(store, program, reference, (application) => {
      before = 'reviewers' in application ? application.reviewers : [];
      return assignReviewers(application, roster, loads, program, now()) ?? refuse('nobody-to-add');
    });
    if (!outcome || isRefusal(outcome)) return;
    const added = outcome.reviewers.filter((email) => !before.includes(email));
    for (const email of added) loads.set(email, (loads.get(email) ?? 0) + 1);
    log.info({ what: 'reviewers assigned', application: reference, count: added.length });
  };

  const lacksReviewers = (summary: ApplicationSummary) =>
    summary.state === 'submitted' &&
    (summary.reviewers.length < program.review.readersPerApplication ||
      summary.reviewers.some((reviewer) => mustBeReplaced(reviewer, summary, roster)));

  return {
    forApplication,
    forAll: async () => {
      for (const { reference } of summaries.filter(lacksReviewers)) await forApplication(reference);
    },
  };
}
