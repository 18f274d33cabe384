import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** The header that identifies the front door. The front door overwrites a value that a visitor sends. */
const keyHeader = 'x-front-door-key';

/**
 * The accepted keys: two while a new key replaces an old one. Read by hand, because not every function bundles the
 * validation library.
 * @throws if there is none, so that a function that no one can reach is noticed at once.
 */
export function readFrontDoorKeys(): readonly string[] {
  const keys = Object.values<unknown>(JSON.parse(process.env.FRONT_DOOR_KEYS ?? '{}'));
  if (keys.length === 0) throw new Error('FRONT_DOOR_KEYS contains no key');
  if (!keys.every(isKey)) throw new Error('FRONT_DOOR_KEYS contains an invalid key');
  return keys;
}

const isKey = (key: unknown): key is string => typeof key === 'string' && key.length >= 16;

/**
 * Whether a request came through the front door, which has the firewall, the limits, and the only public address. API
 * Gateway has its own address, which can't be closed.
 */
export function cameByFrontDoor({ headers }: APIGatewayProxyEventV2, keys: readonly string[]): boolean {
  const shown = headers[keyHeader] ?? '';
  // Compares every key, so that the time doesn't reveal which one was close.
  return keys.map((key) => isSame(shown, key)).includes(true);
}

/**
 * Takes the same time wherever the texts differ. It doesn't use `timingSafeEqual`, because loading `node:crypto` takes 3 ms
 * of CPU at a cold start and the public pages don't need it otherwise.
 */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  const difference = b.reduce((found, byte, at) => found | (byte ^ (a[at] ?? 0)), a.length ^ b.length);
  return difference === 0;
}

/**
 * The visitor's network address. The front door appends it to X-Forwarded-For, and API Gateway appends the front door's own.
 * Earlier entries come from the visitor and prove nothing. Only for requests that came through the front door.
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
