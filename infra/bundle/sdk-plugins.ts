import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { replacing } from './replacing.ts';
import { environmentPlugins } from './sdk-environment.ts';

/** What the AWS SDK carries and does at each start that nothing here needs, each with the reason why. */

/**
 * The SDK copies every request and answer without its sensitive parts for a logger that, by default, throws them away:
 * 5 ms of CPU at a cold start, and again something at every call. Ours log nothing of what is stored.
 */
const noLoggedCopies: Plugin = replacing(
  'no-logged-copies',
  /\/schemaLogFilter(\.js)?$/,
  'export const schemaLogFilter = () => undefined;',
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

/** Whom plain HTTP would reach is only known when a call is made; `import()` would then load undici with it. */
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

/** An answer's parts as they come. The SDK pipes them into a stream of its own for that: 0.7 ms. */
const plainCollector: Plugin = replacing(
  'plain-collector',
  /\/util-stream\/stream-collector$/,
  `export const streamCollector = (stream) => new Promise((resolve, reject) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
  });`,
);

/** Bodies are strings; asking whether one is a file's stream makes Node load those: 3 ms. */
const bodiesAreStrings: Plugin = replacing(
  'bodies-are-strings',
  /\/calculateBodyLength$/,
  'export const calculateBodyLength = (body) => (body ? Buffer.byteLength(body) : 0);',
);

/** A call is named by a random id. Node's own makes it; the SDK goes through the crypto of browsers, which Node has to load. */
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

/** When to try again is said in seconds or in the one date format that `Date` reads; the SDK's parsers of others are 4 kB. */
const retryDates: Plugin = replacing(
  'retry-dates',
  { filter: /^@smithy\/core\/serde$/, importer: /\/parseRetryAfterHeader\.js$/ },
  'export const parseRfc7231DateTime = (text) => new Date(text);',
);

/** In place of a middleware: nothing is added to the stack. `others` are its module's exports that nobody asks for. */
const noMiddleware = (plugin: string, others: readonly string[]) =>
  [
    `export const ${plugin} = () => ({ applyToStack: () => {} });`,
    ...others.map((name) => `export const ${name} = undefined;`),
  ].join('\n');

/** A client is made of its settings; parts that change them are an option that nobody uses, 2 kB and 0.5 ms. */
const noExtensions: Plugin = replacing(
  'no-extensions',
  /\/runtimeExtensions$/,
  'export const resolveRuntimeExtensions = (config) => config;',
);

/** The runtime is the one that the stack names, which no release of the SDK has to warn of. */
const noVersionWarning: Plugin = replacing(
  'no-version-warning',
  /\/emitWarningIfUnsupportedVersion$/,
  'export const emitWarningIfUnsupportedVersion = () => {}, state = {};',
);

/** Services do not ask which SDK calls them: 8 kB to say so with every request. */
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

/** DynamoDB and SES call no function, so there is no circle of calls to detect; 3 kB and `async_hooks`. */
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

/** Retries are the standard ones (also of throttled calls); the adaptive mode is an option that is off, 3 kB. */
const noAdaptiveRetries: Plugin = replacing(
  'no-adaptive-retries',
  /\/util-retry\/AdaptiveRetryStrategy$/,
  `export class AdaptiveRetryStrategy { constructor() { throw new Error('Adaptive retries are not bundled'); } }`,
);

/** Node hashes; the SDK's own SHA-256 is for browsers, 3 kB. */
const nodeHashes: Plugin = replacing('node-hashes', /\/Sha256Js$/, 'export class Sha256Js {}');

/** Only events of a stream have headers in this format, and no service here streams events. */
const noEventHeaders: Plugin = replacing(
  'no-event-headers',
  /\/HeaderFormatter$/,
  'export class HeaderFormatter {}',
);

/** And so no command has to look through its schemas for one. */
const noEventStreams: Plugin = replacing(
  'no-event-streams',
  { filter: /^@smithy\/core\/schema$/, importer: /\/smithy-client\/command\.js$/ },
  `export const NormalizedSchema = { of: () => ({ getEventStreamMember: () => '' }) };`,
);

/** DynamoDB's JSON without schemas: see there. */
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
 * What is left of DynamoDB's schemas, 20 kB less: the names of operations, and of all errors the class of the one that we
 * ask for; others have the base class and their name.
 */
const namesOnly: Plugin = {
  name: 'names-only',
  setup(build) {
    build.onLoad({ filter: /\/client-dynamodb\/dist-es\/schemas\/schemas_0\.js$/ }, async ({ path }) => ({
      contents: (await readFile(path, 'utf8'))
        .replaceAll(/^n0_registry\.registerError\((?!ConditionalCheckFailedException\$).*$/gm, '')
        .replaceAll(/, \(\) => \w+Input\$, \(\) => \w+Output\$$/gm, '')
        // What is said of a shape. Its keys are computed, so that esbuild would keep each of these shapes for them.
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
