import { existsSync, globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { manifest } from './manifest.ts';
import { root } from './source.ts';

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'infra/RUNBOOK.md'];
const allPages = [
  ...pages,
  'programs/README.md',
  'shared/GLOSSARY.md',
  ...globSync('docs/**/*.md', { cwd: root }).map((file) => file.split(path.sep).join('/')),
];
const read = (page: string) => readFileSync(path.join(root, page), 'utf8');
const ours = /^(\.ci|\.github|docs|functions|infra|programs|shared|test)\/[\w./-]+$/;

/** The project's files and folders that a page names, in code or as links relative to the page. */
function namedIn(page: string, text: string): readonly string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, name = '']) => name);
  const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !name.includes(':'))
    .map((name) => path.join(path.dirname(page), name));
  // ENV stands for the name of an environment.
  return [...code, ...links].map((name) => name.replace('ENV', 'prod')).filter((name) => ours.test(name));
}

const missing = (page: string, text: string) =>
  namedIn(page, text).filter((name) => !existsSync(path.join(root, name)));

describe('every file or folder that a page names exists:', () => {
  test.each(allPages)('%s', (page) => expect(missing(page, read(page))).toEqual([]));

  test.each(pages)('%s names some', (page) => expect(namedIn(page, read(page))).not.toEqual([]));

  test('a missing one is found, in code and as a link', () => {
    expect(
      missing('infra/RUNBOOK.md', 'See `test/gone` and [there](../shared/gone.ts#top), not `a/b`.'),
    ).toEqual(['test/gone', 'shared/gone.ts']);
  });
});

describe('every npm script that a page names exists:', () => {
  // `npm start` and `npm test` are scripts; `npm ci` and the prose “npm installs” are not.
  const scriptsIn = (text: string) =>
    [...text.matchAll(/npm (?:run (?:-s |--silent )?([a-z][\w:-]*)|(start|test)\b)/g)].map(
      ([, run, own = '']) => run ?? own,
    );
  const unknown = (text: string) => scriptsIn(text).filter((name) => !Object.hasOwn(manifest.scripts, name));

  test.each(allPages)('%s', (page) => expect(unknown(read(page))).toEqual([]));

  test('a missing one is found', () => {
    expect(unknown('Run `npm ci && npm start`, `npm run -s gone -- FILE`, or npm run gone:too.')).toEqual([
      'gone',
      'gone:too',
    ]);
  });
});

describe('the decisions', () => {
  const folder = 'docs/decisions';
  const files = globSync(`${folder}/*.md`, { cwd: root })
    .map((file) => path.basename(file))
    .filter((name) => name !== 'README.md')
    .sort();

  test.each(files)('%s is dated and has context, decision, and consequences', (file) => {
    expect(file).toMatch(/^\d{4}-\d\d-\d\d-[a-z0-9-]+\.md$/);
    expect(read(`${folder}/${file}`).match(/^#+ .+/gm)).toEqual([
      expect.stringMatching(/^# \S/),
      '## Context',
      '## Decision',
      '## Consequences',
    ]);
  });

  test('are all in the index, with their titles and dates', () => {
    const rows = [...read(`${folder}/README.md`).matchAll(/^\| \[(.+)\]\((.+)\) \| (.+) \|$/gm)];
    const listed = rows.map(([, title, file, date]) => ({ title, file, date }));
    const expected = files.map((file) => ({
      title: /^# (.+)/.exec(read(`${folder}/${file}`))?.[1],
      file,
      date: file.slice(0, 10),
    }));
    expect(listed.sort((a, b) => ((a.file ?? '') < (b.file ?? '') ? -1 : 1))).toEqual(expected);
  });
});

describe('pages that people read first stay short:', () => {
  test('README.md has at most 150 lines', () =>
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(150));
  test('ARCHITECTURE.md has at most 1,500 words', () =>
    expect(read('ARCHITECTURE.md').trim().split(/\s+/).length).toBeLessThanOrEqual(1500));
});
