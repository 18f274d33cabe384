import { marshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { type ParsedMail, simpleParser } from 'mailparser';
import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent, RequestEvent } from '#domain/admission/events.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import { type Conflict, emptyRoster, type Reviewer } from '#domain/admission/roster.ts';
import type { Change } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { openMail } from '#mail/ses.ts';
import { openSchedules } from '#schedules/schedules.ts';
import type { Key } from '#store/dynamo-table.ts';
import { keyOf } from '#store/keys.ts';
import { letterAddresses } from '../../functions/letter-links.ts';
import { openRest, openRetries } from '../../functions/notifications/dependencies.ts';
import type { Log, LogEntry } from '../../functions/notifications/log.ts';
import type { StreamParts } from '../../functions/notifications/schedule-visits.ts';
import { aCycle } from '../builders.ts';
import { type Ses, startSes } from '../mail/ses.ts';
import { startScheduler, type TestScheduler } from '../schedules/scheduler.ts';
import { openStore, type Store } from '../store/store.ts';
import { startTable } from '../store/table.ts';

export const keys = { k1: 'a key that is only for tests' };

/** Everything for sending letters, real except the clock: a table, endpoints for SES and Scheduler, and a log to read. */
export type Stage = {
  readonly parts: StreamParts;
  readonly store: Store;
  readonly ses: Ses;
  readonly scheduler: TestScheduler;
  readonly logged: readonly LogEntry[];
  readonly moveClockTo: (instant: string) => void;
  /** The letters that went out, as a mail program reads them. */
  readonly mails: () => Promise<readonly ParsedMail[]>;
  /** Commits, and returns the record that the table's stream would deliver. */
  readonly commit: (
    application: Application,
    events: readonly ApplicationEvent[],
    cycle?: Cycle,
  ) => Promise<DynamoDBRecord>;
  /** The record with this key, as the table's stream would deliver it. */
  readonly record: (key: Key) => Promise<DynamoDBRecord>;
  readonly commitRequest: (
    request: ApplicationRequest,
    events: readonly RequestEvent[],
  ) => Promise<DynamoDBRecord>;
  readonly enrol: (
    reviewers: readonly Reviewer[],
    conflicts?: readonly Conflict[],
  ) => Promise<DynamoDBRecord>;
  readonly commitPartnership: (change: Change<Partnership, PartnershipEvent>) => Promise<DynamoDBRecord>;
  readonly commitVisitYear: (change: Change<VisitYear, YearEvent>) => Promise<DynamoDBRecord>;
  readonly stop: () => Promise<void>;
};

/** `openTable` replaces the stage's own table. */
export async function setStage(startingAt: string, openTable = startTable): Promise<Stage> {
  let now = Date.parse(startingAt);
  const [table, ses, scheduler] = await Promise.all([openTable(), startSes(), startScheduler(() => now)]);
  const store = openStore(table.tableName, table);
  const logged: LogEntry[] = [];
  let sequence = 0;
  await store.putCycle(aCycle());

  const recordOf = async (key: Key): Promise<DynamoDBRecord> => {
    sequence += 1;
    // The stream has the same form as the table, in types with other names.
    const NewImage = JSON.parse(
      JSON.stringify(marshall(await table.get(key), { removeUndefinedValues: true })),
    );
    return {
      eventID: String(sequence),
      eventName: 'MODIFY',
      dynamodb: {
        SequenceNumber: String(sequence).padStart(21, '0'),
        Keys: { pk: { S: key.pk }, sk: { S: key.sk } },
        NewImage,
      },
    };
  };

  const schedules = openSchedules(scheduler.settings, scheduler.client());
  const log: Log = { info: (entry) => logged.push(entry), error: (entry) => logged.push(entry) };
  return {
    parts: {
      store,
      mail: openMail(
        { sender: 'Learning Partners <apply@example.org>', configurationSet: 'letters' },
        ses.client(),
      ),
      rest: openRest(),
      retries: openRetries(schedules, log),
      schedules,
      addresses: letterAddresses('https://apply.example.org', keys),
      log,
      now: () => new Date(now).toISOString(),
      pause: async (ms) => {
        now += ms;
      },
    },
    store,
    ses,
    scheduler,
    logged,
    moveClockTo: (instant) => {
      now = Date.parse(instant);
    },
    mails: () => Promise.all(ses.sent.map(({ raw }) => simpleParser(raw))),
    commit: async (application, events, cycle = aCycle()) => {
      const outcome = await store.commitApplication({ after: application, events }, cycle.program);
      if (outcome !== 'committed') throw new Error(`${application.reference} was not at that version`);
      return recordOf(keyOf.application(application.cycleId, application.school.id));
    },
    record: recordOf,
    commitRequest: async (request, events) => {
      await store.commitRequest({ after: request, events });
      return recordOf(keyOf.request(request.id));
    },
    enrol: async (reviewers, conflicts = []) => {
      const { version } = await store.roster('2014');
      await store.commitRoster({ ...emptyRoster('2014'), version, reviewers, conflicts });
      return recordOf(keyOf.roster('2014'));
    },
    commitPartnership: async (change) => {
      const { cycleId, host } = change.after;
      const outcome = await store.commitPartnership(change);
      if (outcome !== 'committed') throw new Error(`The partnership of ${host.id} was not at that version`);
      return recordOf(keyOf.partnership(cycleId, host.id));
    },
    commitVisitYear: async (change) => {
      await store.commitVisitYear(change);
      return recordOf(keyOf.visitYear(change.after.cycleId));
    },
    stop: async () => {
      await Promise.all([table.stop(), ses.stop(), scheduler.stop()]);
    },
  };
}

export const batchOf = (...records: readonly DynamoDBRecord[]): DynamoDBStreamEvent => ({
  Records: [...records],
});

export const aReviewerNamed = (name: string): Reviewer => ({ email: `${name}@example.org`, name });
