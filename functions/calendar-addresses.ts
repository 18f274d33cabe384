import type { Cycle } from '../shared/domain/cycle.ts';
import { type Instant, plusDays, plusHours } from '../shared/domain/time.ts';
import { schoolYearAfter } from '../shared/domain/visits/year-problem.ts';
import { type CalendarOwner, calendarToken } from '../shared/links/calendar-token.ts';
import type { SigningKeys } from '../shared/links/token.ts';
import { hrefTo } from './routes.ts';

/** Long enough to look back at the year in the summer after it. */
const daysAfterYear = 60;
/** Where the calendar of a cycle knows no school year. */
const usualHours = 18 * 30 * 24;

const calendarEnds = (cycle: Cycle): Instant => {
  const lastDay = schoolYearAfter(cycle)?.lastDay;
  return lastDay === undefined
    ? plusHours(cycle.closesAt, usualHours)
    : `${plusDays(lastDay, daysAfterYear)}T00:00:00.000Z`;
};

/** Where calendars subscribe to the visits of a school or a facilitator: a secret address, good until some weeks after the year. */
export const calendarAddress = (
  { origin, keys }: { readonly origin: string; readonly keys: SigningKeys },
  cycle: Cycle,
  owner: CalendarOwner,
): string =>
  `${origin}${hrefTo('calendarFeed', { token: `${calendarToken(keys, owner, calendarEnds(cycle))}.ics` })}`;
