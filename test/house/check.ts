/**
 * `npm run check`: everything but the tests. Prints each step with its time, and the output of failed steps.
 * The import rules are tests of the source. They run here too, so that a quick check before a push includes them.
 * `--without-tests` leaves them out.
 */
import { spawn } from 'node:child_process';
import { root } from './source.ts';

type Step = { readonly name: string; readonly command: readonly [string, ...string[]] };

const importRules: Step = {
  name: 'import rules and promises',
  command: ['vitest', 'run', '--project', 'source', 'test/house'],
};
/** `.ci/run` runs all tests next, and these are among them. */
const withoutTests = process.argv.includes('--without-tests');

/** The lanes run at the same time, and the steps of a lane in order: some read what an earlier one wrote. */
const lanes: readonly (readonly Step[])[] = [
  [
    { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '--colors=off'] },
    { name: 'types', command: ['tsc', '--noEmit'] },
    { name: 'types of the script', command: ['tsc', '--noEmit', '--project', 'shared/ui/script'] },
    { name: 'unused files, exports, and dependencies', command: ['knip'] },
    ...(withoutTests ? [] : [importRules]),
  ],
  [
    { name: 'synth for every environment', command: ['npm', 'run', '--silent', 'synth'] },
    { name: 'no loss of what was released', command: ['npm', 'run', '--silent', 'check:released'] },
    { name: 'lint of the templates', command: ['npm', 'run', '--silent', 'lint:templates'] },
  ],
];

const passed = (await Promise.all(lanes.map(checkInOrder))).flat();
const failures = passed.filter((one) => !one).length;
if (failures > 0) console.error(`${failures} of ${passed.length} checks failed`);
process.exit(failures > 0 ? 1 : 0);

/** Whether each step passed. */
async function checkInOrder(steps: readonly Step[]): Promise<readonly boolean[]> {
  const results: boolean[] = [];
  for (const { name, command } of steps) {
    const start = performance.now();
    const { code, output } = await run(command);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    console.info(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (code !== 0) console.error(output);
    results.push(code === 0);
  }
  return results;
}

function run([file, ...args]: Step['command']): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (text: Buffer) => {
      output += text;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', reject);
    child.once('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
