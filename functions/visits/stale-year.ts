import { createHash } from 'node:crypto';
import type { CalendarDate } from '#domain/base/time.ts';
import type { Setting } from '#domain/visits/schedule.ts';

/**
 * Identifies the state that a page shows. Its forms send this word back. It is a hash of today, of the year's version, and of the
 * partnerships' versions. As long as it is the same, schedules, moves, and repairs have the same result.
 */
export function seenIn({ year, partnerships }: Setting, today: CalendarDate): string {
  const versions = partnerships.map(({ host, version }) => `${host.id}:${version}`);
  const said = [today, year.version, ...versions].join('\n');
  return createHash('sha256').update(said).digest('base64url').slice(0, 22);
}

/** Whether something changed after the page was loaded. Without a `seen` value, the answer is no. */
export const isStale = (setting: Setting, today: CalendarDate, seen: string): boolean =>
  seen !== '' && seen !== seenIn(setting, today);
