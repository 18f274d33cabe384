import { expect, test } from 'vitest';
import type { PairingProblem } from '#domain/pairing/problem.ts';
import { costByHighs } from './highs-peer.ts';
import { aDistrict, numbersFrom } from './random-problems.ts';
import { solved } from './solved.ts';

/** A district with a lock for every tenth partner, each to its own host, bans for every third, and too few places. */
function aRuledDistrict(hostCount: number, partnerCount: number, seed: number): PairingProblem {
  const district = aDistrict(hostCount, partnerCount, seed);
  const next = numbersFrom(seed);
  const anyHost = () => district.hosts[Math.floor(next() * hostCount)]?.id ?? '';
  const ruling = (partner: string, host: string) => ({ host, partner, reason: '' });
  const hosts = district.hosts.map((host) => ({ ...host, levels: [...host.levels, 'middle' as const] }));
  const locks = district.partners
    .filter((_, index) => index % 10 === 0)
    .map(({ id }, index) => ruling(id, district.hosts[index]?.id ?? ''));
  const lockedPartners = new Set(locks.map(({ partner }) => partner));
  const bans = district.partners
    .filter(({ id }, index) => index % 3 === 0 && !lockedPartners.has(id))
    .map(({ id }) => ruling(id, anyHost()));
  return { ...district, hosts, locks, bans };
}

test.each([
  [24, 40, 1],
  [24, 60, 2],
  [40, 80, 3],
  [60, 110, 4],
  [60, 150, 5],
])(
  'for %d hosts and %d partners with locks and bans, HiGHS finds no better plan',
  async (hosts, partners, seed) => {
    const problem = aRuledDistrict(hosts, partners, seed);
    expect(solved(problem).cost).toBe(await costByHighs(problem));
  },
);
