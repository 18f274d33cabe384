import type { Plugin } from 'esbuild';

/** Which imports to replace: by their specifier and, if needed, by the importing file. */
type Imports = { readonly filter: RegExp; readonly importer?: RegExp };

/** A plugin that replaces a larger module with a small one, because nothing here needs its work. */
export function replacing(name: string, imports: RegExp | Imports, contents: string): Plugin {
  const { filter, importer = /./ } = imports instanceof RegExp ? { filter: imports } : imports;
  return {
    name,
    setup(build) {
      build.onResolve({ filter }, (found) =>
        importer.test(found.importer) ? { path: found.path, namespace: name, sideEffects: false } : undefined,
      );
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents, loader: 'js' }));
    },
  };
}

/**
 * Lambda's environment variables say who a function is, its region, and how to reach a service. Nothing else
 * is asked.
 */
const credentialsFromEnvironment = `
export const defaultProvider = () => async () => ({
  accessKeyId: process.env.AWS_ACCESS_KEY_ID,
  secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY,
  sessionToken: process.env.AWS_SESSION_TOKEN,
});`;

/**
 * Lambda passes credentials in environment variables. The SDK's default also supports files, single sign-on,
 * and other services: 132 kB that no function here runs.
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
 * The same for the SDK's settings. It looks for each of a dozen in the environment, then in `~/.aws/config`,
 * and builds two errors with stacks on the way to its default. Lambda has no file like that: 6 ms of CPU at every
 * cold start.
 */
const environmentSettings: Plugin = replacing(
  'environment-settings',
  /\/node-config-provider\/configLoader(\.js)?$/,
  settingsFromEnvironment,
);

/** A client's defaults are fixed. Choosing others by the machine's region takes 3 kB. */
const usualDefaults: readonly Plugin[] = [
  replacing(
    'usual-defaults',
    /\/resolveDefaultsModeConfig$/,
    `export const resolveDefaultsModeConfig = () => async () => 'legacy';`,
  ),
  replacing(
    'no-instance-metadata',
    /\/getInstanceMetadataRegion$/,
    'export const getInstanceMetadataRegion = async () => undefined;',
  ),
];

const noEndpointDiscovery = `
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = { environmentVariableSelector: () => false, default: false };
export const resolveEndpointDiscoveryConfig = (config) => config;`;

/** A table is at its region's endpoint. Discovering another one is an option that is off: 9 kB. */
const noDiscovery: Plugin = replacing(
  'no-endpoint-discovery',
  /^@aws-sdk\/middleware-endpoint-discovery$/,
  noEndpointDiscovery,
);

/**
 * The endpoint of a service in a region, or the one in the environment. The SDK evaluates a decision diagram
 * over all partitions: 20 kB and 2 ms. FIPS, dual-stack, and account endpoints are options that are off.
 */
const regionEndpoint = (client: string, service: string): Plugin =>
  replacing(
    `region-endpoint-of-${service}`,
    { filter: /\/endpoint\/endpointResolver$/, importer: new RegExp(`/${client}/`) },
    `export const defaultEndpointResolver = ({ Region, Endpoint }) => {
      const domain = Region?.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
      return { url: new URL(Endpoint ?? \`https://${service}.\${Region}.\${domain}\`), headers: {}, properties: {} };
    };`,
  );

/** So nothing asks those rules about partitions and buckets: 7 kB. */
const noRuleFunctions: readonly Plugin[] = [
  replacing('no-rule-functions', /\/util-endpoints\/aws$/, 'export const awsEndpointFunctions = {};'),
  replacing('no-buckets', /\/service-customizations$/, 'export const resolveParamsForS3 = () => undefined;'),
];

export const environmentPlugins: readonly Plugin[] = [
  environmentCredentials,
  environmentSettings,
  ...usualDefaults,
  noDiscovery,
  regionEndpoint('client-dynamodb', 'dynamodb'),
  regionEndpoint('client-ses', 'email'),
  regionEndpoint('client-scheduler', 'scheduler'),
  ...noRuleFunctions,
];
