import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { addressConstants, writeSiteAssets } from './bundle/assets.ts';
import { coldStartPlugins } from './bundle/plugins.ts';
import { writeSiteDocument } from './bundle/site-document.ts';
import { assetsFolder, entries, type FunctionName, functionNames } from './entries.ts';

const root = join(import.meta.dirname, '..');

export type BundledFunction = {
  /** The absolute path of the one file that is deployed. */
  readonly file: string;
  readonly bytes: number;
  /** The source files that went into it, relative to the project, each with the bytes it takes in the result. */
  readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
};

export type Bundle = {
  /** The folder with one folder per function, and one of the files that pages link to. */
  readonly directory: string;
  readonly functions: Readonly<Record<FunctionName, BundledFunction>>;
  readonly stylesHref: string;
  readonly faviconHref: string;
  readonly metafile: Metafile;
};

/**
 * Builds every function with one esbuild run, the styles with one sass run and the OpenAPI document into `directory`
 * (left out: `dist/functions`).
 * @throws esbuild's or sass's own error, which names file and line.
 */
export async function bundle(options: { readonly directory?: string } = {}): Promise<Bundle> {
  const directory = options.directory ?? join(root, 'dist/functions');
  const assets = await writeSiteAssets(root, join(directory, assetsFolder));
  await writeSiteDocument(root, join(directory, 'site'));
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: functionNames.map((name) => ({ in: entries[name], out: `${name}/index` })),
    outdir: directory,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    // The ES module of a package first: only that can be tree-shaken.
    mainFields: ['module', 'main'],
    minify: true,
    treeShaking: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: addressConstants(assets),
    plugins: [...coldStartPlugins],
    // DynamoDB and SES stream no events. Bundled, this one dynamic import would keep half the SDK from being tree-shaken.
    external: ['@smithy/core/event-streams'],
    metafile: true,
    logLevel: 'silent',
  });
  // HiGHS looks for its WebAssembly beside the file that it is in.
  await copyFile(join(root, 'node_modules/highs/build/highs.wasm'), join(directory, 'solver/highs.wasm'));
  return { directory, functions: bundledFunctions(metafile), ...assets, metafile };
}

function bundledFunctions(metafile: Metafile): Record<FunctionName, BundledFunction> {
  const outputs = new Map(Object.values(metafile.outputs).map((output) => [output.entryPoint, output]));
  const paths = new Map(Object.entries(metafile.outputs).map(([path, { entryPoint }]) => [entryPoint, path]));
  const bundled = (name: FunctionName): BundledFunction => {
    const output = outputs.get(entries[name]);
    const path = paths.get(entries[name]);
    if (!output || !path) throw new Error(`esbuild wrote nothing for ${entries[name]}`);
    return { file: join(root, path), bytes: output.bytes, inputs: output.inputs };
  };
  return {
    site: bundled('site'),
    applications: bundled('applications'),
    schools: bundled('schools'),
    reviews: bundled('reviews'),
    pairings: bundled('pairings'),
    visits: bundled('visits'),
    records: bundled('records'),
    'sign-in': bundled('sign-in'),
    solver: bundled('solver'),
    'notifications/from-stream': bundled('notifications/from-stream'),
    'notifications/from-night': bundled('notifications/from-night'),
    'notifications/from-schedule': bundled('notifications/from-schedule'),
  };
}

if (import.meta.main) {
  const { functions } = await bundle();
  for (const [name, { bytes }] of Object.entries(functions)) {
    console.info(`${name.padEnd(28)} ${(bytes / 1000).toFixed(1).padStart(7)} kB`);
  }
}
