import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { FormerPartner, NamedStaff } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import { sayList } from '#domain/base/wording.ts';
import type { PartnershipEvent } from './events.ts';
import {
  type ActivePartnership,
  type EndedPartnership,
  formerAfter,
  freePlaces,
  hostBefore,
  type PairedPartner,
  type Partnership,
  schoolsOf,
} from './partnership.ts';
import { withEach, withoutSchools } from './settle-visits.ts';

/** Changes to a partnership after one of its schools withdrew. All other schools stay where they are. */
const service = 'The service';

/**
 * Records that a school withdrew, once. It keeps its place until a director decides. Undefined if there is nothing to
 * record.
 */
export function noteWithdrawal(
  partnership: Partnership,
  schoolId: string,
  withdrawnAt: Instant,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | undefined {
  if (partnership.state !== 'active') return undefined;
  const school = schoolsOf(partnership).find(({ id }) => id === schoolId);
  if (!school || school.withdrawnAt !== undefined) return undefined;
  const event = { type: 'paired-school-withdrew', school: schoolId } as const;
  const gone = <S extends { readonly id: string }>(one: S): S =>
    one.id === schoolId ? { ...one, withdrawnAt } : one;
  const after = {
    ...partnership,
    host: gone(partnership.host),
    partners: partnership.partners.map(gone),
  };
  return { after: noted(after, now, service, event, school.name), events: [event] };
}

export type RepairRefusal =
  | 'ended'
  | 'host-withdrew'
  | 'host-stays'
  | 'host-full'
  | 'not-withdrawn'
  | 'already-in';

/** Leaves the place of a partner that withdrew open. */
export function leavePlaceOpen(
  partnership: Partnership,
  partnerId: string,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<RepairRefusal> {
  if (partnership.state !== 'active') return refuse('ended');
  const gone = partnership.partners.find(({ id }) => id === partnerId);
  if (!gone?.withdrawnAt) return refuse('not-withdrawn');
  return repaired(partnership, [gone], [], staff, now);
}

/** Another focus area for a partnership, with the reason that schools read, and why each staying partner fits now. */
export type NewFocus = {
  readonly focusArea: string;
  readonly because: string;
  readonly whyOf: (partnerId: string) => string | undefined;
};

/** `from` is a newcomer's earlier host, which left the program. */
type More = { readonly from?: FormerPartner; readonly newFocus?: NewFocus | undefined };

/**
 * Gives another school a place: that of the first partner that withdrew, or else an open one. Refused if the host
 * withdrew too or has no place. The partnership keeps its focus area, unless there's a new one.
 */
export function fillPlace(
  partnership: Partnership,
  newcomer: PairedPartner,
  staff: NamedStaff,
  now: Instant,
  more: More = {},
): Change<ActivePartnership, PartnershipEvent> | Refusal<RepairRefusal> {
  if (partnership.state !== 'active') return refuse('ended');
  if (partnership.host.withdrawnAt) return refuse('host-withdrew');
  if (schoolsOf(partnership).some(({ id }) => id === newcomer.id)) return refuse('already-in');
  const [gone] = partnership.partners.filter(({ withdrawnAt }) => withdrawnAt !== undefined);
  if (!gone && freePlaces(partnership) === 0) return refuse('host-full');
  return repaired(refocused(partnership, more.newFocus), gone ? [gone] : [], [newcomer], staff, now, more);
}

/** The partnership with its new area, also in the arc of learning if there is one. */
function refocused(partnership: ActivePartnership, newFocus: NewFocus | undefined): ActivePartnership {
  if (!newFocus) return partnership;
  const { focusArea, whyOf } = newFocus;
  return {
    ...partnership,
    focusArea,
    ...(partnership.arc && { arc: { ...partnership.arc, focusArea } }),
    partners: partnership.partners.map((one) => ({ ...one, why: whyOf(one.id) ?? one.why })),
  };
}

function repaired(
  partnership: ActivePartnership,
  left: readonly PairedPartner[],
  joined: readonly PairedPartner[],
  staff: NamedStaff,
  now: Instant,
  { from, newFocus }: More = {},
): Change<ActivePartnership, PartnershipEvent> {
  const event: PartnershipEvent = {
    type: 'partnership-repaired',
    left: left.map(({ id, name }) => ({ id, name })),
    joined: joined.map(({ id }) => id),
    ...(newFocus && { focus: { to: newFocus.focusArea, because: newFocus.because } }),
    ...hostBefore(from),
  };
  const staying = partnership.partners.filter(({ id }) => left.every((one) => one.id !== id));
  const partners = [...staying, ...joined].sort((a, b) => (a.id < b.id ? -1 : 1));
  const note = [
    ...left.map(({ name }) => `${name} left`),
    ...joined.map(({ name }) => `${name} joined`),
    ...(newFocus ? [`new focus: ${newFocus.because}`] : []),
  ].join(', ');
  const { visits, events } = withoutSchools(
    partnership.visits,
    left.map(({ id }) => id),
    left,
    dayOf(now),
    `${sayList(left.map(({ name }) => name))} left the partnership`,
  );
  const former = formerAfter(partnership, left, joined);
  const after = noted({ ...partnership, ...former, partners, visits }, now, staff.name, event, note);
  return { after: withEach(after, events, staff, now), events: [event, ...events] };
}

// The day in UTC. Only for a visit on that very day can a few hours decide if it is canceled.
const dayOf = (now: Instant): CalendarDate => now.slice(0, 10);

/**
 * Ends the partnership of a host that withdrew, after its partners were moved. Partners not in `moved` have no host
 * now and are told so.
 */
export function endPartnership(
  partnership: Partnership,
  moved: readonly string[],
  staff: NamedStaff,
  now: Instant,
): Change<EndedPartnership, PartnershipEvent> | Refusal<RepairRefusal> {
  if (partnership.state !== 'active') return refuse('ended');
  if (!partnership.host.withdrawnAt) return refuse('host-stays');
  const event = { type: 'partnership-ended' } as const;
  const partners = partnership.partners.filter(({ id }) => !moved.includes(id));
  const elsewhere = partnership.partners.filter(({ id }) => moved.includes(id));
  const { visits, events } = withoutSchools(
    partnership.visits,
    [partnership.host.id],
    elsewhere,
    dayOf(now),
    'The host left the program',
  );
  const former = formerAfter(partnership, elsewhere, []);
  const after: EndedPartnership = {
    ...{ ...partnership, ...former, partners, visits },
    state: 'ended',
    endedAt: now,
  };
  const ended = noted(after, now, staff.name, event);
  return { after: withEach(ended, events, staff, now), events: [event, ...events] };
}
