import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { routes } from '../../functions/routes.ts';
import { root } from './source.ts';

const page = readFileSync(path.join(root, 'docs/faults.md'), 'utf8');

type Named = { readonly file: string; readonly name: string };

/** The tests that a cell names: each file in code, with its tests in quotation marks after it. */
const testsIn = (cell: string): readonly Named[] =>
  [...cell.matchAll(/`(test\/[^`]+)`: ([^`]*)/g)].flatMap(([, file = '', names = '']) =>
    [...names.matchAll(/“([^”]+)”/g)].map(([, name = '']) => ({ file, name })),
  );

const rows = [...page.matchAll(/^\| (\d+) \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, number = '', fault = '', seen = '', tests = '']) => ({ number, fault, seen, tests: testsIn(tests) }),
);

/** Whether a file has a test or group with this name in its source. */
const has = ({ file, name }: Named): boolean =>
  existsSync(path.join(root, file)) && readFileSync(path.join(root, file), 'utf8').includes(`'${name}'`);

describe('docs/faults.md', () => {
  test('has 25 faults, in order', () =>
    expect(rows.map(({ number }) => Number(number))).toEqual(Array.from({ length: 25 }, (_, n) => n + 1)));

  test.each(rows)('names tests that exist for fault $number: $fault', ({ tests }) => {
    expect(tests).not.toEqual([]);
    expect(tests.filter((one) => !has(one))).toEqual([]);
  });

  test('names every file of the fault tests', () => {
    const named = new Set(rows.flatMap(({ tests }) => tests.map(({ file }) => file)));
    const files = readdirSync(path.join(root, 'test/faults')).map((file) => `test/faults/${file}`);
    const own = files.filter((file) => file.endsWith('.test.ts') && file !== 'test/faults/proxy.test.ts');
    expect(own.length).toBeGreaterThan(4);
    expect(own.filter((file) => !named.has(file))).toEqual([]);
  });

  const withForms = new Set(
    Object.values(routes).flatMap((route) => (route.method === 'POST' ? [route.function] : [])),
  );

  test.each([...withForms])('has every form of %s in fault 4', (fn) => {
    const file = `test/faults/lost-answers-${fn}.test.ts`;
    expect(rows[3]?.tests.map((one) => one.file)).toContain(file);
    expect(readFileSync(path.join(root, file), 'utf8')).toContain(`test.each(formsOf('${fn}'))`);
  });

  test('would not pass with a test that does not exist', () => {
    const [invented] = testsIn('`test/faults/email.test.ts`: “a name that no test has”');
    expect(invented && has(invented)).toBe(false);
  });
});
