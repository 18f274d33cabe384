import { randomUUID } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { assetsFolder } from '../entries.ts';

export type Pages = typeof import('./pages.tsx');

/**
 * Bundles the runner's own pages into `folder`, with the styles that the service in `builtFunctions` serves.
 * Returns the pages and their file.
 */
export async function buildPages(
  folder: string,
  builtFunctions: string | undefined,
): Promise<{ readonly pages: Pages; readonly file: string }> {
  const pagesFolder = join(folder, 'pages');
  rmSync(pagesFolder, { recursive: true, force: true });
  // A unique name, because Node loads a file once and one process may start several services in turn.
  const file = join(pagesFolder, `${randomUUID()}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'pages.tsx')],
    outfile: file,
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: {
      STYLES_HREF: JSON.stringify(assetHref(builtFunctions, /^styles\..*css$/)),
      FAVICON_HREF: JSON.stringify(assetHref(builtFunctions, /^favicon\..*svg$/)),
    },
    logLevel: 'silent',
  });
  const pages: Pages = await import(pathToFileURL(file).href);
  return { pages, file };
}

function assetHref(builtFunctions: string | undefined, name: RegExp): string {
  const names = builtFunctions === undefined ? [] : readdirSync(join(builtFunctions, assetsFolder));
  return `/assets/${names.find((candidate) => name.test(candidate)) ?? 'none'}`;
}
