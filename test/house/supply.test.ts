import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { licencePage, licenceProblems } from '../../infra/supply/licences.ts';
import { type ShippedPackage, shippedPackages } from '../../infra/supply/packages.ts';
import { manifest } from './manifest.ts';
import { root } from './source.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the licences of what is deployed', () => {
  const packages = shippedPackages();
  const one: ShippedPackage = { name: 'odd', version: '1.2.3', licence: 'MIT', copyright: undefined };

  test('are all agreed to', () => expect(licenceProblems(packages)).toEqual([]));

  test('stand in docs/licences.md: else run `npm run licences -- --write docs/licences.md`', () => {
    expect(read('docs/licences.md')).toBe(licencePage(packages));
  });

  test('cover every dependency', () => {
    const names = packages.map(({ name }) => name);
    expect(Object.keys(manifest.dependencies).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each([
    ['AGPL-3.0-only', 'odd 1.2.3 is under AGPL-3.0-only, which nobody has agreed to: '],
    [undefined, 'odd 1.2.3 is under no licence that it names, which nobody has agreed to: '],
  ])('stop at one that is %s', (licence, sentence) => {
    expect(licenceProblems([one, { ...one, licence }])).toEqual([expect.stringContaining(sentence)]);
  });
});

test('the bill of materials names everything that is deployed, as CycloneDX', () => {
  const bill = v.parse(
    v.object({ bomFormat: v.literal('CycloneDX'), components: v.array(v.object({ name: v.string() })) }),
    JSON.parse(execFileSync('npm', ['run', '--silent', 'sbom'], { cwd: root, encoding: 'utf8' })),
  );
  const named = new Set(bill.components.map(({ name }) => name));
  expect(shippedPackages().filter(({ name }) => !named.has(name))).toEqual([]);
});

describe('the workflows', () => {
  const workflows = globSync('.github/workflows/*.yml', { cwd: root }).map(
    (file) => [file, read(file)] as const,
  );
  const used = workflows.flatMap(([, text]) => [...text.matchAll(/uses: (.+)/g)].map(([, action]) => action));

  test('run actions of one commit only, and say which version that is', () => {
    expect(used.length).toBeGreaterThan(3);
    expect(
      used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? '')),
    ).toEqual([]);
  });

  test('fetch no tool besides, neither do the scripts', () => {
    const commands = [...workflows.map(([, text]) => text), read('.ci/run'), read('package.json')].join('\n');
    expect(commands).not.toMatch(/\bnpx\b|npm (install|i|exec) |curl |wget /);
  });

  test('may write to nothing, and only the deployment may ask for a token of the account', () => {
    for (const [, text] of workflows) expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(workflows.flatMap(([file, text]) => (text.includes('id-token: write') ? [file] : []))).toEqual([
      '.github/workflows/deploy.yml',
    ]);
    expect(workflows.map(([, text]) => text).join('\n')).not.toMatch(/secrets\.|: write-all|contents: write/);
  });

  test('offer every environment', () => {
    const offered = /options: \[(.+)\]/.exec(read('.github/workflows/deploy.yml'))?.[1]?.split(', ');
    expect(offered).toEqual([...environmentNames]);
  });
});
