import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The header by which the front door says who it is; it overwrites what a visitor sends under that name. */
const keyHeader = 'x-front-door-key';

/**
 * The keys that are accepted: two of them while a new one takes the place of an old one. Read by hand, because every function
 * that answers people reads them and not every one carries the library that checks.
 * @throws where there is none: a function that nobody may reach is to be noticed at once.
 */
export function readFrontDoorKeys(): readonly string[] {
  const keys = Object.values<unknown>(JSON.parse(process.env.FRONT_DOOR_KEYS ?? '{}'));
  if (keys.length === 0) throw new Error('FRONT_DOOR_KEYS names no key');
  if (!keys.every(isKey)) throw new Error('FRONT_DOOR_KEYS names a key that is none');
  return keys;
}

const isKey = (key: unknown): key is string => typeof key === 'string' && key.length >= 16;

/**
 * Whether a request came through the front door, where the firewall, the limits and the one public address are. API Gateway
 * has an address of its own that cannot be closed to everybody else.
 */
export function cameByFrontDoor({ headers }: APIGatewayProxyEventV2, keys: readonly string[]): boolean {
  const shown = headers[keyHeader] ?? '';
  // Every key is compared, so that the time does not tell which one was close.
  return keys.map((key) => isSame(shown, key)).includes(true);
}

/**
 * Takes the same time wherever they differ. Not `timingSafeEqual`: loading `node:crypto` is 3 ms of CPU at a cold start, and what
 * is the same for everybody needs it for nothing else.
 */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  const difference = b.reduce((found, byte, at) => found | (byte ^ (a[at] ?? 0)), a.length ^ b.length);
  return difference === 0;
}

/**
 * The address of whoever asks. The front door adds it to the end of X-Forwarded-For and API Gateway adds the front door's own;
 * what stands before them was sent by the visitor, who may write what they like. Only for requests that came by the front door.
 */
export function visitorAddress({ headers, requestContext }: APIGatewayProxyEventV2): string {
  const { sourceIp } = requestContext.http;
  const passed = (headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((address) => address.trim())
    .filter(Boolean);
  if (passed.at(-1) === sourceIp) passed.pop();
  return passed.at(-1) ?? sourceIp;
}
