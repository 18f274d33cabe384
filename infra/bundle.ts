import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile } from 'esbuild';
import { addressConstants, writeSiteAssets } from './bundle/assets.ts';
import { oneBeginning } from './bundle/one-beginning.ts';
import { coldStartPlugins } from './bundle/plugins.ts';
import { writeSiteDocument } from './bundle/site-document.ts';
import { assetsFolder, entries, type FunctionName, functionNames, inParts } from './entries.ts';

const root = join(import.meta.dirname, '..');

export type BundledFunction = {
  /** The absolute path of the file in which it begins. */
  readonly file: string;
  /** That file and those that it imports: what the first response loads. The others are loaded when they are asked for. */
  readonly loadedFirst: readonly string[];
  readonly bytes: number;
  /** The source files that went into them, relative to the project, each with the bytes it takes in the result. */
  readonly inputs: readonly { readonly source: string; readonly bytes: number }[];
};

export type Bundle = {
  /** The folder with one folder per function, and one of the files that pages link to. */
  readonly directory: string;
  readonly functions: Readonly<Record<FunctionName, BundledFunction>>;
  readonly stylesHref: string;
  readonly faviconHref: string;
};

/**
 * Builds the functions, those that are one file in one run of esbuild, the styles with one sass run and the OpenAPI document into `directory`
 * (left out: `dist/functions`).
 * @throws esbuild's or sass's own error, which names file and line.
 */
export async function bundle(options: { readonly directory?: string } = {}): Promise<Bundle> {
  const directory = options.directory ?? join(root, 'dist/functions');
  const assets = await writeSiteAssets(root, join(directory, assetsFolder));
  const define = addressConstants(assets);
  const ofOneFile = functionNames.filter((name) => !inParts.includes(name));
  const [whole, ...parted] = await Promise.all([
    build({ ...settings, define, outdir: directory, entryPoints: ofOneFile.map(entryPoint) }),
    ...inParts.map(async (name) => {
      // The names of parts change with what is in them, and those of the last build would be deployed again.
      await rm(join(directory, name), { recursive: true, force: true });
      const chunkNames = `${name}/[name]-[hash]`;
      const entryPoints = [entryPoint(name)];
      const plugins = [oneBeginning(join(root, entries[name])), ...coldStartPlugins];
      return build({
        ...settings,
        define,
        outdir: directory,
        entryPoints,
        chunkNames,
        plugins,
        splitting: true,
      });
    }),
  ]);
  const outputs = Object.fromEntries(
    [whole, ...parted].flatMap(({ metafile }) => Object.entries(metafile.outputs)),
  );
  // What stands beside the code comes last: a function in parts begins with an empty folder.
  await writeSiteDocument(root, join(directory, 'site'));
  // HiGHS looks for its WebAssembly beside the file that it is in.
  await copyFile(join(root, 'node_modules/highs/build/highs.wasm'), join(directory, 'solver/highs.wasm'));
  return { directory, functions: bundledFunctions(outputs), ...assets };
}

const entryPoint = (name: FunctionName) => ({ in: entries[name], out: `${name}/index` });

const settings: BuildOptions & { readonly metafile: true } = {
  absWorkingDir: root,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  // The ES module of a package first: only that can be tree-shaken.
  mainFields: ['module', 'main'],
  minify: true,
  // V8 passes over the body of a function until it is called, but reads that of an arrow without braces: 2.5 ms.
  supported: { arrow: false },
  treeShaking: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  plugins: [...coldStartPlugins],
  // DynamoDB and SES stream no events. Bundled, this one dynamic import would keep half the SDK from being tree-shaken.
  // And nothing here asks which browser it runs in.
  external: ['@smithy/core/event-streams', 'bowser'],
  metafile: true,
  logLevel: 'silent',
};

type Outputs = Metafile['outputs'];

function bundledFunctions(outputs: Outputs): Record<FunctionName, BundledFunction> {
  const paths = new Map(Object.entries(outputs).map(([path, { entryPoint }]) => [entryPoint, path]));
  const bundled = (name: FunctionName): BundledFunction => {
    const path = paths.get(entries[name]);
    if (!path) throw new Error(`esbuild wrote nothing for ${entries[name]}`);
    const loaded = loadedWith(outputs, path);
    return {
      file: join(root, path),
      loadedFirst: loaded.map((one) => join(root, one)),
      bytes: loaded.reduce((bytes, one) => bytes + (outputs[one]?.bytes ?? 0), 0),
      inputs: loaded.flatMap((one) =>
        Object.entries(outputs[one]?.inputs ?? {}).map(([source, { bytesInOutput }]) => ({
          source,
          bytes: bytesInOutput,
        })),
      ),
    };
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
    'notifications/from-mail-feedback': bundled('notifications/from-mail-feedback'),
    'notifications/from-night': bundled('notifications/from-night'),
    'notifications/from-schedule': bundled('notifications/from-schedule'),
  };
}

/** A file and all that it imports, by paths as esbuild says them; not what it only imports later. */
function loadedWith(outputs: Outputs, path: string): readonly string[] {
  const loaded = new Set([path]);
  for (const one of loaded)
    for (const { path: imported, kind } of outputs[one]?.imports ?? [])
      if (kind === 'import-statement' && outputs[imported]) loaded.add(imported);
  return [...loaded];
}

if (import.meta.main) {
  const { functions } = await bundle();
  for (const [name, { bytes }] of Object.entries(functions)) {
    console.info(`${name.padEnd(28)} ${(bytes / 1000).toFixed(1).padStart(7)} kB`);
  }
}
