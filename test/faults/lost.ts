import { expect } from 'vitest';
import type { Answered } from '../http/invoke.ts';
import type { Call, FaultProxy } from './proxy.ts';

/** The first attempt of each write. A retry has the same body. */
function firstAttempts(): (call: Call) => boolean {
  const seen = new Set<string>();
  return ({ name, body }) => {
    const isFirst = name === 'PutItem' && !seen.has(body);
    seen.add(body);
    return isFirst;
  };
}

/** What a form leads to if the answer to each of its writes is lost once. Fails if nothing was written. */
export async function losingAnswers(proxy: FaultProxy, send: () => Promise<Answered>): Promise<Answered> {
  proxy.heal();
  proxy.inject('drop-answer', { on: firstAttempts() });
  const answered = await send();
  const writes = proxy.calls.filter(({ name }) => name === 'PutItem').map(({ body }) => body);
  expect(proxy.injected()).toBeGreaterThan(0);
  // Every write was sent again as it was. None was decided a second time.
  expect(writes.length).toBeGreaterThanOrEqual(2 * proxy.injected());
  expect(new Set(writes).size).toBe(proxy.injected());
  proxy.heal();
  return answered;
}
