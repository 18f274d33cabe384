import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruth } from '../reviews/console.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
let free = '';
let around = '';
beforeAll(async () => {
  stage = await startStage(4, 7);
  free = await stage.propose('Free');
  const [pair] = (await stage.proposed(free)).solution.pairing.pairs;
  const ruling = { kind: 'bans', ...pair, reason: 'They share a principal.' };
  await stage.send(ruth, 'addRuling', { scenario: free }, ruling);
  around = await stage.propose('Around', 'accepted', { from: free });
});
afterAll(() => stage.stop());

test('a comparison shows the rules of both plans, the reasons, and the cost', async () => {
  const query = `?scenario=${free}&scenario=${around}`;
  const { text } = await stage.open(ruth, 'comparison', {}, query);
  expect(text).toContain('Keep apart: Partner School');
  expect(text).toContain('They share a principal.');
  expect(text).toContain('No rule');
  const [one, other] = [await stage.proposed(free), await stage.proposed(around)];
  const lost = one.solution.total - other.solution.total;
  expect(lost).toBeGreaterThan(0);
  const row = />Cost of keep-together and keep-apart rules<\/t.>(.*?)<\/tr>/s.exec(text)?.[1] ?? '';
  expect(row).toContain(`>${lost.toLocaleString('en')} points<`);
  const { data } = await stage.read(ruth, 'comparison', {}, query);
  expect(data.rulings).toMatchObject([{ kind: 'bans', reasons: [null, 'They share a principal.'] }]);
});

test('the cost of moves and their number are separate rows', async () => {
  const moved = await stage.propose('Moved');
  const [pair] = (await stage.proposed(moved)).solution.pairing.pairs;
  const { partner = '' } = pair ?? {};
  await stage.send(ruth, 'movePartner', { scenario: moved }, { partner, host: '-', reason: 'They asked.' });
  const { text } = await stage.open(ruth, 'comparison', {}, `?scenario=${free}&scenario=${moved}`);
  const row = (name: string) => new RegExp(`>${name}</t.>(.*?)</tr>`, 's').exec(text)?.[1] ?? '';
  const price = (await stage.proposed(moved)).moves[0]?.pricePoints ?? 0;
  expect(row('Cost of moves')).toContain('>no cost<');
  expect(row('Cost of moves')).toContain(`>${price.toLocaleString('en')} points<`);
  expect(row('Moves')).toContain('>1<');
});

test('a comparison of two plans without rules does not mention rules', async () => {
  const plain = await stage.propose('Plain');
  const { text } = await stage.open(ruth, 'comparison', {}, `?scenario=${free}&scenario=${plain}`);
  expect(text).not.toContain('keep-apart');
  expect(text).toContain('Every partner is placed the same in both');
});
