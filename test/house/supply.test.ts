import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import {
  licensePage,
  licenseProblems,
  type ShippedPackage,
  shippedPackages,
} from '../../infra/supply/licenses.ts';
import { manifest } from './manifest.ts';
import { root } from './source.ts';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

describe('the licenses of deployed packages', () => {
  const packages = shippedPackages();
  const one: ShippedPackage = { name: 'odd', version: '1.2.3', license: 'MIT', copyright: undefined };

  test('are all approved', () => expect(licenseProblems(packages)).toEqual([]));

  test('are in docs/licenses.md; if not, run `npm run licenses -- --write docs/licenses.md`', () => {
    expect(read('docs/licenses.md')).toBe(licensePage(packages));
  });

  test('cover every dependency', () => {
    const names = packages.map(({ name }) => name);
    expect(Object.keys(manifest.dependencies).filter((name) => !names.includes(name))).toEqual([]);
  });

  test.each([
    ['AGPL-3.0-only', 'odd 1.2.3 is under AGPL-3.0-only, which isn’t approved. '],
    [undefined, 'odd 1.2.3 names no license. '],
  ])('stop at %s', (license, sentence) => {
    expect(licenseProblems([one, { ...one, license }])).toEqual([expect.stringContaining(sentence)]);
  });
});

test('the CycloneDX bill of materials names every deployed package', () => {
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

  test('pin every action to a commit and name its version', () => {
    expect(used.length).toBeGreaterThan(3);
    expect(
      used.filter((action) => !/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(action ?? '')),
    ).toEqual([]);
  });

  test('fetch no other tool, and neither do the scripts', () => {
    const commands = [...workflows.map(([, text]) => text), read('.ci/run'), read('package.json')].join('\n');
    expect(commands).not.toMatch(/\bnpx\b|npm (install|i|exec) |curl |wget /);
  });

  test('have read access only, and only the deployment may request an account token', () => {
    for (const [, text] of workflows) expect(text).toMatch(/^permissions:\n {2}contents: read$/m);
    expect(workflows.flatMap(([file, text]) => (text.includes('id-token: write') ? [file] : []))).toEqual([
      '.github/workflows/deploy.yml',
    ]);
    expect(workflows.map(([, text]) => text).join('\n')).not.toMatch(/secrets\.|: write-all|contents: write/);
  });

  test('run few install scripts where a step could ask for an account token', () => {
    const [, job = ''] = read('.github/workflows/deploy.yml').split(/^ {2}deploy:$/m);
    expect(job).toContain('id-token: write');
    expect([...job.matchAll(/run: (npm (?:ci|rebuild).*)/g)].map(([, run]) => run)).toEqual([
      'npm ci --ignore-scripts',
      'npm rebuild node esbuild',
    ]);
  });

  test('offer every environment', () => {
    const offered = /options: \[(.+)\]/.exec(read('.github/workflows/deploy.yml'))?.[1]?.split(', ');
    expect(offered).toEqual([...environmentNames]);
  });
});

describe('the audit of dependencies', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'audit-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** The exit code and output of the audit, if npm prints this and ends with this code. */
  function audit(report: object, code: number) {
    writeFileSync(path.join(folder, 'report.json'), JSON.stringify(report));
    writeFileSync(path.join(folder, 'npm'), `#!/bin/sh\ncat ${folder}/report.json\nexit ${code}\n`, {
      mode: 0o755,
    });
    const { status, stdout } = spawnSync(path.join(root, '.ci/audit'), {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
    });
    return { status, stdout };
  }

  test('passes without a vulnerability, and fails with one', () => {
    expect(audit({ auditReportVersion: 2, vulnerabilities: {} }, 0)).toEqual({ status: 0, stdout: '' });
    const found = audit({ auditReportVersion: 2, vulnerabilities: { left: { severity: 'high' } } }, 1);
    expect(found).toEqual({ status: 1, stdout: expect.stringContaining('"left"') });
  });

  test('passes, and says that nothing was checked, if the registry answers no audits', () => {
    const answer = audit({ message: '405 Method Not Allowed', method: 'POST' }, 1);
    expect(answer).toEqual({ status: 0, stdout: expect.stringContaining('Nothing was checked') });
  });
});
