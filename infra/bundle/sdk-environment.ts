import type { Plugin } from 'esbuild';

/** Imports to replace; `importer` limits them to files that match. */
type Imports = { readonly filter: RegExp; readonly importer?: RegExp };

/** Imports, and the small module that each of them gets instead. */
type Replacement = readonly [RegExp | Imports, string];

/** A patch that replaces larger modules with small ones, because nothing here needs their work. */
export const replacing = (name: string, ...replacements: readonly Replacement[]): Plugin => ({
  name,
  setup(build) {
    for (const [place, [imports, contents]] of replacements.entries()) {
      const { filter, importer = /./ } = imports instanceof RegExp ? { filter: imports } : imports;
      const namespace = `${name}-${place}`;
      build.onResolve({ filter }, (found) =>
        importer.test(found.importer) ? { path: found.path, namespace, sideEffects: false } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace }, () => ({ contents, loader: 'js' }));
    }
  },
});

/**
 * Lambda's environment variables say who a function is, its region, and how to reach a service. Nothing else
 * is asked. The SDK's default also supports files, single sign-on, and other services.
 */
const environmentCredentials = replacing('environment-credentials', [
  /^@aws-sdk\/credential-provider-node$/,
  `export const defaultProvider = () => async () => ({
    accessKeyId: process.env.AWS_ACCESS_KEY_ID,
    secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
    sessionToken: process.env.AWS_SESSION_TOKEN,
  });`,
]);

/**
 * The same for the SDK's settings. It looks for each of a dozen in the environment, then in `~/.aws/config`,
 * and builds two errors with stacks on the way to its default. Lambda has no file like that.
 */
const environmentSettings = replacing('environment-settings', [
  /\/node-config-provider\/configLoader(\.js)?$/,
  `export const loadConfig = ({ environmentVariableSelector, default: fallback }, options) => {
    let value;
    return () => (value ??= read());
    async function read() {
      const set = environmentVariableSelector(process.env, options);
      return set !== undefined ? set : typeof fallback === 'function' ? fallback() : fallback;
    }
  };`,
]);

/** A client's defaults are fixed. The SDK can choose others by the machine's region. */
const usualDefaults = replacing(
  'usual-defaults',
  [/\/resolveDefaultsModeConfig$/, `export const resolveDefaultsModeConfig = () => async () => 'legacy';`],
  [/\/getInstanceMetadataRegion$/, 'export const getInstanceMetadataRegion = async () => undefined;'],
);

/** A table is at its region's endpoint. Discovering another one is an option that is off. */
const noDiscovery = replacing('no-endpoint-discovery', [
  /^@aws-sdk\/middleware-endpoint-discovery$/,
  `export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { environmentVariableSelector: () => false, default: false };
export const resolveEndpointDiscoveryConfig = (config) => config;`,
]);

const endpointOf = (client: string, service: string): Replacement => [
  { filter: /\/endpoint\/endpointResolver$/, importer: new RegExp(`/${client}/`) },
  `export const defaultEndpointResolver = ({ Region, Endpoint }) => {
    const domain = Region?.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
    return { url: new URL(Endpoint ?? \`https://${service}.\${Region}.\${domain}\`), headers: {}, properties: {} };
  };`,
];

/**
 * The endpoint of a service in a region, or the one in the environment. The SDK evaluates a decision diagram
 * over all partitions. FIPS, dual-stack, and account endpoints are options that are off.
 */
const regionEndpoints = replacing(
  'region-endpoints',
  endpointOf('client-dynamodb', 'dynamodb'),
  endpointOf('client-ses', 'email'),
  endpointOf('client-scheduler', 'scheduler'),
  // So nothing asks those rules about partitions.
  [/\/util-endpoints\/aws$/, 'export const awsEndpointFunctions = {};'],
);

export const environmentPatches: readonly Plugin[] = [
  environmentCredentials,
  environmentSettings,
  usualDefaults,
  noDiscovery,
  regionEndpoints,
];
