import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from './source.ts';

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'infra/RUNBOOK.md'];
const ours = /^(\.ci|\.github|docs|functions|infra|programs|shared|test)\/[\w./-]+$/;

/** The files and folders of the project that a page names, in code or as links, from where the page is. */
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

describe('a page names no file or folder that is not there:', () => {
  test.each(pages)('%s', (page) => {
    const text = readFileSync(path.join(root, page), 'utf8');
    expect(namedIn(page, text).length).toBeGreaterThan(0);
    expect(missing(page, text)).toEqual([]);
  });

  test('one that is gone is found, in code and as a link', () => {
    expect(
      missing('infra/RUNBOOK.md', 'See `test/gone` and [there](../shared/gone.ts#top), not `a/b`.'),
    ).toEqual(['test/gone', 'shared/gone.ts']);
  });
});
