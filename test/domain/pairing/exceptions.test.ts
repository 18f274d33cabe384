import { describe, expect, test } from 'vitest';
import { offersFor, priceOf } from '#domain/pairing/explain/move-costs.ts';
import { planOf } from '#domain/pairing/explain/plan.ts';
import { answerTo } from '#domain/pairing/scenario/answer.ts';
import { recordAnswer } from '#domain/pairing/scenario/ask.ts';
import { movePartner, redoMove, undoMove } from '#domain/pairing/scenario/move.ts';
import { addRuling } from '#domain/pairing/scenario/rulings.ts';
import {
  type AskedScenario,
  currentPairing,
  type ProposedScenario,
  pairedProblem,
} from '#domain/pairing/scenario/scenario.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayAnswer } from '#text/pairing.ts';
import { aProgram } from '../../builders.ts';
import {
  aHost,
  anAskedScenario,
  aPartner,
  aPublishedPairing,
  done,
  may,
  problemOf,
  refusalOf,
  ruth,
} from './sample.ts';

const rules = { ...aProgram().pairing, focus: 'one-each' } as const;

/** Both hosts offer feedback and teacher teams. */
const schools = [
  aHost('H1', { capacity: 3 }),
  aHost('H2', { region: 'Queens' }),
  aPartner('P1'),
  aPartner('P2'),
  aPartner('P3', { region: 'Queens', focusArea: 'teacher-teams' }),
];

async function solved(asked: AskedScenario): Promise<ProposedScenario> {
  const scenario = { ...asked, version: 1 };
  const answer = sayAnswer(await answerTo(scenario, optimizer), scenario.problem);
  const proposed = done(recordAnswer(scenario, answer, may(6)));
  if (proposed.state !== 'proposed') throw new Error('The sample problem is impossible');
  return proposed;
}

/** H1 works on feedback with P1 and P2, and H2 on teacher teams with P3. */
const scenario = await solved(anAskedScenario({ problem: problemOf(schools, { rules }) }));

const moved = (from: ProposedScenario, partner: string, to: string | undefined, pricePoints = 0) =>
  movePartner(
    from,
    { partner, ...(to !== undefined && { to }), reason: 'They asked', pricePoints },
    ruth,
    may(7),
    undefined,
  );
const partnerNamed = (id: string) => {
  const found = pairedProblem(scenario).partners.find((partner) => partner.id === id);
  if (!found) throw new Error(`No ${id}`);
  return found;
};

describe('a move to a host with another focus', () => {
  const offer = offersFor(scenario, partnerNamed('P1')).find(({ host }) => host?.id === 'H2');

  test('is offered as an exception, after all hosts that share an area', () => {
    const offers = offersFor(scenario, partnerNamed('P1'));
    expect(offers.map(({ host, isException }) => [host?.id, isException])).toEqual([
      ['H1', false],
      ['H2', true],
      [undefined, false],
    ]);
  });

  test('costs what the plan loses, because the pair gets no points for its area', () => {
    const before = planOf(scenario);
    const price = (offer && priceOf(offer)?.points) ?? Number.NaN;
    const after = planOf(done(moved(scenario, 'P1', 'H2', price)));
    expect(price).toBeGreaterThan(0);
    expect(after.total).toBe(before.total - price);
    expect(offer?.score?.points.focusArea).toBe(0);
  });

  test('is an exception in the plan, with the director’s reason', () => {
    const after = done(moved(scenario, 'P1', 'H2'));
    const pairs = planOf(after).hosts.flatMap((host) => host.pairs);
    expect(
      pairs.filter(({ isException }) => isException).map(({ partner, move }) => [partner.id, move?.reason]),
    ).toEqual([['P1', 'They asked']]);
    expect(
      refusalOf(
        movePartner(
          scenario,
          { partner: 'P1', to: 'H2', reason: ' ', pricePoints: 0 },
          ruth,
          may(7),
          undefined,
        ),
      ),
    ).toBe('no-reason');
  });
});

describe('an undone move', () => {
  const undo = (from: ProposedScenario) => done(undoMove(from, ruth, may(8), undefined));
  const redo = (from: ProposedScenario) => redoMove(from, ruth, may(8), undefined);
  const once = done(moved(scenario, 'P1', undefined));
  const twice = done(moved(once, 'P3', 'H1'));

  test('can be redone, in the order of the moves', () => {
    const undone = undo(undo(twice));
    const first = done(redo(undone));
    expect(currentPairing(first)).toEqual(currentPairing(once));
    const second = done(redo(first));
    expect(currentPairing(second)).toEqual(currentPairing(twice));
    expect(second.moves.map(({ reason, pricePoints }) => [reason, pricePoints])).toEqual(
      twice.moves.map(({ reason, pricePoints }) => [reason, pricePoints]),
    );
    expect(refusalOf(redo(second))).toBe('nothing-undone');
  });

  test('can’t be redone after another move', () => {
    const other = done(moved(undo(twice), 'P2', undefined));
    expect(refusalOf(redo(other))).toBe('nothing-undone');
  });

  test('can’t be redone against a newer rule, or after pairings are published', async () => {
    const ruling = { host: 'H1', partner: 'P3', reason: 'They tried it.' };
    const ruled = done(addRuling(undo(twice), 'bans', ruling, ruth, may(8), undefined));
    if (ruled.state !== 'proposed') throw new Error('No plan');
    expect(refusalOf(redo(ruled))).toBe('banned');
    expect(refusalOf(redoMove(undo(twice), ruth, may(8), await aPublishedPairing()))).toBe('published');
  });
});
