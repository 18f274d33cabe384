import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';
import { sdkPlugins } from './sdk-plugins.ts';

/**
 * Imports of Node's own modules become `process.getBuiltinModule`. An `import` statement would build a facade that
 * reads every export, and reading `http`'s `WebSocket` loads undici: 45 ms of CPU at every cold start.
 */
const builtInModules: Plugin = {
  name: 'built-in-modules',
  setup(build) {
    build.onResolve({ filter: /^(node:)?[a-z0-9_]+(\/[a-z0-9_]+)*$/ }, ({ path }) =>
      isBuiltin(path) ? { path: path.replace(/^node:/, ''), namespace: 'built-in' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'built-in' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule(${JSON.stringify(`node:${path}`)})`,
      loader: 'js',
    }));
  },
};

/** What makes a cold start short. */
export const coldStartPlugins: readonly Plugin[] = [builtInModules, ...sdkPlugins];
