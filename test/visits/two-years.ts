/** The cycle after 2014: schools apply in the spring of 2015, while the first year's visits still happen. */

import { plusDays } from '#domain/base/time.ts';
import type { ActivePartnership } from '#domain/partnership/partnership.ts';
import { aCycle, aProgram } from '../builders.ts';
import { mei } from '../reviews/console.ts';
import { aPartnershipOf, calendarOf2014 } from './partnerships.ts';

/** Whole weeks later, so that dates keep their weekdays. */
const weeksLater = 52 * 7;

const calendarOf2015 = calendarOf2014().map((entry) => ({
  ...entry,
  from: plusDays(entry.from, weeksLater),
  to: plusDays(entry.to, weeksLater),
}));

export const cycleOf2015 = aCycle({
  id: '2015',
  name: '2015–16',
  startsIn: 'September 2015',
  opensAt: '2015-04-06T13:00:00.000Z',
  closesAt: '2015-05-01T21:00:00.000Z',
  program: aProgram(),
  calendar: calendarOf2015,
});

/** A partnership of the same host as in 2014, with one partner. */
export function partnershipOf2015(): ActivePartnership {
  const before = aPartnershipOf(1, mei, { partners: 1 });
  return { ...before, cycleId: '2015', host: { ...before.host, reference: '2015-H1' } };
}
