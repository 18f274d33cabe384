import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruth } from '../reviews/console.ts';
import { type Stage, sizeOfFirstYear, startStage } from './stage.ts';

let stage: Stage;
let scenario = '';
beforeAll(async () => {
  stage = await startStage(sizeOfFirstYear.hosts, sizeOfFirstYear.partners);
  const { cycle, store } = stage;
  const pairing = { ...cycle.program.pairing, focus: 'one-each' } as const;
  await store.putCycle({ ...cycle, program: { ...cycle.program, pairing } });
  scenario = await stage.propose('The first full year');
});
afterAll(() => stage.stop());

const bytes = (text: string) => Buffer.byteLength(text);

test('the board of a full year is at most 45 kB, also while a partner is moved', async () => {
  const board = await stage.open(ruth, 'board', { scenario });
  expect(board.text.match(/\?partner=/g)).toHaveLength(48);
  expect(bytes(board.text)).toBeLessThanOrEqual(45_000);
  const moving = await stage.open(ruth, 'board', { scenario }, '?partner=P001');
  expect(bytes(moving.text)).toBeLessThanOrEqual(45_000);
});

test('the proposal of a full year is at most 60 kB, with everything explained', async () => {
  await stage.explain(scenario);
  const proposal = await stage.open(ruth, 'proposal', { scenario });
  expect(proposal.text.match(/Next-best host|No other host/g)?.length).toBeGreaterThan(40);
  expect(bytes(proposal.text)).toBeLessThanOrEqual(60_000);
});
