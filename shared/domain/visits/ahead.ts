import type { Partnership } from '../partnership.ts';
import { type CalendarDate, plusDays } from '../time.ts';
import type { DatedVisit } from './attention.ts';
import { isBooked } from './visit.ts';
import { goingOn } from './withdrawn.ts';
import { visitingPartnerships } from './year-problem.ts';

const daysAhead = 14;
/** Enough to show when the year begins or continues after a holiday. */
const fewVisits = 5;

/** Upcoming visits by date: `soon` are those of the next two weeks, `later` the first few after them. */
export type Ahead = { readonly soon: readonly DatedVisit[]; readonly later: readonly DatedVisit[] };

export function visitsAhead(partnerships: readonly Partnership[], today: CalendarDate): Ahead {
  const coming = visitingPartnerships(partnerships)
    .flatMap((partnership) =>
      goingOn(partnership)
        .filter(isBooked)
        .map((visit) => ({ partnership, visit })),
    )
    .filter(({ visit: { date } }) => date >= today)
    .sort((a, b) => (a.visit.date < b.visit.date ? -1 : 1));
  const isSoon = ({ visit: { date } }: DatedVisit) => date <= plusDays(today, daysAhead);
  return {
    soon: coming.filter(isSoon),
    later: coming.filter((one) => !isSoon(one)).slice(0, fewVisits),
  };
}
