/**
 * `npm test`: the whole suite, or the files named after `--`. The last line of its output is always
 * `N passed, N failed`, even if a file doesn't load or the build before the tests fails.
 */

import { parseCLI, startVitest, type TestModule } from 'vitest/node';
import { routes } from '../../functions/routes.ts';

type Count = { readonly passed: number; readonly failed: number; readonly skipped: number };

const count = await runAll(process.argv.slice(2)).catch((error: unknown): Count => {
  console.error(error);
  return { passed: 0, failed: 1, skipped: 0 };
});
if (count.skipped > 0) console.info(`${count.skipped} skipped`);
console.info(`${count.passed} passed, ${count.failed} failed`);
process.exit(count.failed > 0 ? 1 : 0);

async function runAll(names: readonly string[]): Promise<Count> {
  const { filter, options } = parseCLI(['vitest', 'run', ...names]);
  const vitest = await startVitest('test', filter, { ...options, watch: false, allowOnly: false });
  const modules = vitest.state.getTestModules();
  await vitest.close();
  const unanswered = names.length === 0 ? unansweredIn(modules) : [];
  for (const route of unanswered) console.error(`No test got an answer from ${route}`);
  const { passed, failed, skipped } = [
    ...modules.map(countModule),
    { passed: 0, failed: unanswered.length, skipped: 0 },
  ].reduce(add);
  // A failed build, or an error between tests, belongs to no test. Only the exit code shows it.
  return { passed, failed: failed === 0 && process.exitCode ? 1 : failed, skipped };
}

/** Routes whose answer no test saw, so no test compared one with its description. */
function unansweredIn(modules: readonly TestModule[]): readonly string[] {
  const answered = new Set(
    modules.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => test.meta().answered ?? []),
    ),
  );
  // The document itself is a file that the build puts next to the code. It has its own tests.
  const { openapi: _, ...others } = routes;
  return Object.values(others)
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => !answered.has(route));
}

function countModule(module: TestModule): Count {
  const states = [...module.children.allTests()].map((test) => test.result().state);
  const failed = states.filter((state) => state === 'failed' || state === 'pending').length;
  return {
    passed: states.filter((state) => state === 'passed').length,
    // A file that fails outside its tests (an import, a beforeAll) has no failed test to count.
    failed: failed === 0 && !module.ok() ? 1 : failed,
    skipped: states.filter((state) => state === 'skipped').length,
  };
}

function add(a: Count, b: Count): Count {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}
