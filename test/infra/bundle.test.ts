import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, parse } from 'node:path';
import * as v from 'valibot';
import { afterAll, describe, expect, test } from 'vitest';
import { bundle } from '../../infra/bundle.ts';
import { type FunctionName, functionNames, inParts } from '../../infra/entries.ts';
import { shippedPackages } from '../../infra/supply/licenses.ts';

const directory = mkdtempSync(join(tmpdir(), 'bundle-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const { functions, stylesHref, faviconHref, scriptHref, scriptIntegrity } = await bundle({ directory });
const assets = join(directory, 'assets');

describe.each(functionNames)('the bundle of %s', (name) => {
  const { file, loadedFirst } = functions[name];
  const code = readFileSync(file, 'utf8');
  const parts = readdirSync(dirname(file)).filter((entry) => entry.endsWith('.mjs'));

  test('has an entry file with a handler, and a source map next to each file', () => {
    expect(file).toBe(join(directory, name, 'index.mjs'));
    expect(code).toMatch(/export\{[^}]*\bhandler\b/);
    expect(parts).toContain('index.mjs');
    for (const part of parts) {
      expect(readFileSync(join(dirname(file), part), 'utf8')).toMatch(
        new RegExp(`//# sourceMappingURL=${part}\\.map\\s*$`),
      );
      expect(readdirSync(dirname(file))).toContain(`${part}.map`);
    }
  });

  test('is one file, unless it is listed as in parts', () => {
    expect(parts.length > 1).toBe(inParts.includes(name));
  });

  test('starts with one file, or a name for it and that file, whatever its parts share', () => {
    expect(loadedFirst.length).toBeLessThanOrEqual(2);
  });

  test('has no API description, because only the build reads those', () => {
    const sources = functions[name].inputs.map(({ source }) => source);
    expect(sources).not.toEqual([]);
    expect(
      sources.filter((source) => /^shared\/api\/|^functions\/[^/]+\/api(-[^/]+)?\.ts$/.test(source)),
    ).toEqual([]);
  });

  test("never imports Node's own modules, whose facade would load undici", () => {
    const all = parts.map((part) => readFileSync(join(dirname(file), part), 'utf8')).join('\n');
    expect(all).not.toMatch(/\bfrom\s*["']node:|\bimport\s*\(?\s*["']node:/);
  });

  test('has source maps that name sources and hold none, so that they stay small', () => {
    const map = v.pipe(
      v.string(),
      v.parseJson(),
      v.object({ sources: v.array(v.string()), sourcesContent: v.optional(v.unknown()) }),
    );
    const maps = loadedFirst.map((loaded) => v.parse(map, readFileSync(`${loaded}.map`, 'utf8')));
    expect(maps.flatMap(({ sources }) => sources).length).toBeGreaterThan(0);
    for (const { sourcesContent } of maps) expect(sourcesContent).toBeUndefined();
  });
});

test('parts belong to their function and to this build', async () => {
  const folderOf = (name: FunctionName) => dirname(functions[name].file);
  const partsIn = (name: FunctionName) =>
    readdirSync(folderOf(name)).filter((entry) => entry.endsWith('.mjs'));
  const before = inParts.map(partsIn);
  for (const name of inParts) writeFileSync(join(folderOf(name), 'part-of-another-build.mjs'), '');
  await bundle({ directory });
  expect(inParts.map(partsIn)).toEqual(before);
});

test('each function loads first only the files of ours that first-load.txt lists for it', async () => {
  const told = functionNames
    .map((name) => `${name}\n${byFolder(functions[name].ownSources).join('\n')}\n`)
    .join('\n');
  const howTo = `The first load of a function isn’t as ${firstLoad} says. Every file in that list is read at every cold start.
If a file is new for a function that needs it only on some pages, import it in a part of the function, or in the page that needs it.
If every first response needs the file, or if a file moved, update the list: npx vitest run --project built test/infra/bundle.test.ts -u`;
  await expect(told, howTo).toMatchFileSnapshot(firstLoad);
});

const firstLoad = 'first-load.txt';

/** One line for each folder with the names of its files, without endings. */
function byFolder(sources: readonly string[]): readonly string[] {
  const folders = Map.groupBy(sources.toSorted(), (source) => dirname(source));
  return [...folders]
    .map(([folder, files]) => `  ${folder}: ${files.map((file) => parse(file).name).join(' ')}`)
    .toSorted();
}

test('every bundled package is in the list of licenses', () => {
  const bundled = Object.values(functions).flatMap(({ inputs }) =>
    inputs.flatMap(({ source }) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
  );
  const listed = new Set(shippedPackages().map(({ name }) => name));
  expect(bundled.length).toBeGreaterThan(0);
  expect([...new Set(bundled)].filter((name) => !listed.has(name))).toEqual([]);
});

describe('the files that pages link to', () => {
  const files = [stylesHref, faviconHref, scriptHref].map((href) => href.replace('/assets/', ''));
  const outage = readdirSync(assets).find((file) => file.startsWith('outage.')) ?? '';

  test('carry a hash of their content in their name', () => {
    expect(stylesHref).toMatch(/^\/assets\/styles\.[0-9a-f]{12}\.css$/);
    expect(faviconHref).toMatch(/^\/assets\/favicon\.[0-9a-f]{12}\.svg$/);
    expect(scriptHref).toMatch(/^\/assets\/script\.[0-9a-f]{12}\.js$/);
  });

  test('are the only ones, and not compressed, because the front door does that', () => {
    expect(readdirSync(assets).sort()).toEqual([...files, outage].sort());
  });

  test('are linked by the pages under exactly these names', () => {
    const code = functions.applications.loadedFirst.map((file) => readFileSync(file, 'utf8')).join('\n');
    expect(code).toContain(stylesHref);
    expect(code).toContain(scriptHref);
  });

  test('include the script with the hash that its pages name', () => {
    const script = readFileSync(join(assets, scriptHref.replace('/assets/', '')));
    expect(scriptIntegrity).toBe(`sha384-${createHash('sha384').update(script).digest('base64')}`);
    expect(functions.applications.loadedFirst.map((file) => readFileSync(file, 'utf8')).join('\n')).toContain(
      scriptIntegrity,
    );
  });

  test('include a page for outages, which says what to do and needs nothing but styles', () => {
    const page = readFileSync(join(assets, outage), 'utf8');
    expect(outage).toMatch(/^outage\.[0-9a-f]{12}\.html$/);
    expect(page).toContain('<title>Sorry, the service isn’t responding – Learning Partners</title>');
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).toContain('copy your answers if they’re still there, and try again in a few minutes');
    expect(page).toContain(`href="${stylesHref}"`);
    expect(page).not.toMatch(/<script|<style|style=|src=|https?:|mailto:/);
  });

  test('request nothing else: no fonts, images, or other sites', () => {
    expect(readFileSync(join(assets, files[0] ?? ''), 'utf8')).not.toMatch(/url\((?!["']?data:)|@import/);
  });
});
