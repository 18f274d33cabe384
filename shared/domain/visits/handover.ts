import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, isBooked } from '#domain/partnership/visit.ts';
import { clashesIn } from './debts.ts';
import { ofFacilitator, type Setting, settingWith } from './schedule.ts';

/** Assigns a partnership to another facilitator. */
export type HandoverRefusal = 'ended' | 'has-it';

/** Whether the new facilitator will attend the visit: it is today or later. */
export const isAhead =
  (today: CalendarDate) =>
  (visit: Partnership['visits'][number]): visit is BookedVisit =>
    isBooked(visit) && visit.date >= today;

/**
 * Assigns a partnership to another facilitator. Its visits from `today` get a new version in calendars: they name the
 * new facilitator and disappear from the earlier one's calendar.
 */
export function handOver(
  partnership: Partnership,
  { email, name }: NamedStaff,
  today: CalendarDate,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<HandoverRefusal> {
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
  // With email addresses, so that erasing either person also finds this line.
  const note = `from ${from.email} to ${email}`;
  return { after: noted(after, now, staff.name, event, note), events: [event] };
}

/** A facilitator's active partnerships. Only someone without any can leave the roster. */
export const heldBy = (partnerships: readonly Partnership[], email: string): readonly ActivePartnership[] =>
  partnerships.filter(
    (one): one is ActivePartnership => one.state === 'active' && one.facilitator.email === email,
  );

/** The visits on days that work now but would not work with another facilitator. */
export function clashesWith(
  setting: Setting,
  partnership: Partnership,
  facilitator: NamedStaff,
  today: CalendarDate,
): readonly BookedVisit[] {
  const clashing = (one: Partnership) =>
    clashesIn(ofFacilitator(settingWith(setting, one), one.facilitator.email), today)
      .filter((clash) => clash.partnership.host.id === one.host.id)
      .map(({ visit }) => visit);
  const now = new Set(clashing(partnership).map(({ number }) => number));
  return clashing({ ...partnership, facilitator }).filter(({ number }) => !now.has(number));
}
