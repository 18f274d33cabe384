/** Small random selections, and their solutions found by trying everything. */
import fc from 'fast-check';
import type { Optimizer } from '#domain/base/integer-program.ts';
import type { Entrant, HostEntrant, PairingProblem } from '#domain/pairing/problem.ts';
import { scoreOf } from '#domain/pairing/score.ts';
import type { SelectionProblem, SelectionTerms } from '#domain/pairing/selection/problem.ts';
import { levels } from '#domain/program/school.ts';
import { optimizer } from '#optimizer/highs.ts';
import { aProgram } from '../../builders.ts';

const school = {
  levels: fc.subarray([...levels], { minLength: 1, maxLength: 2 }),
  region: fc.constantFrom('North', 'South'),
  focusAreas: fc.subarray(['feedback', 'literacy', 'families'], { minLength: 1 }),
};

const entrant = (id: string) =>
  fc.record(school).map((rest): Entrant => ({ id, name: id, demographics: {}, ...rest }));

const host = (id: string) =>
  fc
    .tuple(entrant(id), fc.integer({ min: 1, max: 3 }))
    .map(([one, capacity]): HostEntrant => ({ ...one, capacity }));

const quality = (ids: readonly string[]) =>
  fc.record(Object.fromEntries(ids.map((id) => [id, fc.integer({ min: 0, max: 4000 })])));

const hostIds = ['H1', 'H2', 'H3', 'E1'];
const partnerIds = ['P1', 'P2', 'P3', 'P4', 'E1'];

const ruling = fc
  .record({ host: fc.constantFrom(...hostIds), partner: fc.constantFrom(...partnerIds) })
  .filter(({ host: one, partner }) => one !== partner)
  .map((pair) => ({ ...pair, reason: 'staff said so' }));

/** Four host candidates and five partner candidates, one of them in both roles. Few of these have no answer. */
export const smallSelection: fc.Arbitrary<SelectionProblem> = fc
  .record({
    hosts: fc.tuple(...hostIds.map(host)),
    partners: fc.tuple(...partnerIds.map(entrant)),
    mixesLevels: fc.boolean(),
    locks: fc.array(ruling, { maxLength: 1 }),
    bans: fc.array(ruling, { maxLength: 2 }),
    terms: fc.record({
      accepted: fc.subarray(['H1', 'P1', 'E1'], { maxLength: 1 }),
      quality: fc.record({ host: quality(hostIds), partner: quality(partnerIds) }),
      targets: fc.oneof(
        fc.record({ host: fc.constantFrom(1, 2) }),
        fc.record({ host: fc.constantFrom(1, 2, 3), partner: fc.constantFrom(2, 3, 4) }),
      ),
      quotas: fc.array(
        fc.record(
          {
            region: fc.constantFrom('North', 'South'),
            level: fc.constantFrom(...levels),
            role: fc.constantFrom('host', 'partner'),
            atLeast: fc.integer({ min: 1, max: 3 }),
          },
          { requiredKeys: ['atLeast'] },
        ),
        { maxLength: 2 },
      ),
      usesEveryPlace: fc.boolean(),
    }),
  })
  .map(({ hosts, partners, mixesLevels, locks, bans, terms }) => ({
    candidates: { hosts, partners, rules: { ...aProgram().pairing, mixesLevels }, locks, bans },
    terms,
  }));

const named = (id: string, name: string, over: Partial<Entrant>): Entrant => ({
  id,
  name,
  levels: ['middle'],
  region: 'North',
  focusAreas: ['feedback'],
  demographics: {},
  ...over,
});

/** Two hosts, with 3 places and 1, and four partners. `withEither` adds a candidate for both roles. */
export function aSelection(
  terms: Partial<SelectionTerms> = {},
  rulings: Partial<Pick<PairingProblem, 'locks' | 'bans'>> = {},
  { withEither = false } = {},
): SelectionProblem {
  const either = withEither ? [named('E1', 'Fir', {})] : [];
  return {
    candidates: {
      hosts: [
        { ...named('H1', 'Alder', {}), capacity: 3 },
        { ...named('H2', 'Birch', { region: 'South', levels: ['elementary', 'middle'] }), capacity: 1 },
        ...either.map((school) => ({ ...school, capacity: 2 })),
      ],
      partners: [
        named('P1', 'Cedar', {}),
        named('P2', 'Damson', {}),
        named('P3', 'Elm', { region: 'South', focusAreas: ['families'] }),
        named('P4', 'Gorse', { levels: ['high'], focusAreas: ['families'] }),
        ...either,
      ],
      rules: aProgram().pairing,
      locks: [],
      bans: [],
      ...rulings,
    },
    terms: {
      accepted: [],
      quality: { host: {}, partner: {} },
      targets: { host: 1 },
      quotas: [],
      usesEveryPlace: false,
      ...terms,
    },
  };
}

/**
 * The most points of any choice that follows all rules; undefined if there is none. Tries every host for every
 * partner.
 */
export function bestByTrying(problem: SelectionProblem): number | undefined {
  const { hosts, partners } = problem.candidates;
  let best: number | undefined;
  const hostOf: (HostEntrant | undefined)[] = [];
  const tryFrom = (index: number): void => {
    if (index < partners.length) {
      for (const host of [undefined, ...hosts]) {
        hostOf[index] = host;
        tryFrom(index + 1);
      }
      return;
    }
    const points = pointsOf(problem, hostOf);
    if (points !== undefined && (best === undefined || points > best)) best = points;
  };
  tryFrom(0);
  return best;
}

/** A plan's points by the program's rules; undefined if it breaks one. */
function pointsOf(
  { candidates, terms }: SelectionProblem,
  hostOf: readonly (HostEntrant | undefined)[],
): number | undefined {
  const pairs = candidates.partners.flatMap((partner, index) => {
    const host = hostOf[index];
    return host ? [{ host, partner }] : [];
  });
  const admittedHosts = [...new Set(pairs.map(({ host }) => host))];
  const admittedPartners = pairs.map(({ partner }) => partner);
  const { targets, usesEveryPlace } = terms;
  const isFull = usesEveryPlace || targets.partner === undefined;
  const inRoles = [
    ...admittedHosts.map((school) => ({ school, role: 'host' })),
    ...admittedPartners.map((school) => ({ school, role: 'partner' })),
  ];
  const ids = inRoles.map(({ school }) => school.id);
  const isPaired = (ruled: { readonly host: string; readonly partner: string }) =>
    pairs.some(({ host, partner }) => host.id === ruled.host && partner.id === ruled.partner);
  const keepsAll =
    admittedHosts.length === targets.host &&
    (targets.partner === undefined || admittedPartners.length === targets.partner) &&
    new Set(ids).size === ids.length &&
    terms.accepted.every((id) => ids.includes(id)) &&
    candidates.locks.every(isPaired) &&
    !candidates.bans.some(isPaired) &&
    admittedHosts.every((host) => {
      const own = pairs.filter((pair) => pair.host === host).map(({ partner }) => partner);
      return (
        own.length <= host.capacity &&
        (!isFull || own.length === host.capacity) &&
        (candidates.rules.mixesLevels ||
          levels.some((level) => own.every((partner) => partner.levels.includes(level))))
      );
    }) &&
    terms.quotas.every(
      ({ region, level, role, atLeast }) =>
        inRoles.filter(
          (one) =>
            (role === undefined || one.role === role) &&
            (region === undefined || one.school.region === region) &&
            (level === undefined || one.school.levels.includes(level)),
        ).length >= atLeast,
    );
  if (!keepsAll) return undefined;
  const scores = pairs.map(({ host, partner }) => scoreOf(candidates.rules, host, partner)?.total);
  return [
    ...scores,
    ...admittedHosts.map(({ id }) => terms.quality.host[id] ?? 0),
    ...admittedPartners.map(({ id }) => terms.quality.partner[id] ?? 0),
  ].reduce<number | undefined>(
    (sum, one) => (sum === undefined || one === undefined ? undefined : sum + one),
    0,
  );
}

/** The same schools and rulings in reverse order. */
export const reversed = ({ candidates, terms }: SelectionProblem): SelectionProblem => ({
  terms: { ...terms, quotas: terms.quotas.toReversed() },
  candidates: reversedProblem(candidates),
});

export const reversedProblem = (problem: PairingProblem): PairingProblem => ({
  ...problem,
  hosts: problem.hosts.toReversed(),
  partners: problem.partners.toReversed(),
  locks: problem.locks.toReversed(),
  bans: problem.bans.toReversed(),
});

/** Solvers whose time is over as soon as it is first asked for. */
export const outOfTime: Optimizer = (() => {
  let reads = 0;
  return {
    ...optimizer,
    now: () => {
      reads += 1;
      return reads === 1 ? 0 : Number.MAX_VALUE;
    },
  };
})();
