import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { environmentPlugins, replacing } from './sdk-environment.ts';

/** The parts of the AWS SDK that nothing here needs, each with the reason. */

/**
 * The SDK copies every request and response without its sensitive parts for a logger that throws them away by
 * default: 5 ms of CPU at a cold start, and more at every call. Our logger logs nothing that is stored.
 */
const noLoggedCopies: Plugin = replacing(
  'no-logged-copies',
  /\/schemaLogFilter(\.js)?$/,
  'export const schemaLogFilter = () => undefined;',
);

/**
 * Requests and responses are strings and Node's own streams. Just checking for browser streams makes Node
 * load those: 4 ms.
 */
const nodeStreams: Plugin = replacing(
  'node-streams',
  /\/(stream-type-check|isStreamingPayload)(\.js)?$/,
  ['isReadableStream', 'isBlob', 'isStreamingPayload']
    .map((ask) => `export const ${ask} = () => false;`)
    .join('\n'),
);

/** The target of plain HTTP is only known at the call, and `import()` would then load undici with it. */
const plainHttp: Plugin = {
  name: 'plain-http',
  setup(build) {
    build.onLoad({ filter: /\/node-http-handler\/dist-es\/node-http-handler\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8')).replace(
        /await import\("node:http"\)/,
        'process.getBuiltinModule("node:http")',
      ),
      loader: 'js',
    }));
  },
};

/** A response's chunks as they arrive. The SDK pipes them into its own stream: 0.7 ms. */
const plainCollector: Plugin = replacing(
  'plain-collector',
  /\/util-stream\/stream-collector$/,
  `export const streamCollector = (stream) => new Promise((resolve, reject) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
  });`,
);

/** Bodies are strings. Checking for file streams makes Node load those: 3 ms. */
const bodiesAreStrings: Plugin = replacing(
  'bodies-are-strings',
  /\/calculateBodyLength$/,
  'export const calculateBodyLength = (body) => (body ? Buffer.byteLength(body) : 0);',
);

/** A call has a random ID from Node. The SDK uses the browser crypto API, which Node must load. */
const nodeIds: readonly Plugin[] = [
  replacing(
    'node-ids',
    /\/uuid\/v4$/,
    `import { randomUUID } from 'node:crypto'; export const bindV4 = () => () => randomUUID();`,
  ),
  replacing(
    'no-browser-random',
    { filter: /^node:crypto$/, importer: /\/submodules\/serde\/index\.js$/ },
    'export const getRandomValues = undefined;',
  ),
];

/**
 * Retry times come in seconds or in the one date format that `Date` reads. The SDK's parsers for other
 * formats are 4 kB.
 */
const retryDates: Plugin = replacing(
  'retry-dates',
  { filter: /^@smithy\/core\/serde$/, importer: /\/parseRetryAfterHeader\.js$/ },
  'export const parseRfc7231DateTime = (text) => new Date(text);',
);

/** Replaces a middleware that adds nothing to the stack. `others` are its module's unused exports. */
const noMiddleware = (plugin: string, others: readonly string[]) =>
  [
    `export const ${plugin} = () => ({ applyToStack: () => {} });`,
    ...others.map((name) => `export const ${name} = undefined;`),
  ].join('\n');

/** A client gets settings. Extensions that change them are an unused option: 2 kB and 0.5 ms. */
const noExtensions: Plugin = replacing(
  'no-extensions',
  /\/runtimeExtensions$/,
  'export const resolveRuntimeExtensions = (config) => config;',
);

/** The stack sets the runtime, so no SDK release needs to warn about it. */
const noVersionWarning: Plugin = replacing(
  'no-version-warning',
  /\/emitWarningIfUnsupportedVersion$/,
  'export const emitWarningIfUnsupportedVersion = () => {}, state = {};',
);

/** Services don't ask which SDK calls them. Saying so in every request takes 8 kB. */
const noUserAgent: readonly Plugin[] = [
  replacing(
    'no-user-agent',
    /\/user-agent-middleware$/,
    noMiddleware('getUserAgentPlugin', ['userAgentMiddleware', 'getUserAgentMiddlewareOptions']),
  ),
  replacing(
    'no-user-agent-facts',
    /\/util-user-agent-node\/defaultUserAgent$/,
    `export const createDefaultUserAgentProvider = () => async () => [];
export const defaultUserAgent = undefined, crtAvailability = undefined;`,
  ),
  replacing('no-package-facts', /^\.\.\/package\.json$/, 'export default {};'),
];

/** DynamoDB and SES call no functions, so there is no recursion to detect: 3 kB and `async_hooks`. */
const noRecursion: Plugin = replacing(
  'no-recursion-detection',
  /\/getRecursionDetectionPlugin$/,
  noMiddleware('getRecursionDetectionPlugin', []),
);

/** No client here has a logger. */
const noLogger: Plugin = replacing(
  'no-logger',
  /\/middleware-logger\/loggerMiddleware$/,
  noMiddleware('getLoggerPlugin', ['loggerMiddleware', 'loggerMiddlewareOptions']),
);

/** Retries use the standard mode, also for throttled calls. The adaptive mode is an option that is off: 3 kB. */
const noAdaptiveRetries: Plugin = replacing(
  'no-adaptive-retries',
  /\/util-retry\/AdaptiveRetryStrategy$/,
  `export class AdaptiveRetryStrategy { constructor() { throw new Error('Adaptive retries are not bundled'); } }`,
);

/** Node hashes. The SDK's own SHA-256 is for browsers: 3 kB. */
const nodeHashes: Plugin = replacing('node-hashes', /\/Sha256Js$/, 'export class Sha256Js {}');

/** Only stream events have headers in this format, and no service here streams events. */
const noEventHeaders: Plugin = replacing(
  'no-event-headers',
  /\/HeaderFormatter$/,
  'export class HeaderFormatter {}',
);

/** So commands don't have to search their schemas for one. */
const noEventStreams: Plugin = replacing(
  'no-event-streams',
  { filter: /^@smithy\/core\/schema$/, importer: /\/smithy-client\/command\.js$/ },
  `export const NormalizedSchema = { of: () => ({ getEventStreamMember: () => '' }) };`,
);

/** DynamoDB's JSON without schemas: see that file. */
const plainJson: readonly Plugin[] = [
  {
    name: 'plain-json',
    setup(build) {
      build.onResolve({ filter: /\/AwsJson1_0Protocol$/ }, () => ({
        path: join(import.meta.dirname, 'sdk/json-protocol.ts'),
        sideEffects: false,
      }));
    },
  },
  replacing('no-codec', /^@aws-sdk\/dynamodb-codec$/, 'export class DynamoDBJsonCodec2 {}'),
];

/**
 * The remains of DynamoDB's schemas, 20 kB less: the operation names, and the class of the one error we check
 * for. Other errors have the base class and their name.
 */
const namesOnly: Plugin = {
  name: 'names-only',
  setup(build) {
    build.onLoad({ filter: /\/client-dynamodb\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll(/^n0_registry\.registerError\((?!ConditionalCheckFailedException\$).*$/gm, '')
        .replaceAll(/, \(\) => \w+Input\$, \(\) => \w+Output\$$/gm, '')
        // The description of a shape. Its keys are computed, so esbuild would keep every shape for them.
        .replaceAll(/\{ \[_[^}]*\}/g, '0'),
      loader: 'js',
    }));
  },
};

export const sdkPlugins: readonly Plugin[] = [
  ...environmentPlugins,
  noLoggedCopies,
  nodeStreams,
  plainHttp,
  plainCollector,
  bodiesAreStrings,
  ...nodeIds,
  retryDates,
  noExtensions,
  noVersionWarning,
  ...noUserAgent,
  noRecursion,
  noLogger,
  noAdaptiveRetries,
  nodeHashes,
  noEventHeaders,
  noEventStreams,
  ...plainJson,
  namesOnly,
];
