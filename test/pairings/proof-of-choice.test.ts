import { afterAll, beforeAll, expect, test } from 'vitest';
import { locationOf, ruth } from '../reviews/console.ts';
import { checkFiles, offeredFiles } from './check-files.ts';
import { type Stage, startStage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await startStage(3, 3);
  const { cycle, store } = stage;
  const pairing = { ...cycle.program.pairing, focus: 'one-each' } as const;
  const program = { ...cycle.program, pairing, targets: { host: 3, partner: 3 }, quotas: [] };
  await store.putCycle({ ...cycle, program });
});
afterAll(() => stage.stop());

test.each([
  ['accepted', []],
  ['reviewed', ['--select']],
] as const)(
  'the proof of a choice among %s schools holds for a checker with the files on the page',
  async (schools, options) => {
    const id = await stage.propose(`Proof for ${schools}`, schools);
    const { text } = await stage.open(ruth, 'proposal', { scenario: id });
    expect(text).toContain([...options, '--pairing result.json'].join(' '));
    const files = await offeredFiles(stage, id);
    expect(JSON.parse(files['result.json'] ?? '')).toMatchObject({ gap: 0, choice: { proof: {} } });
    expect(await checkFiles(files, ...options)).toMatchObject({
      exit: 0,
      said: expect.stringMatching(/everything checks out$/),
    });
    const result = JSON.parse(files['result.json'] ?? '');
    const points = result.choice.points - 1;
    const tampered = { ...result, choice: { ...result.choice, points } };
    expect((await checkFiles({ ...files, 'result.json': JSON.stringify(tampered) }, ...options)).exit).toBe(
      1,
    );
  },
);

test('a proposal whose proof was damaged fails when it is checked again', async () => {
  const id = await stage.propose('Damaged', 'reviewed');
  expect(locationOf(await stage.send(ruth, 'replay', { scenario: id }, {}))).toContain('done=same');
  const stored = await stage.proposed(id);
  const { choice } = stored;
  if (!choice?.certificate) throw new Error('The proposal has no proof');
  const certificate = { ...choice.certificate, points: choice.points - 1 };
  await stage.store.commitScenario({
    after: { ...stored, choice: { ...choice, certificate } },
    events: [],
  });
  const again = await stage.send(ruth, 'replay', { scenario: id }, {});
  expect([again.status, again.text.includes('The proof of the choice doesn’t hold.')]).toEqual([409, true]);
});
