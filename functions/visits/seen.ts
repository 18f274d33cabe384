import { createHash } from 'node:crypto';
import type { CalendarDate } from '../../shared/domain/time.ts';
import type { Setting } from '../../shared/domain/visits/year-problem.ts';

/**
 * What a page was made from, as a word that its forms send back: a hash of the day and of the versions of the year and of these
 * partnerships. Whatever is planned, moved or repaired comes out the same as long as the word is the same.
 */
export function seenIn({ year, partnerships }: Setting, today: CalendarDate): string {
  const versions = partnerships.map(({ host, version }) => `${host.id}:${version}`);
  const said = [today, year.version, ...versions].join('\n');
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}

/** Whether something was changed since a page was looked at; one that does not say what it saw is not held against it. */
export const isStale = (setting: Setting, today: CalendarDate, seen: string): boolean =>
  seen !== '' && seen !== seenIn(setting, today);
