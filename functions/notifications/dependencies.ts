import { setTimeout as wait } from 'node:timers/promises';
import { type Instant, plusHours } from '#domain/base/time.ts';
import { errorFacts } from '#http/error-facts.ts';
import type { Addresses } from '#letters/letter.ts';
import { heldMail } from '#mail/hold.ts';
import type { Mail } from '#mail/ses.ts';
import type { Schedules } from '#schedules/schedules.ts';
import { openApplicationCommits } from '#store/application-commits.ts';
import { openTable, type Table } from '#store/dynamo-table.ts';
import { openHeldLetters } from '#store/held-letters.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRosters } from '#store/rosters.ts';
import { openThreads } from '#store/threads.ts';
import { openVisitYears } from '#store/visit-years.ts';
import { letterAddresses } from '../letter-links.ts';
import type { Settings } from './env.ts';
import { consoleLog, type Log } from './log.ts';
import { openFeedbackStore } from './undelivered.ts';

/**
 * Pauses sending while the mail service fails again and again. Otherwise a batch would run out of time with one failure after
 * another. A single failure pauses nothing.
 */
type Rest = {
  readonly isOn: (now: Instant) => boolean;
  /** The mail service failed this many times in a row. */
  readonly failed: (now: Instant, times: number) => void;
  /** The mail service accepted a letter. */
  readonly ended: () => void;
};

const restSeconds = 30;
const failuresBeforeRest = 2;

export function openRest(): Rest {
  let endsAt = '';
  let failures = 0;
  return {
    isOn: (now) => now < endsAt,
    failed: (now, times) => {
      failures += times;
      if (failures >= failuresBeforeRest) endsAt = plusHours(now, restSeconds / 3600);
    },
    ended: () => {
      failures = 0;
    },
  };
}

/** Has the waiting letters retried a minute or two after an instant. Never throws. */
type Retries = { readonly callAfter: (at: Instant) => Promise<void> };

const minuteMs = 60_000;

/**
 * Each call has its minute in its name. So many letters that wait together cause one call, and a call that was just made is
 * never replaced.
 */
export function openRetries(schedules: Pick<Schedules, 'set'>, log: Log): Retries {
  let last = '';
  return {
    callAfter: async (at) => {
      const dueMs = (Math.floor(Date.parse(at) / minuteMs) + 1) * minuteMs;
      const due = new Date(dueMs).toISOString().slice(0, 'yyyy-mm-ddThh:mm'.length);
      if (due === last) return;
      const name = `delayed-email.${due.replace(':', '')}`;
      try {
        await schedules.set({ name, due, timeZone: 'UTC', input: { kind: 'delayed-email' } });
        last = due;
      } catch (error) {
        // The letter is kept, and goes out with the next change or in the morning.
        log.error({ what: 'retry not scheduled', ...errorFacts(error) });
      }
    },
  };
}

const storeIn = (table: Table) => ({
  table,
  ...openFeedbackStore(table),
  ...openApplicationCommits(table),
  ...openRosters(table),
  ...openPartnerships(table),
  ...openVisitYears(table),
  ...openHeldLetters(table),
  ...openThreads(table),
});
type Store = ReturnType<typeof storeIn>;

/** Everything outside the domain that sending letters needs. */
export type Parts = {
  readonly store: Store;
  readonly mail: Mail;
  readonly rest: Rest;
  readonly retries: Retries;
  readonly addresses: Addresses;
  readonly log: Log;
  readonly now: () => Instant;
  readonly pause: (ms: number) => Promise<unknown>;
};

export function openParts(settings: Settings, schedules: Pick<Schedules, 'set'>): Parts {
  const store = storeIn(openTable(settings.tableName));
  return {
    store,
    mail: openMailFor(settings, store),
    rest: openRest(),
    retries: openRetries(schedules, consoleLog),
    addresses: letterAddresses(settings.origin, settings.linkKeys, settings.inbox),
    log: consoleLog,
    now,
    pause: wait,
  };
}

const now = () => new Date(Date.now()).toISOString();

function openMailFor(settings: Settings, store: Store): Mail {
  const mail = mailLater(settings);
  if (!settings.reach) return mail;
  return heldMail(mail, settings.reach, (letter) => store.holdLetter({ ...letter, at: now() }));
}

/** Opens the mail with the first letter. The SES client and the MIME writer are 120 kB, and most calls send nothing. */
function mailLater(settings: Settings): Mail {
  let opened: Promise<Mail> | undefined;
  const open = async () => (await import('../../shared/mail/ses.ts')).openMail(settings);
  return {
    send: async (letter) => {
      opened ??= open();
      return (await opened).send(letter);
    },
  };
}

/** Runs all tasks, a few at a time, even if some fail. Returns the errors in the order in which they were thrown. */
export async function inLanes<T>(
  tasks: readonly T[],
  lanes: number,
  act: (task: T) => Promise<void>,
): Promise<readonly unknown[]> {
  const waiting = tasks.values();
  const thrown: unknown[] = [];
  const lane = async () => {
    for (const task of waiting) {
      try {
        await act(task);
      } catch (error) {
        thrown.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return thrown;
}
