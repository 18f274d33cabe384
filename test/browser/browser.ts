/**
 * A real browser from npm alone: `@sparticuz/chromium` carries Chromium and the libraries that a bare Debian lacks.
 * It is unpacked once into `node_modules/.cache`, whichever test file comes first.
 */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { findPackageJSON } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Browser, type BrowserContextOptions, chromium } from 'playwright-core';
import * as v from 'valibot';

const root = path.resolve(import.meta.dirname, '../..');

// The package looks for its font in Lambda's folders; without any font Chromium dies at the first form field.
const fontsConf = (cache: string) => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir>${cache}</cachedir></fontconfig>
`;

/** Every test looks at the pages as a person in the first program's city would. */
const everywhere = {
  locale: 'en-US',
  timezoneId: 'America/New_York',
  reducedMotion: 'reduce',
} satisfies BrowserContextOptions;

/** Context options for `browser.newContext`: a desk, and the same with JavaScript switched off. */
export const desk = { ...everywhere, viewport: { width: 1280, height: 900 } } satisfies BrowserContextOptions;
export const withoutJavaScript = { ...desk, javaScriptEnabled: false } satisfies BrowserContextOptions;

/**
 * Starts Chromium. The caller closes it (`afterAll(() => browser.close())`).
 * On a platform other than 64-bit Linux on Intel, `CHROMIUM_PATH` must name an installed Chromium or Chrome.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env.CHROMIUM_PATH;
  if (installed !== undefined) return chromium.launch({ executablePath: installed });
  if (`${process.platform}-${process.arch}` !== 'linux-x64') {
    throw new Error(
      'The browser that npm installs runs on 64-bit Linux only: set CHROMIUM_PATH to an installed Chrome.',
    );
  }
  const folder = await unpackOnce();
  return chromium.launch({
    executablePath: path.join(folder, 'chromium'),
    // The package's own arguments are for Lambda: its single process does not survive a second page.
    args: ['--no-sandbox', '--headless=shell', '--disable-gpu'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: path.join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: path.join(folder, 'fonts'),
    },
  });
}

/** The folder with the unpacked browser. Test files race for it: each unpacks for itself, the first rename wins. */
async function unpackOnce(): Promise<string> {
  const folder = path.join(root, 'node_modules/.cache', `chromium-${await chromiumVersion()}`);
  if (existsSync(folder)) return folder;
  await mkdir(path.dirname(folder), { recursive: true });
  const mine = await mkdtemp(`${folder}.`);
  // In a process of its own, because the package unpacks into TMPDIR and asks the environment for the libraries.
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', "await (await import('@sparticuz/chromium')).default.executablePath()"],
    { cwd: root, env: { ...process.env, TMPDIR: mine, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' } },
  );
  await writeFile(path.join(mine, 'fonts/fonts.conf'), fontsConf(path.join(folder, 'font-cache')));
  await rename(mine, folder).catch(async (error: unknown) => {
    await rm(mine, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  });
  return folder;
}

async function chromiumVersion(): Promise<string> {
  const manifest = findPackageJSON('@sparticuz/chromium', import.meta.url);
  if (manifest === undefined) throw new Error('@sparticuz/chromium is not installed: run npm ci.');
  return v.parse(v.object({ version: v.string() }), JSON.parse(await readFile(manifest, 'utf8'))).version;
}
