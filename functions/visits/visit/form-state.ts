import { type DateProposal, isBooked, isCancelled, isHeld, type Visit } from '#domain/partnership/visit.ts';

/** The part of a visit that each form shows, so that the form can detect other people's changes. */
export const detailsOf = ({
  start,
  durationMinutes,
  place,
}: Pick<Visit, 'start' | 'durationMinutes' | 'place'>) => ({ start, durationMinutes, place });

export const themeOf = ({ theme, lookFor }: Pick<Visit, 'theme' | 'lookFor'>) => ({ theme, lookFor });

export const reasonOf = (visit: Visit): string | undefined => (isCancelled(visit) ? visit.reason : undefined);

export const proposalsOf = (visit: Visit): readonly DateProposal[] =>
  isBooked(visit) ? visit.proposals : [];

export const proposalOf = (visit: Visit, school: string): DateProposal | undefined =>
  proposalsOf(visit).find((one) => one.school === school);

/** The facilitator's notes and attendance; empty if there are none yet. */
export const recordOf = (visit: Visit) =>
  isHeld(visit) ? { attendance: visit.attendance, notes: visit.notes } : { attendance: {}, notes: '' };
