import { setTimeout as wait } from 'node:timers/promises';
import type { Instant } from '../../shared/domain/time.ts';
import type { Addresses } from '../../shared/letters/context.ts';
import { type Mail, openMail } from '../../shared/mail/mail.ts';
import { openStore, type Store } from '../../shared/store/store.ts';
import { letterAddresses } from '../letter-addresses.ts';
import type { Settings } from './env.ts';
import { consoleLog, type Log } from './log.ts';

/** What sending letters needs of the world. */
export type Parts = {
  readonly store: Store;
  readonly mail: Mail;
  readonly addresses: Addresses;
  readonly log: Log;
  readonly now: () => Instant;
  readonly pause: (ms: number) => Promise<unknown>;
};

export const openParts = (settings: Settings): Parts => ({
  store: openStore(settings.tableName),
  mail: openMail(settings),
  addresses: letterAddresses(settings.origin, settings.linkKeys),
  log: consoleLog,
  now: () => new Date(Date.now()).toISOString(),
  pause: wait,
});
