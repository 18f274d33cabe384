import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

export type Pages = typeof import('./pages.tsx');

/**
 * Bundles the runner's own pages into `folder`, with the styles that the service in `builtFunctions` serves. Answers
 * the pages and their file.
 */
export async function buildPages(
  folder: string,
  builtFunctions: string | undefined,
): Promise<{ readonly pages: Pages; readonly file: string }> {
  const file = join(folder, `pages-${process.pid}-${Date.now()}.mjs`);
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
  const names = builtFunctions === undefined ? [] : readdirSync(join(builtFunctions, 'site', 'assets'));
  return `/assets/${names.find((candidate) => name.test(candidate)) ?? 'none'}`;
}
