import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { compile } from 'sass';
import * as v from 'valibot';
import { operationSchema } from '#api/operation.ts';
import { routes } from '../../functions/routes.ts';
import { type Documented, openApiDocument } from './openapi.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The addresses of the files that pages link to. Each has a hash of its content and never changes. */
type SiteAssets = {
  readonly stylesHref: string;
  readonly faviconHref: string;
  readonly scriptHref: string;
  /** The hash that browsers compare the script with. */
  readonly scriptIntegrity: string;
};

/** Writes the styles, the favicon, the script, and the outage page into `directory`. The front door compresses them. */
export async function writeSiteAssets(root: string, directory: string): Promise<SiteAssets> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const script = await compileScript(root);
  const [stylesHref, faviconHref, scriptHref] = await Promise.all([
    writeHashed(directory, 'styles', 'css', Buffer.from(compileStyles(root))),
    writeHashed(directory, 'favicon', 'svg', await readFile(join(root, 'shared/ui/styles/favicon.svg'))),
    writeHashed(directory, 'script', 'js', script),
  ]);
  const scriptIntegrity = `sha384-${createHash('sha384').update(script).digest('base64')}`;
  const assets = { stylesHref, faviconHref, scriptHref, scriptIntegrity };
  await writeHashed(directory, 'outage', 'html', Buffer.from(await renderOutagePage(root, assets)));
  return assets;
}

/** The constants with these addresses, as esbuild and vitest `define` them. */
export const addressConstants = (assets: SiteAssets): Record<string, string> => ({
  STYLES_HREF: JSON.stringify(assets.stylesHref),
  FAVICON_HREF: JSON.stringify(assets.faviconHref),
  SCRIPT_HREF: JSON.stringify(assets.scriptHref),
  SCRIPT_INTEGRITY: JSON.stringify(assets.scriptIntegrity),
});

function compileStyles(root: string): string {
  return compile(join(root, 'shared/ui/styles/main.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  }).css;
}

/** The script as one file without imports, for browsers that know modules. */
export async function compileScript(root: string): Promise<Buffer> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['shared/ui/script/main.ts'],
    bundle: true,
    write: false,
    platform: 'browser',
    target: 'es2022',
    format: 'esm',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
  });
  return Buffer.concat(outputFiles.map(({ contents }) => contents));
}

async function renderOutagePage(root: string, assets: SiteAssets): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'infra/bundle/outage-page.tsx')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: addressConstants(assets),
    logLevel: 'silent',
  });
  // Bundled first, because Node doesn't read TSX.
  const code = outputFiles.map(({ text }) => text).join('');
  const page: typeof import('./outage-page.tsx') = await import(
    `data:text/javascript,${encodeURIComponent(code)}`
  );
  return page.outagePage;
}

async function writeHashed(
  directory: string,
  name: string,
  extension: string,
  content: Buffer,
): Promise<string> {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${name}.${hash}.${extension}`;
  await writeFile(join(directory, file), content);
  return `/assets/${file}`;
}

/** Writes a served file: plain, `.br`, and `.gz`. */
async function writeCompressed(path: string, content: Buffer): Promise<void> {
  await Promise.all([
    writeFile(path, content),
    writeFile(`${path}.br`, await brotli(content)),
    writeFile(`${path}.gz`, await zip(content, { level: 9 })),
  ]);
}

const describing = v.object({ operations: v.record(v.string(), operationSchema) });
const versioned = v.pipe(v.string(), v.parseJson(), v.object({ version: v.string() }));

/** Writes the OpenAPI document of the project at `root` into `directory`, from the schemas that parse the forms. */
export async function writeSiteDocument(root: string, directory: string): Promise<void> {
  const { version } = v.parse(versioned, await readFile(join(root, 'package.json'), 'utf8'));
  const document = openApiDocument(await documentedRoutes(root), version);
  await mkdir(directory, { recursive: true });
  await writeCompressed(join(directory, 'openapi.json'), Buffer.from(JSON.stringify(document)));
}

/**
 * Every route with its function's description. Descriptions are build entries like the handlers, so they are loaded by path.
 * @throws for a route without one.
 */
export async function documentedRoutes(root: string): Promise<readonly Documented[]> {
  const functions = new Set(Object.values(routes).map((route) => route.function));
  const said = await Promise.all(
    [...functions].map(async (name) => {
      const loaded: unknown = await import(pathToFileURL(join(root, `functions/${name}/api.ts`)).href);
      return Object.entries(v.parse(describing, loaded).operations);
    }),
  );
  const operations = new Map(said.flat());
  return Object.entries(routes).map(([name, route]) => {
    const operation = operations.get(name);
    if (!operation) throw new Error(`No function describes the route ${name}`);
    return { ...route, name, operation };
  });
}
