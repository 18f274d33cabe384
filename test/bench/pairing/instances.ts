import { type Entrant, inOrder, type PairingProblem, unplacedCostOf } from '#domain/pairing/problem.ts';
import { emptyRow } from '#domain/pairing/solver/columns.ts';
import { pairCosts } from '#domain/pairing/solver/costs.ts';
import { levels } from '#domain/program/school.ts';
import { aDistrict, numbersFrom, theRules } from '../../domain/pairing/random-problems.ts';

/** A problem in numbers, for any solver: every allowed pair with its cost, and the hosts' capacities. */
export type Instance = {
  readonly hostCount: number;
  readonly partnerCount: number;
  readonly capacities: Int32Array;
  readonly unplacedCost: number;
  /** A partner's pairs are from its `starts` to the next one's. */
  readonly starts: Int32Array;
  readonly hosts: Int32Array;
  readonly costs: Int32Array;
};

/** A city where nearly everyone can be paired with everyone; or, above some thousand hosts, a country. */
export const problemOf = (hostCount: number): PairingProblem =>
  hostCount <= 1000 ? aDistrict(hostCount, 2 * hostCount) : aCountry(hostCount, 2 * hostCount);

const centreCount = 400;
const withinKm = 30;

/** Schools around towns of different sizes in a country as large as the contiguous United States, paired within 30 km. */
function aCountry(hostCount: number, partnerCount: number): PairingProblem {
  const next = numbersFrom(11);
  const towns = Array.from({ length: centreCount }, (_, rank) => ({
    latitude: 30 + next() * 17,
    longitude: -120 + next() * 45,
    share: 1 / (rank + 2) ** 0.8,
  }));
  const shares = towns.reduce((sum, { share }) => sum + share, 0);
  const anyTown = () => {
    let rest = next() * shares;
    return towns.find(({ share }) => {
      rest -= share;
      return rest < 0;
    });
  };
  const scatter = () => (next() + next() + next() - 1.5) * 0.4;
  const school = (id: string): Entrant => {
    const town = anyTown();
    return {
      id,
      name: `School ${id}`,
      levels: [levels[Math.floor(next() * levels.length)] ?? 'middle'],
      region: `State ${Math.floor((town?.longitude ?? 0) / 5)}`,
      location: {
        latitude: (town?.latitude ?? 0) + scatter(),
        longitude: (town?.longitude ?? 0) + scatter(),
      },
      focusAreas: [`area ${Math.floor(next() * 12)}`, `area ${Math.floor(next() * 12)}`],
      demographics: { poverty: next() * 100, black: next() * 100, hispanic: next() * 100 },
    };
  };
  return {
    hosts: Array.from({ length: hostCount }, (_, index) => ({
      ...school(`h${index}`),
      capacity: 1 + Math.floor(next() * 4),
    })),
    partners: Array.from({ length: partnerCount }, (_, index) => school(`p${index}`)),
    rules: { ...theRules, withinKm },
    locks: [],
    bans: [],
  };
}

/** The numbers of a problem without rulings, with schools in order of ID. */
export function instanceOf(problem: PairingProblem): Instance {
  const hosts = [...problem.hosts].sort((a, b) => inOrder(a.id, b.id));
  const partners = [...problem.partners].sort((a, b) => inOrder(a.id, b.id));
  const costs = pairCosts(problem, { hosts, partners });
  const row = emptyRow(hosts.length);
  const counts = partners.map((_, partner) => costs.writeRow(partner, row));
  const starts = new Int32Array(partners.length + 1);
  counts.forEach((count, partner) => {
    starts[partner + 1] = (starts[partner] ?? 0) + count;
  });
  const pairCount = starts[partners.length] ?? 0;
  const instance = {
    hostCount: hosts.length,
    partnerCount: partners.length,
    capacities: Int32Array.from(hosts, ({ capacity }) => capacity),
    unplacedCost: unplacedCostOf(problem),
    starts,
    hosts: new Int32Array(pairCount),
    costs: new Int32Array(pairCount),
  };
  counts.forEach((count, partner) => {
    costs.writeRow(partner, row);
    instance.hosts.set(row.hosts.subarray(0, count), starts[partner]);
    instance.costs.set(row.points.subarray(0, count), starts[partner]);
  });
  return instance;
}
