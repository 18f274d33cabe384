import { type DateProposal, isBooked, isCancelled, isHeld, type Visit } from '#domain/partnership/visit.ts';

/** The part of a visit that each form shows. The sequence grows with every move and cancellation. */

export const detailsOf = ({ sequence, start, durationMinutes, place }: Visit) => ({
  ...{ sequence, start, durationMinutes, place },
});

export const cancellationOf = (visit: Visit) => ({
  sequence: visit.sequence,
  reason: isCancelled(visit) ? visit.reason : undefined,
});

export const themeOf = ({ theme, lookFor }: Visit) => ({ theme, lookFor });

export const proposalsOf = (visit: Visit): readonly DateProposal[] =>
  isBooked(visit) ? visit.proposals : [];

export const proposalOf = (visit: Visit, school: string): DateProposal | undefined =>
  proposalsOf(visit).find((one) => one.school === school);

/** The facilitator's notes and attendance; empty if there are none yet. */
export const recordOf = (visit: Visit) =>
  isHeld(visit) ? { attendance: visit.attendance, notes: visit.notes } : { attendance: {}, notes: '' };
