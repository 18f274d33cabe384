import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { extname, join } from 'node:path';
import type { Loader, Plugin } from 'esbuild';
import { replacing } from './sdk-environment.ts';
import { sdkPatches } from './sdk-plugins.ts';

const root = join(import.meta.dirname, '../..');

/**
 * Turns imports of Node's own modules into `process.getBuiltinModule`. An `import` statement would build a
 * facade that reads every export, and reading `http`'s `WebSocket` loads undici: 45 ms of CPU at every cold
 * start.
 */
const builtInModules: Plugin = {
  name: 'built-in-modules',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z0-9_]+)*$/ }, ({ path, kind }) => {
      if (!isBuiltin(path)) return undefined;
      // With code splitting, each would be a file of its own. The remains are in code that is removed.
      if (kind === 'dynamic-import' && build.initialOptions.splitting) return { path, external: true };
      const namespace = kind === 'import-statement' ? 'built-in' : 'whole-built-in';
      return { path: path.replace(/^node:/, ''), namespace, sideEffects: false };
    });
    build.onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: namedExports(path),
      loader: 'js',
    }));
    // `require` and `import()` take the whole module and read a name when it is used.
    build.onLoad({ filter: /.*/, namespace: 'whole-built-in' }, ({ path }) => ({
      contents: `module.exports = ${loadBuiltIn(path)}`,
      loader: 'js',
    }));
  },
};

const loadBuiltIn = (path: string) => `process.getBuiltinModule(${JSON.stringify(`node:${path}`)})`;

/** One pure export per name, so that unused names and unused modules are never read. */
function namedExports(path: string): string {
  const names = Object.keys(process.getBuiltinModule(path) ?? {}).filter((name) => /^\w+$/.test(name));
  return [
    `const whole = /* @__PURE__ */ ${loadBuiltIn(path)};`,
    'const read = (name) => whole[name];',
    'export default whole;',
    ...names.map((name) => `const its_${name} = /* @__PURE__ */ read('${name}');`),
    ...names.map((name) => `export { its_${name} as ${name} };`),
  ].join('\n');
}

/**
 * Builds the page renderer from its sources. Its packages export minified files, which can't be tree-shaken,
 * and half of each updates pages in browsers.
 */
const renderer: Plugin = {
  name: 'renderer',
  setup(build) {
    const sources: Readonly<Record<string, string>> = {
      preact: 'preact/src/index.js',
      'preact/jsx-runtime': 'preact/jsx-runtime/src/index.js',
      'preact-render-to-string': 'preact-render-to-string/src/index.js',
    };
    build.onResolve({ filter: /^preact(\/jsx-runtime|-render-to-string)?$/ }, ({ path }) => ({
      path: join(root, 'node_modules', sources[path] ?? path),
      sideEffects: false,
    }));
  },
};

/**
 * Gives contexts the names by which `preact-render-to-string` reads them: those of Preact's published files. In the
 * sources, they have other names, and a component would get nothing from a context.
 */
const contextNames: Plugin = {
  name: 'context-names',
  setup(build) {
    build.onLoad({ filter: /\/preact\/src\/create-context\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll('Context._id', 'Context.__c')
        .replaceAll('Context._defaultValue', 'Context.__'),
      loader: 'js',
    }));
  },
};

/** That half: a page is rendered once, so components are never compared with an earlier state. */
const noUpdates = replacing('no-updates', [
  { filter: /^\.\/diff\/(index|children)$/, importer: /\/preact\/src\/component\.js$/ },
  'export const commitRoot = undefined, diff = undefined, getDomSibling = undefined;',
]);

/** Every part of a letter states its own type, so the type tables for file names aren't needed: 76 kB. */
const statedTypes = replacing('stated-types', [
  { filter: /\/mime-types\.js$/, importer: /\/nodemailer\// },
  `const unstated = () => { throw new Error('A part of a letter does not say its type'); };
export { unstated as detectMimeType, unstated as detectExtension };`,
]);

/** Only the stack needs to know the function of a route. Each bundle has all addresses without it. */
const addressesOnly: Plugin = {
  name: 'addresses-only',
  setup(build) {
    build.onLoad({ filter: /\/functions\/routes\.ts$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll(/ (get|post)\('[a-z-]+', /g, ' $1(')
        .replaceAll('(fn: F, path: P)', '(path: P)')
        .replaceAll(', function: fn }', ' }'),
      loader: 'ts',
    }));
  },
};

/** The plugins that shorten cold starts. The SDK's come first, because their replacements go before imports from Node. */
export const coldStartPlugins: readonly Plugin[] = [
  ...sdkPatches,
  builtInModules,
  renderer,
  contextNames,
  noUpdates,
  statedTypes,
  addressesOnly,
];

/**
 * Merges the initial chunks of a function in parts into one file. esbuild writes a file for each set of parts
 * that share code, and Node takes 0.6 ms of CPU to load one. Every part that imports anything here also
 * imports the function's entry, which has run before. So they all share the entry's imports.
 */
export const oneBeginning = (entry: string): Plugin => ({
  name: 'one-beginning',
  setup(build) {
    build.onResolve({ filter: /^\.\.?\/.*\.tsx?$/ }, ({ path, kind, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), pluginData: laterPart } : undefined,
    );
    build.onLoad({ filter: /\.tsx?$/ }, async ({ path, pluginData }) => {
      if (pluginData !== laterPart) return undefined;
      const contents = await readFile(path, 'utf8');
      const shares = /^(import (?!type )|export \{[^}]*\} from )/m.test(contents);
      return {
        contents: shares ? `import ${JSON.stringify(entry)};\n${contents}` : contents,
        loader: loaderOf(path),
      };
    });
  },
});

const laterPart = Symbol('a part that is loaded later');

const loaderOf = (path: string): Loader => (extname(path) === '.tsx' ? 'tsx' : 'ts');
