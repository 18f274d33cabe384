import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Imports of Node's own modules become `process.getBuiltinModule`. An `import` statement would build a facade that
 * reads every export, and reading `http`'s `WebSocket` loads undici: 45 ms of CPU at every cold start.
 */
export const builtInModules: Plugin = {
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

const credentialsFromEnvironment = `
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});`;

/**
 * Lambda hands its credentials over in environment variables. The SDK's default also knows files, single sign-on and
 * other services, which is 132 kB that no function here ever runs.
 */
export const environmentCredentials: Plugin = replacing(
  'environment-credentials',
  /^@aws-sdk\/credential-provider-node$/,
  credentialsFromEnvironment,
);

const settingsFromEnvironment = `
export const loadConfig = ({ environmentVariableSelector, default: fallback }, options) => {
  let value;
  return () => (value ??= read());
  async function read() {
    const set = environmentVariableSelector(process.env, options);
    return set !== undefined ? set : typeof fallback === 'function' ? fallback() : fallback;
  }
};`;

/**
 * The same for the SDK's settings: it looks for each of a dozen first in the environment, then in `~/.aws/config`, and
 * builds two errors with their stacks on the way to its default. Lambda has no such file: 6 ms of CPU at every cold start.
 */
export const environmentSettings: Plugin = replacing(
  'environment-settings',
  /\/node-config-provider\/configLoader(\.js)?$/,
  settingsFromEnvironment,
);

function replacing(name: string, filter: RegExp, contents: string): Plugin {
  return {
    name,
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: name, sideEffects: false }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'js' }));
    },
  };
}
