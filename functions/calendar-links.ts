import { type Instant, plusDays, plusHours } from '#domain/base/time.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import { type CalendarOwner, calendarToken } from '#links/calendar-token.ts';
import type { SigningKeys } from '#links/token.ts';
import { hrefTo } from '#routes.ts';

/** Covers the summer after the school year. */
const daysAfterYear = 60;
/** If the cycle's calendar has no school year. */
const usualHours = 18 * 30 * 24;

const calendarEnds = (cycle: Cycle): Instant => {
  const lastDay = schoolYearAfter(cycle)?.lastDay;
  return lastDay === undefined
    ? plusHours(cycle.closesAt, usualHours)
    : `${plusDays(lastDay, daysAfterYear)}T00:00:00.000Z`;
};

/** The secret calendar link for a school's or facilitator's visits. It works until some weeks after the school year. */
export const calendarAddress = (
  { origin, keys }: { readonly origin: string; readonly keys: SigningKeys },
  cycle: Cycle,
  owner: CalendarOwner,
): string =>
  `${origin}${hrefTo('calendarFeed', { token: `${calendarToken(keys, owner, calendarEnds(cycle))}.ics` })}`;
