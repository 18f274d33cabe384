import { isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

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
const environmentCredentials: Plugin = replacing(
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
const environmentSettings: Plugin = replacing(
  'environment-settings',
  /\/node-config-provider\/configLoader(\.js)?$/,
  settingsFromEnvironment,
);

/**
 * The SDK copies every request and answer without its sensitive parts for a logger that, by default, throws them away:
 * 5 ms of CPU at a cold start, and again something at every call. Ours log nothing of what is stored.
 */
const noLoggedCopies: Plugin = replacing(
  'no-logged-copies',
  /\/schemaLogFilter(\.js)?$/,
  'export const schemaLogFilter = () => undefined;',
);

const noEndpointDiscovery = `
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { environmentVariableSelector: () => false, default: false };
export const resolveEndpointDiscoveryConfig = (config) => config;`;

/** A table is reached at its region's endpoint. Asking for another one first is an option that is off, and 9 kB. */
const regionEndpoint: Plugin = replacing(
  'region-endpoint',
  /^@aws-sdk\/middleware-endpoint-discovery$/,
  noEndpointDiscovery,
);

/**
 * What is sent and received are strings and Node's own streams. Only asking whether they might be a browser's streams
 * makes Node load those: 4 ms.
 */
const nodeStreams: Plugin = replacing(
  'node-streams',
  /\/(stream-type-check|isStreamingPayload)(\.js)?$/,
  ['isReadableStream', 'isBlob', 'isStreamingPayload']
    .map((ask) => `export const ${ask} = () => false;`)
    .join('\n'),
);

/** All of the above: what makes a cold start short. */
export const coldStartPlugins: readonly Plugin[] = [
  builtInModules,
  environmentCredentials,
  environmentSettings,
  noLoggedCopies,
  regionEndpoint,
  nodeStreams,
];

function replacing(name: string, filter: RegExp, contents: string): Plugin {
  return {
    name,
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: name, sideEffects: false }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'js' }));
    },
  };
}
