import { plusDays } from '#domain/base/time.ts';
import type { CalendarEntry } from '#domain/program/program.ts';
import type {
  VisitFacilitator,
  VisitPartnership,
  VisitPlanProblem,
  VisitSchool,
} from '#domain/visits/planner/problem.ts';
import { usualVisitRules } from '../../domain/visits/planner/sample.ts';

const closed = (from: string, to: string, event: string, ...appliesTo: readonly string[]): CalendarEntry => ({
  from,
  to,
  appliesTo: appliesTo.length > 0 ? appliesTo : ['all'],
  event,
  studentsPresent: 'no',
});

/** A school year with New York City's recesses of 2026–27, and days off for some levels. */
export const aCalendar: readonly CalendarEntry[] = [
  closed('2026-09-21', '2026-09-21', 'Yom Kippur'),
  closed('2026-10-12', '2026-10-12', 'Italian Heritage and Indigenous Peoples’ Day'),
  closed('2026-11-03', '2026-11-03', 'Election Day'),
  closed('2026-11-11', '2026-11-11', 'Veterans Day'),
  closed('2026-11-12', '2026-11-12', 'Conferences', 'Middle'),
  closed('2026-11-20', '2026-11-20', 'Conferences', 'High'),
  closed('2026-11-26', '2026-11-27', 'Thanksgiving recess'),
  closed('2026-12-24', '2027-01-01', 'Winter recess'),
  closed('2027-01-18', '2027-01-18', 'Martin Luther King Jr. Day'),
  closed('2027-01-26', '2027-01-29', 'Exams', 'High'),
  closed('2027-02-15', '2027-02-19', 'Midwinter recess'),
  closed('2027-03-03', '2027-03-03', 'Conferences', 'Elementary'),
  closed('2027-03-09', '2027-03-09', 'Eid al-Fitr'),
  closed('2027-03-26', '2027-03-26', 'Good Friday'),
  closed('2027-04-22', '2027-04-30', 'Spring recess'),
  closed('2027-05-17', '2027-05-17', 'Eid al-Adha'),
  closed('2027-05-31', '2027-05-31', 'Memorial Day'),
  closed('2027-06-15', '2027-06-25', 'Exams', 'High'),
];

const firstDay = '2026-09-21';
const lastDay = '2027-06-18';
const groups = ['Elementary', 'Middle', 'High'];

/** Whole numbers from 0 to below `below`, fixed by the seed: a linear congruential generator. */
export function numbersOf(seed: number): (below: number) => number {
  let state = BigInt(seed) + 1n;
  return (below) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n;
    return Number((state >> 33n) % BigInt(below));
  };
}

export type Size = {
  readonly hosts: number;
  readonly partnersPerHost?: number;
  readonly hostsPerFacilitator?: number;
  readonly jointVisits?: boolean;
  readonly seed?: number;
};

/**
 * Hosts of all levels with partners. Each school is busy on stretches of one to four days, about 18 days in
 * all, and two in five never on one weekday. Facilitators have about ten days off.
 */
export function visitProblem(size: Size): VisitPlanProblem {
  const { hosts, partnersPerHost = 2, hostsPerFacilitator = 4, jointVisits = false, seed = 1 } = size;
  const below = numbersOf(seed);
  const someDay = () => plusDays(firstDay, below(270));
  const blackouts = (): readonly string[] => {
    const stretches = Array.from({ length: 7 }, () => {
      const start = someDay();
      return Array.from({ length: 1 + below(4) }, (_, day) => plusDays(start, day));
    }).flat();
    if (below(5) >= 2) return stretches;
    const weekday = plusDays(firstDay, below(5));
    return [...stretches, ...Array.from({ length: 39 }, (_, week) => plusDays(weekday, 7 * week))];
  };
  const school = (id: string, level: number): VisitSchool => ({
    id,
    name: `School ${id}`,
    groups: [groups[level] ?? 'Middle'],
    blackouts: blackouts(),
  });
  const partnerships = Array.from({ length: hosts }, (_, index): VisitPartnership => {
    const level = below(3);
    return {
      id: `G${index}`,
      host: school(`H${index}`, level),
      partners: Array.from({ length: partnersPerHost }, (_, turn) => school(`P${index}-${turn}`, level)),
      facilitator: `F${Math.floor(index / hostsPerFacilitator)}`,
    };
  });
  const facilitators = Array.from(
    { length: Math.ceil(hosts / hostsPerFacilitator) },
    (_, index): VisitFacilitator => ({
      id: `F${index}`,
      weekdaysOff: [],
      daysOff: Array.from({ length: 10 }, someDay),
    }),
  );
  const rules = { ...usualVisitRules, jointVisits };
  return { partnerships, facilitators, calendar: aCalendar, firstDay, lastDay, rules };
}
