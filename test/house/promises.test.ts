import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifest } from './manifest.ts';
import { escapesFromTypes, exportedNames, identifiersIn, readSources, root } from './source.ts';

const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });

describe('every dependency', () => {
  test('is pinned to one version, so that the same code runs a year from now', () => {
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

  // A bracket in each pattern keeps this file from matching itself.
  test.each([
    ['unfinished work', /\b(T[O]DO|F[I]XME|X[X]X)\b/],
    ['a silenced compiler', /@t[s]-(ignore|nocheck|expect-error)/],
    ['a skipped or focused test', /\b(test|it|describe)\.(sk[i]p|o[n]ly)\(/],
    ['a silenced linter without a reason', /b[i]ome-ignore [\w/]+\s*(:\s*)?$/m],
  ])('is free of %s', (_, pattern) => {
    expect([...sources].filter(([, text]) => pattern.test(text)).map(([file]) => file)).toEqual([]);
  });

  test('never overrides the types', () => {
    const found = [...sources].flatMap(([file, text]) => escapesFromTypes(file, text));
    expect(found).toEqual([]);
  });

  test('is caught if it overrides the types', () => {
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
  const glossary = readFileSync(path.join(root, 'shared/GLOSSARY.md'), 'utf8');
  const rows = glossaryRows(glossary);
  const forbidden = new Set(/has one in its name: (.+)\.$/m.exec(glossary)?.[1]?.split(', '));

  test('has its table in every group, with four full cells in each row', () => {
    const groups = glossary.split(/^## /m).slice(1, -1);
    const headless = groups.filter(
      (group) => !group.includes('\n| word | meaning | readers see | never |\n|---|---|---|---|\n| **'),
    );
    expect(headless).toEqual([]);
    expect(rows.filter((cells) => cells.length !== 4 || cells.includes(''))).toEqual([]);
  });

  test('has each word once, and begins with the fifteen that matter most', () => {
    const words = rows.map(([word]) => word);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(glossaryRows(glossary.split(/^## /m)[1] ?? '')).toHaveLength(15);
  });

  test('lets readers see no word that it rules out', () => {
    const banned = rows.flatMap(([, , , never = '']) => (never === '—' ? [] : never.split(', ')));
    const seen = rows.map(([, , readersSee = '']) => readersSee.toLowerCase());
    expect(banned.filter((word) => seen.some((text) => ` ${text} `.includes(` ${word} `)))).toEqual([]);
  });

  test('names only what the code names', () => {
    const identifiers = new Set(
      [...readSources('shared', 'functions', 'infra')].flatMap(([file, text]) => identifiersIn(file, text)),
    );
    const names = [...identifiers].map((name) => ` ${words(name).join(' ')}`);
    const unknown = rows.flatMap(([word = '']) => {
      const inCode = ` ${words(word).join(' ')}`;
      return names.some((name) => `${name} `.includes(`${inCode} `) || `${name} `.includes(`${inCode}s `))
        ? []
        : [word];
    });
    expect(unknown).toEqual([]);
  });

  test('none of its forbidden words is exported', () => {
    expect(forbidden.size).toBeGreaterThan(5);
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

  test('is read row by row', () => {
    const page =
      '| word | meaning |\n|---|---|\n| **Lost day** | no visits | closure | lost day |\n| `x` | no |';
    expect(glossaryRows(page)).toEqual([['Lost day', 'no visits', 'closure', 'lost day']]);
    expect(words('Lost day')).toEqual(words('lostDay'));
  });
});

/** The words of a name or a path, in lower case: `lostDay` → lost, day. */
const words = (name: string) => name.split(/[^A-Za-z]+|(?=[A-Z])/).map((word) => word.toLowerCase());

/** The cells of each row that begins with a word in bold, without the marks. */
const glossaryRows = (markdown: string): readonly (readonly string[])[] =>
  [...markdown.matchAll(/^\| \*\*(.+?)\*\* \|(.*)\|$/gm)].map(([, word = '', rest = '']) => [
    word,
    ...rest.split('|').map((cell) => cell.trim()),
  ]);

/** Package → reason, from the table under the heading “Dependencies”. A row may name several packages. */
function dependencyTable(markdown: string): ReadonlyMap<string, string> {
  const section = markdown.split(/^#+ +/m).find((part) => part.startsWith('Dependencies')) ?? '';
  return new Map(
    [...section.matchAll(/^\|(.*?)\|(.*?)\|/gm)].flatMap(([, names = '', reason = '']) =>
      [...names.matchAll(/`([^`]+)`/g)].map(([, name = '']) => [name, reason.trim()] as const),
    ),
  );
}
