import { createHash } from 'node:crypto';
import type { PlannedVisit } from '../../../shared/domain/partnership/visit.ts';

const longestName = 120;

/**
 * An ID for each visit: its number this year among visits from these schools to that one. So it stays when
 * the visit moves. It fits file names and UIDs.
 */
export function visitIds(
  year: string,
  visits: readonly PlannedVisit[],
): readonly { readonly id: string; readonly visit: PlannedVisit }[] {
  const counts = new Map<string, number>();
  return visits.map((visit) => {
    const { partnership, visiting, visited } = visit;
    const who = [partnership, ...visiting.toSorted(), visited].map(fileName).join('.');
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    return { id: `${year}.${shortened(who)}.${count}`, visit };
  });
}

/** The text in letters, digits, and hyphens. Other bytes become `_` and two digits, so that no two texts collide. */
export const fileName = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

const shortened = (name: string): string =>
  name.length <= longestName ? name : createHash('sha256').update(name).digest('hex').slice(0, 40);
