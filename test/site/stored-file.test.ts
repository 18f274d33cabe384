import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { storedFile } from '../../functions/site/stored-file.ts';

const outside = mkdtempSync(join(tmpdir(), 'site-'));
const assets = join(outside, 'assets');
mkdirSync(join(assets, 'deeper'), { recursive: true });
for (const form of ['', '.br', '.gz']) {
  writeFileSync(join(assets, `styles.0123456789ab.css${form}`), `css${form}`);
  writeFileSync(join(assets, `favicon.0123456789ab.svg${form}`), `svg${form}`);
  writeFileSync(join(outside, `secret.css${form}`), 'secret');
  writeFileSync(join(assets, 'deeper', `secret.css${form}`), 'secret');
}
writeFileSync(join(assets, 'notes.txt'), 'text');
afterAll(() => rmSync(outside, { recursive: true }));

const found = (name: string, ...encodings: string[]) => {
  const file = storedFile(assets, name, new Set(encodings));
  return file && { ...file, content: file.content.toString() };
};

const css = 'styles.0123456789ab.css';
const cssType = 'text/css; charset=utf-8';

test('a file comes in the smallest form that the caller can read', () => {
  expect(found(css, 'gzip', 'deflate', 'br')).toEqual({ type: cssType, encoding: 'br', content: 'css.br' });
  expect(found(css, 'gzip', 'deflate')).toEqual({ type: cssType, encoding: 'gzip', content: 'css.gz' });
  expect(found(css, 'zstd')).toEqual({ type: cssType, encoding: undefined, content: 'css' });
  expect(found(css)).toEqual({ type: cssType, encoding: undefined, content: 'css' });
});

test('each kind of file has its own type', () =>
  expect(found('favicon.0123456789ab.svg')?.type).toBe('image/svg+xml'));

test.each([
  'none.css',
  'notes.txt',
  'styles.0123456789ab.css.br',
  '../secret.css',
  'deeper/secret.css',
  'deeper\\secret.css',
  '..%2fsecret.css',
  '/etc/passwd',
  'styles.0123456789ab.css/',
  'styles.0123456789ab.css\0.css',
  '',
  '.',
  '..',
  'deeper',
  '.css',
  '__proto__',
  'a.constructor',
])('%j is not found', (name) => expect(found(name, 'br')).toBeUndefined());

test('no name leads out of the folder', () => {
  const piece = fc.constantFrom('..', '.', '/', '\\', 'secret.css', 'deeper', 'assets', '%2e', '\0', '~');
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      expect(found(pieces.join(''))).toBeUndefined();
    }),
  );
});
