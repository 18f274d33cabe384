import { setTimeout as wait } from 'node:timers/promises';
import { type Instant, plusHours } from '#domain/base/time.ts';
import type { Addresses } from '#letters/letter.ts';
import { heldMail } from '#mail/hold.ts';
import type { Mail } from '#mail/ses.ts';
import { openApplicationCommits } from '#store/application-commits.ts';
import { openTable, type Table } from '#store/dynamo-table.ts';
import { openHeldLetters } from '#store/held-letters.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRosters } from '#store/rosters.ts';
import { openVisitYears } from '#store/visit-years.ts';
import { letterAddresses } from '../letter-links.ts';
import type { Settings } from './env.ts';
import { consoleLog, type Log } from './log.ts';
import { openFeedbackStore } from './undelivered.ts';

/** Pauses sending after a failure. Otherwise a batch would run out of time with one failure after another. */
type Rest = {
  readonly isOn: (now: Instant) => boolean;
  readonly begin: (now: Instant) => void;
};

const restSeconds = 30;

export function openRest(): Rest {
  let endsAt = '';
  return {
    isOn: (now) => now < endsAt,
    begin: (now) => {
      endsAt = plusHours(now, restSeconds / 3600);
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
});
type Store = ReturnType<typeof storeIn>;

/** Everything outside the domain that sending letters needs. */
export type Parts = {
  readonly store: Store;
  readonly mail: Mail;
  readonly rest: Rest;
  readonly addresses: Addresses;
  readonly log: Log;
  readonly now: () => Instant;
  readonly pause: (ms: number) => Promise<unknown>;
};

export function openParts(settings: Settings): Parts {
  const store = storeIn(openTable(settings.tableName));
  return {
    store,
    mail: openMailFor(settings, store),
    rest: openRest(),
    addresses: letterAddresses(settings.origin, settings.linkKeys),
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
