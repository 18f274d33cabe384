import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { storedDocument } from '../../functions/site/document.part.ts';

const folder = mkdtempSync(join(tmpdir(), 'site-'));
const path = join(folder, 'openapi.json');
for (const form of ['', '.br', '.gz']) writeFileSync(`${path}${form}`, `json${form}`);
afterAll(() => rmSync(folder, { recursive: true }));

const found = (...encodings: string[]) => {
  const { encoding, content } = storedDocument(path, new Set(encodings));
  return [encoding, content.toString()];
};

test('a document comes in the smallest encoding that the client accepts', () => {
  expect(found('gzip', 'deflate', 'br')).toEqual(['br', 'json.br']);
  expect(found('gzip', 'deflate')).toEqual(['gzip', 'json.gz']);
  expect(found('zstd')).toEqual([undefined, 'json']);
  expect(found()).toEqual([undefined, 'json']);
});

test('it is JSON', () =>
  expect(storedDocument(path, new Set()).type).toBe('application/json; charset=utf-8'));
