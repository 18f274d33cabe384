import type { Event } from '../domain/events.ts';
import type { Partnership } from '../domain/partnership/partnership.ts';
import type { Cycle } from '../domain/program/cycle.ts';
import type { VisitYear } from '../domain/visits/visit-year.ts';
import { coachingLetters, isCoaching } from './coaching-letters.ts';
import { nowhere } from './context.ts';
import { isIn, type MissingLetter, type Stretch } from './missing-letters.ts';
import { changedAt } from './school-letter.ts';
import { isOnRecord, type SentKeys } from './sent-keys.ts';

type Commit = {
  readonly aggregate: VisitYear;
  readonly events: readonly Event[];
  readonly cycle: Cycle;
};

/**
 * The coaching letters that should have gone out in a stretch of time and are not on record. The guests of a commit are not
 * stored. For the last commit, this checks each guest whose partnership hasn't changed since. For earlier commits, it checks
 * that at least one letter went out.
 */
export function missingCoaching(
  { aggregate: year, events, cycle }: Commit,
  partnerships: readonly Partnership[],
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const last = year.history.at(-1);
  const unchanged = partnerships.filter((partnership) => changedAt(partnership) < (last?.at ?? ''));
  const due = last && isIn(stretch, last.at) ? events.filter(isCoaching) : [];
  const missing = due
    .flatMap((event) => coachingLetters(event, year, unchanged, { cycle, addresses: nowhere }))
    .filter((letter) => !isOnRecord(sent, letter))
    .map(({ key, kind }) => ({ about: key.split('#')[0] ?? '', kind, since: last?.at ?? '' }));
  return missing.length > 0 ? missing : commitsToldNobody(year, partnerships, sent, stretch);
}

/** The history doesn't name sessions, so only the number of commits can be compared with the record. */
function commitsToldNobody(
  { cycleId, history }: VisitYear,
  partnerships: readonly Partnership[],
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const about = `${cycleId}-COACHING`;
  const told = history.filter(
    ({ what, at }) => what.startsWith('coaching-') && at < stretch.until && hasGuests(partnerships, at),
  );
  const since = told.at(-1)?.at;
  if (since === undefined || !isIn(stretch, since)) return [];
  const versions = new Set(sent.startingWith(`${about}-`).map((key) => key.split('#')[1]));
  return versions.size < told.length ? [{ about, kind: 'coaching', since }] : [];
}

const hasGuests = (partnerships: readonly Partnership[], at: string): boolean =>
  partnerships.some(({ state, formedAt }) => state === 'active' && formedAt < at);
