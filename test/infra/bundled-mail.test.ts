import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import * as v from 'valibot';
import { afterAll, expect, test } from 'vitest';
import { messageOf } from '#mail/ses.ts';
import { coldStartPlugins } from '../../infra/bundle/plugins.ts';
import { everyVisitLetter } from '../letters/visit-sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'mail-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bundled = v.object({
  messageOf: v.custom<typeof messageOf>((value) => typeof value === 'function'),
});

/** The parts that differ between two renderings of one letter: the boundaries, and the second. */
const withoutChance = (raw: Uint8Array) =>
  Buffer.from(raw)
    .toString()
    .replace(/--_NmP-[\w-]+/g, '--mark')
    .replace(/^Date: .*$/m, 'Date');

test('letters from the bundle match those without it, with and without a calendar', async () => {
  const outfile = join(folder, 'mime.mjs');
  await build({
    entryPoints: ['shared/mail/ses.ts'],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    mainFields: ['module', 'main'],
    plugins: [...coldStartPlugins],
  });
  const deployed = v.parse(bundled, await import(pathToFileURL(outfile).href));
  const letters = everyVisitLetter();
  expect(new Set(letters.map(({ calendar }) => calendar?.method)).size).toBeGreaterThan(2);
  for (const letter of letters) {
    const [own, other] = await Promise.all(
      [messageOf, deployed.messageOf].map((write) => write(letter, 'Learning Partners <apply@example.org>')),
    );
    expect(own && other && withoutChance(other.raw)).toBe(own && withoutChance(own.raw));
  }
});
