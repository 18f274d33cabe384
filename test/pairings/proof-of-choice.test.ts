import { afterAll, beforeAll, expect, test } from 'vitest';
import { ruth } from '../reviews/console.ts';
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
