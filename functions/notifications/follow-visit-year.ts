import type { Cycle } from '../../shared/domain/program/cycle.ts';
import { coachingLetters, isCoaching } from '../../shared/letters/coaching-letters.ts';
import type { Delivered } from '../../shared/store/stream.ts';
import type { Parts } from './parts.ts';
import { postLetter } from './post-letter.ts';

/** Announces coaching sessions. Other changes to the year are announced by the partnerships whose visits they move. */
export async function followVisitYear(
  parts: Parts,
  { aggregate: year, events }: Extract<Delivered, { type: 'visit-year' }>,
  cycle: Cycle,
): Promise<void> {
  const coaching = events.filter(isCoaching);
  if (coaching.length === 0) return;
  const partnerships = await parts.store.partnerships(year.cycleId);
  for (const event of coaching)
    for (const letter of coachingLetters(event, year, partnerships, { cycle, addresses: parts.addresses }))
      await postLetter(parts, letter);
}
