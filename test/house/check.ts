/**
 * `npm run check`: everything but the tests. Prints each step with its time, and the output of failed steps.
 * The import rules are tests of the source. They run here too, so that a quick check before a push includes them.
 */
import { spawn } from 'node:child_process';
import { root } from './source.ts';

const steps = [
  { name: 'format and lint', command: ['biome', 'ci', '--error-on-warnings', '--colors=off'] },
  { name: 'types', command: ['tsc', '--noEmit'] },
  { name: 'types of the script', command: ['tsc', '--noEmit', '--project', 'shared/ui/script'] },
  { name: 'import rules and promises', command: ['vitest', 'run', '--project', 'source', 'test/house'] },
  { name: 'unused files, exports, and dependencies', command: ['knip'] },
  { name: 'synth for every environment', command: ['npm', 'run', '--silent', 'synth'] },
  { name: 'no loss of what was released', command: ['npm', 'run', '--silent', 'check:released'] },
  { name: 'lint of the templates', command: ['npm', 'run', '--silent', 'lint:templates'] },
] as const;

let failures = 0;
for (const { name, command } of steps) {
  const start = performance.now();
  const { code, output } = await run(command);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.info(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
  if (code === 0) continue;
  failures += 1;
  console.error(output);
}
if (failures > 0) console.error(`${failures} of ${steps.length} checks failed`);
process.exit(failures > 0 ? 1 : 0);

function run([file, ...args]: readonly [string, ...string[]]): Promise<{ code: number; output: string }> {
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
