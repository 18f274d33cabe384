import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { environmentPatches, replacing } from './sdk-environment.ts';

/**
 * The parts of the AWS SDK that nothing here needs, each with the reason. `docs/cold-start.md` has what each
 * patch saves and when it may go.
 */

/**
 * The SDK copies every request and response without its sensitive parts for a logger that throws them away by
 * default. Our logger logs nothing that is stored.
 */
const noLoggedCopies = replacing('no-logged-copies', [
  /\/schemaLogFilter(\.js)?$/,
  'export const schemaLogFilter = () => undefined;',
]);

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

/** A response's chunks as they arrive. The SDK pipes them into its own stream. */
const plainCollector = replacing('plain-collector', [
  /\/util-stream\/stream-collector$/,
  `export const streamCollector = (stream) => new Promise((resolve, reject) => {
    const parts = [];
    stream.on('data', (part) => parts.push(part)).on('end', () => resolve(Buffer.concat(parts))).on('error', reject);
  });`,
]);

/** The exports of a module whose middleware adds nothing to the stack. `others` are never used. */
const noMiddleware = (plugin: string, others: readonly string[]) =>
  [
    `export const ${plugin} = () => ({ applyToStack: () => {} });`,
    ...others.map((name) => `export const ${name} = undefined;`),
  ].join('\n');

/** A client gets settings. Extensions that change them are an unused option. */
const noExtensions = replacing('no-extensions', [
  /\/runtimeExtensions$/,
  'export const resolveRuntimeExtensions = (config) => config;',
]);

/** Services don't ask which SDK calls them. */
const noUserAgent = replacing(
  'no-user-agent',
  [
    /\/user-agent-middleware$/,
    noMiddleware('getUserAgentPlugin', ['userAgentMiddleware', 'getUserAgentMiddlewareOptions']),
  ],
  [
    /\/util-user-agent-node\/defaultUserAgent$/,
    `export const createDefaultUserAgentProvider = () => async () => [];
export const defaultUserAgent = undefined, crtAvailability = undefined;`,
  ],
  [/^\.\.\/package\.json$/, 'export default {};'],
);

/** DynamoDB and SES call no functions, so there is no recursion to detect. */
const noRecursion = replacing('no-recursion-detection', [
  /\/getRecursionDetectionPlugin$/,
  noMiddleware('getRecursionDetectionPlugin', []),
]);

/** No client here has a logger, and its frame would push our own out of the ten that an outage logs. */
const noLogger = replacing('no-logger', [
  /\/middleware-logger\/loggerMiddleware$/,
  noMiddleware('getLoggerPlugin', ['loggerMiddleware', 'loggerMiddlewareOptions']),
]);

/** Node hashes. The SDK's own SHA-256 is for browsers. */
const nodeHashes = replacing('node-hashes', [/\/Sha256Js$/, 'export class Sha256Js {}']);

/** No service here streams events, so commands don't have to search their schemas for a stream. */
const noEventStreams = replacing('no-event-streams', [
  { filter: /^@smithy\/core\/schema$/, importer: /\/smithy-client\/command\.js$/ },
  `export const NormalizedSchema = { of: () => ({ getEventStreamMember: () => '' }) };`,
]);

const noCodec = replacing('no-codec', [/^@aws-sdk\/dynamodb-codec$/, 'export class DynamoDBJsonCodec2 {}']);

/**
 * DynamoDB's JSON without schemas: see that file. What remains of its schemas are the operation names, and the
 * class of the one error we check for. Other errors have the base class and their name.
 */
const plainJson: Plugin = {
  name: 'plain-json',
  setup(build) {
    noCodec.setup(build);
    build.onResolve({ filter: /\/AwsJson1_0Protocol$/ }, () => ({
      path: join(import.meta.dirname, 'sdk/json-protocol.ts'),
      sideEffects: false,
    }));
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

export const sdkPatches: readonly Plugin[] = [
  ...environmentPatches,
  noLoggedCopies,
  plainHttp,
  plainCollector,
  noExtensions,
  noUserAgent,
  noRecursion,
  noLogger,
  nodeHashes,
  noEventStreams,
  plainJson,
];
