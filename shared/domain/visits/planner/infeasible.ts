import { isDate } from '#domain/base/time.ts';
import type { VisitRules } from '#domain/program/program.ts';
import { ordinaryDays, weekdaysBetween } from '#domain/program/school-year.ts';
import { pathAlone, tightestPeriod } from './counting.ts';
import type { ClashCause, VisitClash, VisitPlanProblem } from './problem.ts';
import { partnerRelaxations, type Work, type YearUnder } from './relax.ts';
import { type FacilitatorYear, layOut, type PartnerYear } from './year-layout.ts';

/** Whose days a cause is about: a facilitator's, or those of a partnership that no one accompanies. */
const attendant = ({ id, standsInFor }: FacilitatorYear['facilitator']) => ({
  facilitator: id,
  ...(standsInFor === undefined ? {} : { unaccompanied: standsInFor }),
});

/** Why one facilitator's year has no plan, as far as simple counting shows it, before any search. */
export function countedCause(year: FacilitatorYear): ClashCause | undefined {
  const tight = tightestPeriod(year);
  if (!tight) return undefined;
  const { visits, days } = tight;
  const { dates } = year.days;
  const [from, to] = [dates[tight.from] ?? '', dates[tight.to] ?? ''];
  return { kind: 'too-few-days', ...attendant(year.facilitator), visits, days, from, to };
}

/**
 * Why single partners of a facilitator have no year even alone, and the changes that would give them one. Empty if
 * each has one.
 */
export function partnerClashes(
  problem: VisitPlanProblem,
  year: FacilitatorYear,
  yearUnder: YearUnder,
  work: Work,
): readonly VisitClash[] {
  return year.partners
    .filter((partner) => !pathAlone(year, partner))
    .map((partner) => whyNoPath(problem, year, partner, yearUnder, work));
}

function whyNoPath(
  problem: VisitPlanProblem,
  year: FacilitatorYear,
  partner: PartnerYear,
  yearUnder: YearUnder,
  work: Work,
): VisitClash {
  const { partnership } = partner;
  const visits = partner.hostTravels.length;
  const days = layOut({ ...problem, partnerships: [partnership] })
    .commonDays(partnership, partner.partner)
    .reduce((sum, can) => sum + can, 0);
  const trio = {
    partner: partner.partner,
    host: partnership.host,
    ...attendant(year.facilitator),
  };
  const about = { ...trio, visits, days };
  return {
    cause:
      days < visits
        ? { kind: 'too-few-common-days', ...about }
        : { kind: 'no-fitting-days', ...about, rules: problem.rules },
    relax: partnerRelaxations(problem, partner, trio, yearUnder, work),
  };
}

/** Why a facilitator's partners have no year together, although each has one alone: proven, or only not found. */
export const togetherCause = (year: FacilitatorYear, isProven: boolean): ClashCause => ({
  kind: isProven ? 'proven-impossible' : 'not-found',
  ...attendant(year.facilitator),
  partners: year.partners.length,
});

/** Faults of the problem itself, before any day is checked; empty if there are none. */
export function inputClashes(problem: VisitPlanProblem): readonly VisitClash[] {
  const { partnerships, facilitators } = problem;
  const schools = partnerships.flatMap(({ host, partners }) => [host, ...partners]);
  return [
    ...ruleFaults(problem.rules),
    ...dayFaults(problem),
    ...doubled('partnership-twice', partnerships),
    ...doubled('facilitator-twice', facilitators),
    ...doubled('school-twice', schools),
    ...partnershipFaults(problem),
  ].map((cause) => ({ cause, relax: [] }));
}

function ruleFaults(rules: VisitRules): readonly ClashCause[] {
  const { pattern, smallestGapDays, largestGapDays } = rules;
  const faults: ClashCause[] = [];
  if (!/^[PH]+$/.test(pattern)) faults.push({ kind: 'unknown-letter', pattern });
  for (const [rule, least] of [
    ['smallestGapDays', 1],
    ['largestGapDays', 1],
    ['farthestFromTargetDays', 0],
  ] as const)
    if (!Number.isInteger(rules[rule]) || rules[rule] < least)
      faults.push({ kind: 'no-whole-number', rule, days: rules[rule], least });
  if (largestGapDays < smallestGapDays)
    faults.push({ kind: 'gaps-reversed', smallestGapDays, largestGapDays });
  return faults;
}

function dayFaults(problem: VisitPlanProblem): readonly ClashCause[] {
  const { firstDay, lastDay, calendar, facilitators, partnerships } = problem;
  const schools = partnerships.flatMap(({ host, partners }) => [host, ...partners]);
  const named = [
    ...[firstDay, lastDay].map((date) => ({ date, of: 'year' as const, name: '' })),
    ...calendar.flatMap(({ from, to, event }) =>
      [from, to].map((date) => ({ date, of: 'event' as const, name: event })),
    ),
    ...facilitators.flatMap(({ id, daysOff }) =>
      daysOff.map((date) => ({ date, of: 'facilitator' as const, name: id })),
    ),
    ...schools.flatMap(({ id, blackouts }) =>
      blackouts.map((date) => ({ date, of: 'school' as const, name: id })),
    ),
  ];
  const known = new Set<string>();
  const isKnown = (date: string): boolean => {
    if (known.has(date)) return true;
    if (isDate(date)) known.add(date);
    return known.has(date);
  };
  const unknown = named.filter(({ date }) => !isKnown(date));
  if (unknown.length > 0) return unknown.map((one) => ({ kind: 'invalid-date', ...one }));
  if (firstDay > lastDay) return [{ kind: 'year-reversed', firstDay, lastDay }];
  return ordinaryDays(weekdaysBetween(firstDay, lastDay), calendar, []).includes(1)
    ? []
    : [{ kind: 'no-school-days', firstDay, lastDay }];
}

function doubled(
  kind: 'partnership-twice' | 'facilitator-twice' | 'school-twice',
  all: readonly { readonly id: string }[],
): readonly ClashCause[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { id } of all) (seen.has(id) ? twice : seen).add(id);
  return [...twice].sort().map((id) => ({ kind, id }));
}

function partnershipFaults({ partnerships, facilitators }: VisitPlanProblem): readonly ClashCause[] {
  const known = new Set(facilitators.map(({ id }) => id));
  return partnerships.flatMap(({ id, partners, facilitator }): readonly ClashCause[] => [
    ...(partners.length === 0 ? [{ kind: 'no-partners', partnership: id } as const] : []),
    ...(known.has(facilitator)
      ? []
      : [{ kind: 'unknown-facilitator', partnership: id, facilitator } as const]),
  ]);
}
