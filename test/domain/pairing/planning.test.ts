import { describe, expect, test } from 'vitest';
import { answerTo, replayScenario } from '#domain/pairing/scenario/answer.ts';
import { askForProposal, recordAnswer } from '#domain/pairing/scenario/ask.ts';
import { candidateEntrants } from '#domain/pairing/scenario/entrants.ts';
import { currentPairing, hostsWithPartners, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { optimizer } from '#optimizer/highs.ts';
import { sayAnswer } from '#text/pairing.ts';
import { aProgram } from '../../builders.ts';
import {
  anAskedScenario,
  aProposedScenario,
  done,
  fiveSchools,
  may,
  noSolver,
  problemOf,
  refusalOf,
  ruth,
} from './sample.ts';

describe('requesting a proposal', () => {
  test('records the person, the time, and everything that the answer depends on', () => {
    const asking = { id: 'a1', cycleId: '2014', name: ' Spring plan ', problem: problemOf() };
    expect(askForProposal(asking, ruth, may(5))).toEqual({
      after: {
        ...asking,
        name: 'Spring plan',
        version: 0,
        state: 'asked',
        selects: false,
        askedBy: { email: ruth.email, name: ruth.name },
        askedAt: may(5),
        history: [{ at: may(5), by: ruth.name, what: 'proposal-requested' }],
      },
      events: [{ type: 'proposal-requested' }],
    });
  });

  test('is refused if one side is empty', () => {
    const asking = { id: 'a1', cycleId: '2014', name: 'Spring plan' };
    expect(refusalOf(askForProposal({ ...asking, problem: problemOf([]) }, ruth, may(5)))).toBe('no-hosts');
    const hostsOnly = problemOf(fiveSchools.filter(({ role }) => role === 'host'));
    expect(refusalOf(askForProposal({ ...asking, problem: hostsOnly }, ruth, may(5)))).toBe('no-partners');
  });
});

describe('an answer', () => {
  test('to a solvable problem is the proposal as it was solved', async () => {
    const proposed = await aProposedScenario();
    expect(currentPairing(proposed)).toEqual({
      pairs: [
        { host: 'H1', partner: 'P1' },
        { host: 'H1', partner: 'P2' },
        { host: 'H2', partner: 'P3' },
      ],
      unplaced: [],
    });
    expect(proposed).toMatchObject({ state: 'proposed', answeredAt: may(6), moves: [], facilitators: {} });
    expect(hostsWithPartners(proposed).map(({ host, partners }) => [host.id, partners])).toEqual([
      ['H1', ['P1', 'P2']],
      ['H2', ['P3']],
    ]);
  });

  test('to conflicting locks names them and what would help', async () => {
    const locks = ['H1', 'H2'].map((host) => ({ host, partner: 'P1', reason: 'They know each other' }));
    const asked = anAskedScenario({ problem: problemOf(fiveSchools, { locks }) });
    const answered = done(
      recordAnswer(asked, sayAnswer(await answerTo(asked, noSolver), asked.problem), may(6)),
    );
    expect(answered).toMatchObject({ state: 'impossible', rulings: { locks } });
    const { rules, relaxations } = 'clash' in answered ? answered.clash : { rules: [], relaxations: [] };
    expect(rules.join(' ')).toMatch(/School P1 .*must be paired with School H1/);
    expect(relaxations).toHaveLength(1);
  });

  test('is kept: a second one is not saved', async () => {
    const proposed = await aProposedScenario();
    expect(recordAnswer(proposed, { clash: { rules: [], relaxations: [] } }, may(9))).toBeUndefined();
  });

  test('that chooses schools names them, pairs only these, and can be repeated', async () => {
    const { entrants, selection } = candidateEntrants(fiveSchools, aProgram());
    const terms = { ...selection, accepted: ['H2'], targets: { host: 1 }, quotas: [] };
    const asked = anAskedScenario({ problem: problemOf(fiveSchools, entrants), selection: terms });
    const answer = await answerTo(asked, optimizer);
    expect(await answerTo({ ...asked, version: 7 }, optimizer)).toEqual(answer);
    const proposed = done(recordAnswer(asked, sayAnswer(answer, asked.problem), may(6)));
    if (proposed.state !== 'proposed') throw new Error('It can be chosen');
    expect(pairedProblem(proposed).hosts.map(({ id }) => id)).toEqual(['H2']);
    expect(proposed.choice).toMatchObject({ gap: 0 });
    expect(replayScenario(proposed)).toEqual({ outcome: 'same' });
  });
});

describe('a replay', () => {
  test('of a stored proposal gives the same pairing', async () => {
    expect(replayScenario(await aProposedScenario())).toEqual({ outcome: 'same' });
  });

  test('of an invalid proposal is an error, not an answer', async () => {
    const proposed = await aProposedScenario();
    const solution = { ...proposed.solution, total: proposed.solution.total + 1 };
    expect(() => replayScenario({ ...proposed, solution })).toThrow('failed its check');
  });
});
