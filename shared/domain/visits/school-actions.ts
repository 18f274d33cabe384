import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import type { PartnershipEvent, VisitEvent } from '#domain/partnership/events.ts';
import { type ActivePartnership, nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import {
  type BookedVisit,
  type DateProposal,
  type Delegation,
  type HeldVisit,
  isBooked,
  isCancelled,
  isOver,
  type Reflection,
  schoolsIn,
  type Visit,
} from '#domain/partnership/visit.ts';
import { comingVisit, isWaiting, type VisitRefusal } from '#domain/partnership/visit-state.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { dayFaults } from './free-days.ts';
import { type Impossible, refuseIf, type Setting, settingWith, todayIn } from './schedule.ts';

/** Answers of a visit's schools, and the facilitator's notes afterward. */
export type SchoolRefusal = VisitRefusal | 'not-in-visit';

/** A school says who is coming. */
export function nameDelegation(
  partnership: Partnership,
  number: number,
  school: string,
  delegation: Delegation,
  now: Instant,
  cycle: Pick<Cycle, 'program'>,
): Change<ActivePartnership, PartnershipEvent> | Refusal<SchoolRefusal> {
  const visit = comingVisit(partnership, number, cycle, now);
  if ('refused' in visit) return visit;
  const event = { type: 'delegation-named', visit: number, school } as const;
  const delegations = { ...visit.delegations, [school]: delegation };
  return bySchool(partnership, { ...visit, delegations }, school, event, now);
}

/**
 * A school asks for another date. It replaces the school's earlier request. Other visits on that day don't matter: the
 * facilitator can make room.
 */
export function proposeDate(
  partnership: Partnership,
  number: number,
  proposal: DateProposal,
  setting: Setting,
):
  | Change<ActivePartnership, PartnershipEvent>
  | Refusal<SchoolRefusal | 'day-over' | 'same-day'>
  | Impossible {
  const { school, date, at } = proposal;
  const visit = comingVisit(partnership, number, setting.cycle, at);
  if ('refused' in visit) return visit;
  const today = todayIn(setting, at);
  if (visit.date <= today || date <= today) return refuse('day-over');
  if (visit.date === date) return refuse('same-day');
  const refusal = refuseIf(dayFaults(settingWith(setting, partnership), partnership, visit, date));
  if (refusal) return refusal;
  const event = { type: 'date-proposed', visit: number, school } as const;
  const proposals = [...visit.proposals.filter((one) => one.school !== school), proposal];
  return bySchool(partnership, { ...visit, proposals }, school, event, at);
}

/** A school reflects on a visit after it ends. A second reflection replaces the first. */
export function giveReflection(
  partnership: Partnership,
  number: number,
  reflection: Reflection,
  cycle: Pick<Cycle, 'program'>,
): Change<ActivePartnership, PartnershipEvent> | Refusal<SchoolRefusal | 'not-yet'> {
  const held = heldVisit(partnership, number, cycle, reflection.at);
  if ('refused' in held) return held;
  if (partnership.visits.some((one) => one.number === number && isWaiting(partnership, one)))
    return refuse('waiting');
  const { school, at } = reflection;
  if (!schoolsIn(held.visit).includes(school)) return refuse('not-in-visit');
  const reflections = [...held.visit.reflections.filter((one) => one.school !== school), reflection];
  const event = { type: 'reflection-given', visit: number, school } as const;
  return replaced(
    held.partnership,
    { ...held.visit, reflections },
    event,
    nameOfSchool(partnership, school),
    at,
  );
}

/** The facilitator records attendance and notes after the visit. Later notes replace earlier ones. */
export function recordVisit(
  partnership: Partnership,
  number: number,
  record: Pick<HeldVisit, 'attendance' | 'notes'>,
  staff: NamedStaff,
  now: Instant,
  cycle: Pick<Cycle, 'program'>,
): Change<ActivePartnership, PartnershipEvent> | Refusal<VisitRefusal | 'not-yet'> {
  const held = heldVisit(partnership, number, cycle, now);
  if ('refused' in held) return held;
  return replaced(
    held.partnership,
    { ...held.visit, ...record },
    { type: 'visit-held', visit: number },
    staff.name,
    now,
  );
}

/** Gives a school a new calendar link. The earlier link stops working. */
export function renewSubscription(
  partnership: Partnership,
  school: string,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<'ended'> {
  if (partnership.state !== 'active') return refuse('ended');
  const subscriptions = {
    ...partnership.subscriptions,
    [school]: (partnership.subscriptions[school] ?? 0) + 1,
  };
  const event = { type: 'subscription-renewed' } as const;
  const by = nameOfSchool(partnership, school);
  return { after: noted({ ...partnership, subscriptions }, now, by, event), events: [event] };
}

type Held = { readonly partnership: ActivePartnership; readonly visit: HeldVisit };

/** The visit as `held`, whether or not it already has notes. */
function heldVisit(
  partnership: Partnership,
  number: number,
  cycle: Pick<Cycle, 'program'>,
  now: Instant,
): Held | Refusal<VisitRefusal | 'not-yet'> {
  const visit = partnership.visits.find((one) => one.number === number);
  if (!visit) return refuse('no-such-visit');
  if (partnership.state !== 'active') return refuse('ended');
  if (isCancelled(visit)) return refuse('not-booked');
  if (!isBooked(visit)) return { partnership, visit };
  if (!isOver(visit, cycle, now)) return refuse('not-yet');
  const { proposals: _, ...rest } = visit;
  return { partnership, visit: { ...rest, state: 'held', attendance: {}, notes: '', reflections: [] } };
}

function bySchool(
  partnership: Partnership,
  visit: BookedVisit,
  school: string,
  event: VisitEvent,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<SchoolRefusal> {
  if (partnership.state !== 'active') return refuse('ended');
  if (!schoolsIn(visit).includes(school)) return refuse('not-in-visit');
  return replaced(partnership, visit, event, nameOfSchool(partnership, school), now);
}

function replaced(
  partnership: ActivePartnership,
  visit: Visit,
  event: VisitEvent,
  by: string,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> {
  const visits = partnership.visits.map((one) => (one.number === visit.number ? visit : one));
  return { after: noted({ ...partnership, visits }, now, by, event, { date: visit.date }), events: [event] };
}
