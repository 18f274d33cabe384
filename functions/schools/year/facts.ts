import { isBooked, type Visit } from '#domain/partnership/visit.ts';
import { reflectionOf } from '#domain/visits/school-view.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { visitTimes } from '#invitations/invitation.ts';
import type { OwnYear } from '../access.ts';

/** The pages' content as data. It never contains another school's texts, only how many people it brings. */

/** The other schools that are still in the partnership, the host first. */
export function partnersOf({ partnership: { host, partners }, school }: OwnYear) {
  const others = partners.filter(({ id, withdrawnAt }) => id !== school.id && !withdrawnAt);
  const own = partners.find(({ id }) => id === school.id);
  return school.id === host.id
    ? others.map((partner) => ({ role: 'partner' as const, school: partner, why: partner.why }))
    : [
        ...(host.withdrawnAt ? [] : [{ role: 'host' as const, school: host, why: own?.why }]),
        ...others.map((partner) => ({ role: 'partner' as const, school: partner, why: undefined })),
      ];
}

export const partnerFacts = (own: OwnYear) =>
  partnersOf(own).map(({ role, school: { id, name, contact }, why }) => ({
    id,
    name,
    role,
    contact: { name: contact.name, position: contact.position },
    ...(why !== undefined && { why }),
  }));

export const coachingFacts = ({ coaching }: VisitYear) =>
  coaching.map(({ number, state, title, date, start, durationMinutes, place }) => ({
    number,
    state,
    title,
    date,
    start,
    durationMinutes,
    place,
  }));

export function visitFacts({ school, cycle }: OwnYear, visit: Visit) {
  const { number, state, date, start, durationMinutes, visiting, visited, place, theme, lookFor } = visit;
  const proposal = isBooked(visit) ? visit.proposals.find((one) => one.school === school.id) : undefined;
  const reflection = reflectionOf(visit, school.id);
  return {
    number,
    state,
    date,
    ...visitTimes(cycle.program.timeZone, date, start, durationMinutes),
    visiting,
    visited,
    place,
    theme,
    lookFor,
    delegations: Object.fromEntries(
      Object.entries(visit.delegations).map(([id, { remark, ...counts }]) => [
        id,
        id === school.id ? { ...counts, remark } : counts,
      ]),
    ),
    ...(visit.state === 'cancelled' && { reason: visit.reason }),
    ...(proposal && { proposal: { date: proposal.date, reason: proposal.reason } }),
    ...(reflection && { reflection }),
  };
}
