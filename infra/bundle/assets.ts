import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { compile } from 'sass';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** The addresses of the files that every page links to. Each has a hash of its content and never changes. */
type SiteAssets = { readonly stylesHref: string; readonly faviconHref: string };

/** Writes the styles and the favicon into `directory` and returns their addresses. The front door compresses them. */
export async function writeSiteAssets(root: string, directory: string): Promise<SiteAssets> {
  await rm(directory, { recursive: true, force: true });
  await mkdir(directory, { recursive: true });
  const [stylesHref, faviconHref] = await Promise.all([
    writeHashed(directory, 'styles', 'css', Buffer.from(compileStyles(root))),
    writeHashed(directory, 'favicon', 'svg', await readFile(join(root, 'shared/ui/styles/favicon.svg'))),
  ]);
  return { stylesHref, faviconHref };
}

/** The constants with these addresses, as esbuild and vitest `define` them. */
export const addressConstants = ({ stylesHref, faviconHref }: SiteAssets): Record<string, string> => ({
  STYLES_HREF: JSON.stringify(stylesHref),
  FAVICON_HREF: JSON.stringify(faviconHref),
});

function compileStyles(root: string): string {
  return compile(join(root, 'shared/ui/styles/main.scss'), {
    style: 'compressed',
    loadPaths: [join(root, 'node_modules')],
    quietDeps: true,
  }).css;
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
export async function writeCompressed(path: string, content: Buffer): Promise<void> {
  await Promise.all([
    writeFile(path, content),
    writeFile(`${path}.br`, await brotli(content)),
    writeFile(`${path}.gz`, await zip(content, { level: 9 })),
  ]);
}
