import { afterAll, beforeAll, expect, test } from 'vitest';
import { pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { partnerAnswers } from '../builders.ts';
import { ruth } from '../reviews/console.ts';
import { acceptedPartner, nthSchool, type Stage, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
const areaNames = new Map<string, string>();
beforeAll(async () => {
  stage = await startStage(3, 6);
  const { cycle, store } = stage;
  const pairing = { ...cycle.program.pairing, focus: 'one-each' } as const;
  await store.putCycle({ ...cycle, program: { ...cycle.program, pairing } });
  await stage.put({
    ...acceptedPartner(nthSchool('P', 6), 6),
    role: 'partner',
    answers: partnerAnswers({
      improvement: { focusAreas: ['college-career'], goal: 'Better.', strengths: 'Strong.' },
    }),
  });
  for (const { id, name } of cycle.program.focusAreas) areaNames.set(id, name);
  scenario = await stage.propose('Spring plan');
});
afterAll(() => stage.stop());

test('every pair of a proposal has its host’s focus, and says which choice it was', async () => {
  const { data } = await stage.read(ruth, 'proposal', { scenario });
  expect(data.pairs.length).toBeGreaterThan(2);
  for (const { focus, reason } of data.pairs)
    expect(reason).toMatch(new RegExp(`^Focus: ${areaNames.get(focus)} \\(first choice\\) \\(4,000\\)\\. `));
});

test('the proposal and the board show each host’s focus', async () => {
  const { hosts } = pairedProblem(await stage.proposed(scenario));
  const focuses = hosts.flatMap(({ focus }) => focus ?? []);
  expect(focuses).toHaveLength(3);
  for (const route of ['proposal', 'board'] as const) {
    const { text } = await stage.open(ruth, route, { scenario });
    for (const focus of focuses) expect(text).toContain(` · Focus: ${areaNames.get(focus)}`);
  }
});

test('a partner whose area no host offers is listed with that reason', async () => {
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toMatch(/Partner School 6 of.*No host offers its focus areas\./s);
});

test('the page says what each choice earns, and keeps the proof for IT', async () => {
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toContain('all for the partner’s first choice, 60% of them for its second choice');
  expect(text).toContain('For your IT team');
});

test('a choice of areas isn’t called a choice of schools', async () => {
  const { text } = await stage.open(ruth, 'proposal', { scenario });
  expect(text).toContain('There is no better plan.');
  expect(text).not.toMatch(/chosen from|choice of schools|accepted when this was requested/);
});
