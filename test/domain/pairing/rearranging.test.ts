import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isClash } from '#domain/pairing/clash.ts';
import { whatIf } from '#domain/pairing/explain/what-if.ts';
import type { Pair, PairingProblem } from '#domain/pairing/problem.ts';
import { movePartner, rearrangingFor, undoMove, whyNotMoved } from '#domain/pairing/scenario/move.ts';
import { currentPairing, everyMoved, type ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { scoreByPair, scoresByHand } from '#domain/pairing/score.ts';
import { solvePairing } from '#domain/pairing/solver/solve.ts';
import { aDistrict, anyProblem } from './random-problems.ts';
import { aProposedScenario, done, may, refusalOf, ruth } from './sample.ts';
import { solved } from './solved.ts';

const sample = await aProposedScenario();
const proposalOf = (problem: PairingProblem): ProposedScenario => ({
  ...sample,
  problem,
  rulings: { locks: problem.locks, bans: problem.bans },
  solution: solved(problem),
  moves: [],
});

const totalOf = ({ problem }: ProposedScenario, pairs: readonly Pair[]) =>
  pairs.reduce(
    (sum, pair) => sum + (scoreByPair(problem, scoresByHand(problem))(pair)?.total ?? Number.NaN),
    0,
  );
const earned = (scenario: ProposedScenario) => totalOf(scenario, currentPairing(scenario).pairs);

const into = (scenario: ProposedScenario, partner: string, to: string) =>
  movePartner(scenario, { partner, to, reason: 'They asked', pricePoints: 0 }, ruth, may(7), undefined);

/** Every pair of a partner and a full host that it could move to. */
const fullOffers = (scenario: ProposedScenario) =>
  scenario.problem.partners.flatMap(({ id: partner }) =>
    scenario.problem.hosts
      .filter(({ id: to }) => whyNotMoved(scenario, { partner, to }) === 'host-full')
      .map(({ id: to }) => ({ partner, to, around: rearrangingFor(scenario, partner)(to) })),
  );

const solvable = anyProblem
  .map((problem) => ({ ...problem, hosts: problem.hosts.map((host) => ({ ...host, capacity: 1 })) }))
  .filter((problem) => !isClash(solvePairing(problem)));

/** Moves a partner into a full host again and again, and checks a promise after every step. */
function afterEveryMove(
  problem: PairingProblem,
  choices: readonly number[],
  promise: (before: ProposedScenario, after: ProposedScenario, price: number) => void,
): void {
  let scenario = proposalOf(problem);
  for (const choice of choices) {
    const offers = fullOffers(scenario).filter(({ around }) => around);
    const offer = offers[choice % Math.max(offers.length, 1)];
    if (!offer?.around) return;
    const after = done(into(scenario, offer.partner, offer.to));
    promise(scenario, after, offer.around.pricePoints);
    scenario = after;
  }
}

const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 3 });

describe('a move into a full host', () => {
  test('reduces the total by exactly the cost that was shown, even after many moves', () => {
    fc.assert(
      fc.property(solvable, choices, (problem, chosen) => {
        afterEveryMove(problem, chosen, (before, after, price) => {
          expect(earned(after)).toBe(earned(before) - price);
          expect(after.moves.at(-1)?.pricePoints).toBe(price);
        });
      }),
      { numRuns: 150 },
    );
  });

  test('keeps locks, bans, places, and earlier moves', () => {
    fc.assert(
      fc.property(solvable, choices, (problem, chosen) => {
        afterEveryMove(problem, chosen, (before, after) => {
          const { pairs, unplaced } = currentPairing(after);
          for (const { host, partner } of problem.locks) expect(pairs).toContainEqual({ host, partner });
          for (const { host, partner } of problem.bans) expect(pairs).not.toContainEqual({ host, partner });
          for (const { id, capacity } of problem.hosts)
            expect(pairs.filter(({ host }) => host === id).length).toBeLessThanOrEqual(capacity);
          expect(pairs.length + unplaced.length).toBe(problem.partners.length);
          const latest = after.moves.at(-1);
          expect(pairs).toContainEqual({ host: latest?.to, partner: latest?.partner });
          for (const { partner, to: host } of before.moves.filter((one) => one.partner !== latest?.partner))
            expect(pairs.find((pair) => pair.partner === partner)?.host).toBe(
              currentPairing(before).pairs.find((pair) => pair.partner === partner)?.host ?? host,
            );
        });
      }),
      { numRuns: 150 },
    );
  });

  test('is undone exactly, as one step', () => {
    fc.assert(
      fc.property(solvable, choices, (problem, chosen) => {
        afterEveryMove(problem, chosen, (before, after) => {
          const undone = done(undoMove(after, ruth, may(8), undefined));
          expect(currentPairing(undone)).toEqual(currentPairing(before));
          expect(undone.moves).toEqual(before.moves);
        });
      }),
      { numRuns: 100 },
    );
  });

  test('costs as much as the sensitivity analysis says, and moves only partners that make room', () => {
    const scenario = proposalOf(aDistrict(6, 12));
    const { priceOf } = whatIf(scenario.problem, scenario.solution);
    const offers = fullOffers(scenario);
    expect(offers.length).toBeGreaterThan(0);
    for (const { partner, to, around } of offers) {
      if (around?.places === 0) expect(around.pricePoints).toBe(priceOf(partner, to));
      expect(around?.others.some((other) => other.from === to)).toBe(true);
      expect(around?.others.every((other) => other.from !== other.to && other.partner !== partner)).toBe(
        true,
      );
    }
  });

  test('is refused if every place there is locked', () => {
    const scenario = proposalOf({ ...aDistrict(6, 12) });
    const { partner = '', to = '' } = fullOffers(scenario).find(({ around }) => around) ?? {};
    const locks = currentPairing(scenario)
      .pairs.filter(({ host }) => host === to)
      .map((pair) => ({ ...pair, reason: 'They are friends' }));
    expect(refusalOf(into({ ...scenario, rulings: { locks, bans: [] } }, partner, to))).toBe('host-full');
  });

  test('records everyone that moved along', () => {
    const scenario = proposalOf(aDistrict(6, 12));
    const { partner = '', to = '', around } = fullOffers(scenario).find((offer) => offer.around) ?? {};
    const [move] = done(into(scenario, partner, to)).moves;
    expect(move && everyMoved(move).map((one) => one.partner)).toEqual([
      partner,
      ...(around?.others ?? []).map((one) => one.partner),
    ]);
  });
});
