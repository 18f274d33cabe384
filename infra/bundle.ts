import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { coldStartPlugins, oneBeginning } from './bundle/plugins.ts';
import { addressConstants, writeSiteAssets, writeSiteDocument } from './bundle/site-files.ts';
import { assetsFolder, entries, type FunctionName, functionNames, inParts, withArrows } from './entries.ts';

const root = join(import.meta.dirname, '..');

type BundleOptions = {
  readonly directory?: string;
  /** The patches that shorten cold starts. Default: all of them. */
  readonly patches?: readonly Plugin[];
};

type BundledFunction = {
  /** The absolute path of the entry file. */
  readonly file: string;
  /** The entry file and its imports, which the first response loads. Other files are loaded on demand. */
  readonly loadedFirst: readonly string[];
  readonly bytes: number;
  /** The source files in it, relative to the project, each with its bytes in the result. */
  readonly inputs: readonly { readonly source: string; readonly bytes: number }[];
  /** The files of this project among them. */
  readonly ownSources: readonly string[];
  readonly ownBytes: number;
};

export type Bundle = {
  /** One folder per function, and one for the files that pages link to. */
  readonly directory: string;
  readonly functions: Readonly<Record<FunctionName, BundledFunction>>;
  readonly stylesHref: string;
  readonly faviconHref: string;
  readonly scriptHref: string;
  readonly scriptIntegrity: string;
};

/**
 * Builds the functions, the styles, the script, and the OpenAPI document into `directory` (default `dist/functions`).
 * Functions that are one file share one esbuild run.
 * @throws esbuild's or sass's own error, which names file and line.
 */
export async function bundle(options: BundleOptions = {}): Promise<Bundle> {
  const { directory = join(root, 'dist/functions'), patches = coldStartPlugins } = options;
  const assets = await writeSiteAssets(root, join(directory, assetsFolder));
  const define = addressConstants(assets);
  const ofOneFile = functionNames.filter((name) => !inParts.includes(name) && !withArrows.includes(name));
  const inOneRun = (names: readonly FunctionName[], more: Pick<BuildOptions, 'supported'> = {}) =>
    build({
      ...settings,
      define,
      outdir: directory,
      entryPoints: names.map(entryPoint),
      plugins: [...patches],
      ...more,
    });
  const runs = await Promise.all([
    inOneRun(ofOneFile),
    inOneRun(withArrows, { supported: {} }),
    ...inParts.map(async (name) => {
      // Chunk names change with their content. Old ones would be deployed again.
      await rm(join(directory, name), { recursive: true, force: true });
      const chunkNames = `${name}/[name]-[hash]`;
      const entryPoints = [entryPoint(name)];
      const plugins = [oneBeginning(join(root, entries[name])), ...patches];
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
  const outputs = Object.fromEntries(runs.flatMap(({ metafile }) => Object.entries(metafile.outputs)));
  // Files next to the code come last, because a function in parts starts with an empty folder.
  await writeSiteDocument(root, join(directory, 'site'));
  // HiGHS looks for its WebAssembly next to its own file.
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
  // ES modules first, because only they can be tree-shaken.
  mainFields: ['module', 'main'],
  minify: true,
  // V8 skips a function's body until it is called, but parses an arrow function without braces: 2.5 ms.
  supported: { arrow: false },
  treeShaking: true,
  sourcemap: 'linked',
  sourcesContent: false,
  legalComments: 'none',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  // DynamoDB and SES don't stream events. This one dynamic import would keep half the SDK from being
  // tree-shaken. And nothing here asks which browser it runs in.
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
    const inputs = loaded.flatMap((one) =>
      Object.entries(outputs[one]?.inputs ?? {}).map(([source, { bytesInOutput }]) => ({
        source,
        bytes: bytesInOutput,
      })),
    );
    const own = inputs.filter(({ source, bytes }) => bytes > 0 && isOwn(source));
    return {
      file: join(root, path),
      loadedFirst: loaded.map((one) => join(root, one)),
      bytes: loaded.reduce((bytes, one) => bytes + (outputs[one]?.bytes ?? 0), 0),
      inputs,
      ownSources: own.map(({ source }) => source),
      ownBytes: own.reduce((sum, { bytes }) => sum + bytes, 0),
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
    threads: bundled('threads'),
    'sign-in': bundled('sign-in'),
    solver: bundled('solver'),
    'notifications/from-stream': bundled('notifications/from-stream'),
    'notifications/from-mail-feedback': bundled('notifications/from-mail-feedback'),
    'notifications/from-inbox': bundled('notifications/from-inbox'),
    'notifications/from-night': bundled('notifications/from-night'),
    'notifications/from-schedule': bundled('notifications/from-schedule'),
  };
}

/** Packages are in `node_modules`, and what a plugin writes has its name and a colon in front. */
const isOwn = (source: string) => !/node_modules\/|^[\w-]+:/.test(source);

/** A file and all its static imports, by esbuild's paths. */
function loadedWith(outputs: Outputs, path: string): readonly string[] {
  const loaded = new Set([path]);
  for (const one of loaded)
    for (const { path: imported, kind } of outputs[one]?.imports ?? [])
      if (kind === 'import-statement' && outputs[imported]) loaded.add(imported);
  return [...loaded];
}

if (import.meta.main) {
  const { functions } = await bundle();
  const inKb = (bytes: number) => `${(bytes / 1000).toFixed(1).padStart(7)} kB`;
  console.info('What the first response of each function loads:');
  for (const [name, { bytes, ownBytes }] of Object.entries(functions))
    console.info(`${name.padEnd(34)}${inKb(bytes)}, of that our own code ${inKb(ownBytes)}`);
}
