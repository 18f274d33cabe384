import {
  type DateProposal,
  isBooked,
  isCancelled,
  isHeld,
  type Visit,
} from '../../shared/domain/visits/visit.ts';

/** What each form of a visit's page shows of the visit, so that it can tell whether somebody changed that meanwhile. */

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

/** What its facilitator noted; of a visit that nobody has noted yet, nothing. */
export const recordOf = (visit: Visit) =>
  isHeld(visit) ? { attendance: visit.attendance, notes: visit.notes } : { attendance: {}, notes: '' };
