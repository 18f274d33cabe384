import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifest } from './manifest.ts';
import { escapesFromTypes, exportedNames, readSources, root } from './source.ts';

const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

describe('every dependency', () => {
  test('is pinned to one version, so that a year from now the same code runs', () => {
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test('has its reason in docs/dependencies.md, and nothing else is listed there', () => {
    const reasons = dependencyTable(readFileSync(path.join(root, 'docs/dependencies.md'), 'utf8'));
    expect([...reasons.keys()].sort()).toEqual(versions.map(([name]) => name).sort());
    expect([...reasons].filter(([, reason]) => reason.length < 10)).toEqual([]);
  });

  test('is read from the table under “Dependencies” only', () => {
    const page =
      '# A\n| `x` | no |\n## Dependencies\n| package | why |\n|---|---|\n| `a`, `@b/c` | they help |\n## Next\n| `y` | no |';
    expect([...dependencyTable(page)]).toEqual([
      ['a', 'they help'],
      ['@b/c', 'they help'],
    ]);
  });
});

describe('the source', () => {
  const sources = readSources('shared', 'functions', 'infra', 'test');

  // A bracket in each pattern keeps this file from finding itself.
  test.each([
    ['unfinished work', /\b(T[O]DO|F[I]XME|X[X]X)\b/],
    ['a silenced compiler', /@t[s]-(ignore|nocheck|expect-error)/],
    ['a test that is left out, or runs alone', /\b(test|it|describe)\.(sk[i]p|o[n]ly)\(/],
    ['a silenced linter without a reason', /b[i]ome-ignore [\w/]+\s*(:\s*)?$/m],
  ])('is free of %s', (_, pattern) => {
    expect([...sources].filter(([, text]) => pattern.test(text)).map(([file]) => file)).toEqual([]);
  });

  test('never talks its way past the types', () => {
    const found = [...sources].flatMap(([file, text]) => escapesFromTypes(file, text));
    expect(found).toEqual([]);
  });

  test('is caught when it does talk its way past the types', () => {
    const text = 'const a: any = b as C;\nconst d = e!;\nconst f = ["g"] as const;\nconst h = <I>j;';
    expect(escapesFromTypes('shared/domain/a.ts', text)).toEqual([
      'shared/domain/a.ts:1 says any',
      'shared/domain/a.ts:1 says as, where a parser or a check belongs',
      'shared/domain/a.ts:2 says ! where a check belongs',
      'shared/domain/a.ts:4 asserts a type',
    ]);
  });
});

describe('the glossary', () => {
  const sources = readSources('shared/domain', 'shared/letters', 'shared/ui', 'functions');
  const forbidden = new Set(
    'match user item data info manager service util utils helper process handle'.split(' '),
  );
  const words = (name: string) => name.split(/[^A-Za-z]+|(?=[A-Z])/).map((word) => word.toLowerCase());

  test('none of its forbidden words is exported', () => {
    const found = [...sources].flatMap(([file, text]) =>
      exportedNames(file, text)
        .filter((name) => words(name).some((word) => forbidden.has(word)))
        .map((name) => `${file} exports ${name}`),
    );
    expect(found).toEqual([]);
  });

  test('none of its forbidden words names a file', () => {
    const found = [...sources.keys()].filter((file) => words(file).some((word) => forbidden.has(word)));
    expect(found).toEqual([]);
  });
});

/** Package → reason, from the table under the heading “Dependencies”; a row may name several packages. */
function dependencyTable(markdown: string): ReadonlyMap<string, string> {
  const section = markdown.split(/^#+ +/m).find((part) => part.startsWith('Dependencies')) ?? '';
  return new Map(
    [...section.matchAll(/^\|(.*?)\|(.*?)\|/gm)].flatMap(([, names = '', reason = '']) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [name, reason.trim()] as const),
    ),
  );
}
