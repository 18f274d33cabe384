import type { CalendarDate } from '#domain/base/time.ts';
import type { PairedSchool, Partnership } from '#domain/partnership/partnership.ts';
import {
  type BookedVisit,
  type HeldVisit,
  isBooked,
  isSameMeeting,
  standing,
  type Visit,
} from '#domain/partnership/visit.ts';
import { withoutWithdrawn } from '#domain/partnership/visit-state.ts';
import { type Program, visitCounts } from '#domain/program/program.ts';
import { checkOneADay, checkVisit, type VisitFault } from '#domain/visits/planner/check.ts';
import { plannedVisit, plannedVisits, type Setting, visitingPartnerships, yearProblem } from './schedule.ts';

/** Which schools visit which school. */
export type Between = Pick<Visit, 'visiting' | 'visited'>;

/** Visits that one partner still has to schedule. */
export type Debt = {
  readonly partnership: Partnership;
  readonly partner: PairedSchool;
  readonly between: Between;
  readonly count: number;
};

/**
 * The visits that the rules require and that are not scheduled yet, by partner and direction. Only for partnerships
 * with a schedule.
 */
export function debtsOf(partnerships: readonly Partnership[], { visits: rules }: Program): readonly Debt[] {
  const { partnerToHost, hostToPartner } = visitCounts(rules);
  return visitingPartnerships(partnerships)
    .filter(({ plannedFrom }) => plannedFrom !== undefined)
    .flatMap((partnership) =>
      partnership.partners
        .filter(({ withdrawnAt }) => withdrawnAt === undefined)
        .flatMap((partner) => {
          const [host, visits] = [partnership.host.id, standing(partnership.visits)];
          const toHost = { visiting: [partner.id], visited: host };
          const toPartner = { visiting: [host], visited: partner.id };
          const gone = visits.filter(
            (one) => one.visited === host && one.visiting.includes(partner.id),
          ).length;
          const come = visits.filter(({ visited }) => visited === partner.id).length;
          return [
            { partnership, partner, between: toHost, count: partnerToHost - gone },
            { partnership, partner, between: toPartner, count: hostToPartner - come },
          ].filter(({ count }) => count > 0);
        }),
    );
}

/** An upcoming visit that can't stay on its day, with the reasons. */
export type Clash = {
  readonly partnership: Partnership;
  readonly visit: BookedVisit;
  readonly faults: readonly VisitFault[];
};

/**
 * Visits from today whose day no longer works for a school or a facilitator, or has another visit. Visits on hold are
 * not included: see `withdrawalsIn`.
 */
export function clashesIn(setting: Setting, today: CalendarDate): readonly Clash[] {
  const ahead = visitingPartnerships(setting.partnerships).flatMap((partnership) =>
    partnership.visits
      .filter(isBooked)
      .filter(({ date }) => date >= today)
      .flatMap((visit) => {
        const coming = withoutWithdrawn(partnership, visit);
        return coming ? [{ partnership, visit, planned: plannedVisit(partnership, coming) }] : [];
      }),
  );
  // The calendar is large: skip reading it if no visits are left.
  const problem = ahead.length > 0 ? yearProblem(setting) : undefined;
  if (!problem) return [];
  const byDate = Map.groupBy(plannedVisits(setting.partnerships), ({ date }) => date);
  return ahead.flatMap(({ partnership, visit, planned }) => {
    const isIt = isSameMeeting(planned);
    const others = (byDate.get(visit.date) ?? []).filter((other) => !isIt(other));
    const faults = [...checkVisit(problem, planned), ...checkOneADay([...others, planned])];
    return faults.length > 0 ? [{ partnership, visit, faults }] : [];
  });
}

/** Past visits without a facilitator's notes. A school may already have reflected on them. */
export const unnotedIn = (
  partnership: Partnership,
  today: CalendarDate,
): readonly (BookedVisit | HeldVisit)[] =>
  standing(partnership.visits).filter(
    (visit) => visit.date < today && (isBooked(visit) || Object.keys(visit.attendance).length === 0),
  );

/** The visit that a partnership still has to schedule if this one is canceled; none if this visit was extra. */
export const owedFor = (
  { number, visiting, visited }: Pick<Visit, 'number' | 'visiting' | 'visited'>,
  partnership: Partnership,
  program: Program,
): readonly Debt[] => {
  const others = partnership.visits.filter((visit) => visit.number !== number);
  return debtsOf([{ ...partnership, visits: others }], program).filter(
    ({ partner, between }) => between.visited === visited && [visited, ...visiting].includes(partner.id),
  );
};
