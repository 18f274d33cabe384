import { execFile } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import * as v from 'valibot';
import type { FunctionName } from '../../infra/entries.ts';

const Invocation = v.object({
  /** User and system time from the start of the process to the response. */
  cpuMs: v.number(),
  /** Of a function that serves HTTP requests. */
  statusCode: v.optional(v.number()),
  /** The parts of undici that were loaded by then. */
  undici: v.array(v.string()),
});
export type Invocation = v.InferOutput<typeof Invocation>;

/** Invokes a bundled function once, in its own Node process with only this environment. Fails if it fails. */
export async function invokeOnce(
  file: string,
  event: object,
  environment: Readonly<Record<string, string>>,
): Promise<Invocation> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(import.meta.dirname, 'invoke-once.mjs'), pathToFileURL(file).href, JSON.stringify(event)],
    { env: environment },
  );
  // The function's own log comes before the last line.
  return v.parse(Invocation, JSON.parse(stdout.slice(stdout.lastIndexOf('\n') + 1)));
}

/** The front door's key in these tests. */
export const frontDoorKey = 'a-front-door-of-the-tests-and-of-nothing-else';

/** An HTTP API event for a browser's `GET` without parameters. */
export const getEvent = (path: string, cookies: readonly string[] = []) => ({
  version: '2.0',
  routeKey: `GET ${path}`,
  rawPath: path,
  rawQueryString: '',
  cookies,
  headers: {
    accept: 'text/html',
    'accept-encoding': 'gzip, br',
    host: 'localhost',
    'x-front-door-key': frontDoorKey,
  },
  requestContext: {
    http: { method: 'GET', path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'Mozilla/5.0' },
    requestId: 'once',
  },
  isBase64Encoded: false,
});

type Seeded = {
  readonly staffCookie: string;
  readonly applicantCookie: string;
  readonly reference: string;
};

/**
 * One typical invocation of each function: one application for staff pages, the year for school pages. The
 * letter functions find nothing to send.
 */
export const firstEvents = ({
  staffCookie,
  applicantCookie,
  reference,
}: Seeded): Readonly<Record<FunctionName, object>> => ({
  site: getEvent('/privacy'),
  applications: getEvent('/'),
  schools: {
    ...getEvent('/applications/{reference}/visits', [applicantCookie]),
    pathParameters: { reference },
  },
  reviews: {
    ...getEvent('/console/applications/{reference}', [staffCookie]),
    pathParameters: { reference },
  },
  pairings: getEvent('/console/partnerships', [staffCookie]),
  visits: getEvent('/console/visits', [staffCookie]),
  records: getEvent('/console/export', [staffCookie]),
  threads: getEvent('/console/questions', [staffCookie]),
  'sign-in': getEvent('/sign-in'),
  solver: { Records: [] },
  'notifications/from-stream': { Records: [] },
  'notifications/from-mail-feedback': { Records: [] },
  'notifications/from-inbox': { Records: [] },
  'notifications/from-night': { kind: 'night' },
  // A Sunday isn't a school day, so the measurement doesn't depend on the weekday.
  'notifications/from-schedule': { kind: 'morning', at: '2026-11-22T13:00:00.000Z' },
});

/** The heaviest pages: their work grows with the applications they show. */
export const heavyEvents = ({ staffCookie }: Seeded) => [
  { page: 'overview', name: 'reviews', event: getEvent('/console', [staffCookie]) } as const,
  { page: 'queue', name: 'reviews', event: getEvent('/console/queue', [staffCookie]) } as const,
];
