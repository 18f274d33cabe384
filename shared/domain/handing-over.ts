import { noted } from './application.ts';
import { type Change, type Refusal, refuse } from './change.ts';
import type { ActivePartnership, Partnership } from './partnership.ts';
import type { NamedStaff } from './person.ts';
import type { CalendarDate, Instant } from './time.ts';
import { clashesIn } from './visits/debts.ts';
import { type BookedVisit, isBooked } from './visits/visit.ts';
import { ofFacilitator, type Setting } from './visits/year-problem.ts';

/** How a partnership gets another facilitator. */

export type HandoverRefusal = 'ended' | 'has-it';

/** Whether a visit will be with the facilitator whom the partnership has then: it is today or later. */
export const isAhead =
  (today: CalendarDate) =>
  (visit: Partnership['visits'][number]): visit is BookedVisit =>
    isBooked(visit) && visit.date >= today;

/**
 * Gives a partnership to another facilitator. Its visits from `today` on are another version for calendars: they name the
 * facilitator, and leave the calendar of the one before.
 */
export function handOver(
  partnership: Partnership,
  { email, name }: NamedStaff,
  today: CalendarDate,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership> | Refusal<HandoverRefusal> {
  if (partnership.state !== 'active') return refuse('ended');
  const from = partnership.facilitator;
  if (from.email === email) return refuse('has-it');
  const event = { type: 'facilitator-changed', from } as const;
  const after: ActivePartnership = {
    ...partnership,
    facilitator: { email, name },
    visits: partnership.visits.map((visit) =>
      isAhead(today)(visit) ? { ...visit, sequence: visit.sequence + 1 } : visit,
    ),
  };
  // By their addresses, so that erasing one of them finds this line, too.
  const note = `from ${from.email} to ${email}`;
  return { after: noted(after, now, staff.name, event, note), events: [event] };
}

/** The partnerships that go on with a facilitator: nobody leaves the roster who has any. */
export const heldBy = (partnerships: readonly Partnership[], email: string): readonly ActivePartnership[] =>
  partnerships.filter(
    (one): one is ActivePartnership => one.state === 'active' && one.facilitator.email === email,
  );

/** The visits of a partnership on days that would do now, and would not with another facilitator. */
export function clashesWith(
  setting: Setting,
  partnership: Partnership,
  facilitator: NamedStaff,
  today: CalendarDate,
): readonly BookedVisit[] {
  const clashing = (one: Partnership) =>
    clashesIn(
      ofFacilitator(
        {
          ...setting,
          partnerships: [...setting.partnerships.filter(({ host }) => host.id !== one.host.id), one],
        },
        one.facilitator.email,
      ),
      today,
    )
      .filter((clash) => clash.partnership.host.id === one.host.id)
      .map(({ visit }) => visit);
  const now = new Set(clashing(partnership).map(({ number }) => number));
  return clashing({ ...partnership, facilitator }).filter(({ number }) => !now.has(number));
}
