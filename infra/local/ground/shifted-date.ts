/**
 * Replaces `Date` in this thread by one whose "now" is `offsetMs()` later. Explicit dates stay. So do timers,
 * because nothing here waits for a day.
 */
export function shiftDate(offsetMs: () => number): void {
  const realNow = Date.now.bind(Date);
  const now = () => realNow() + offsetMs();
  globalThis.Date = new Proxy(Date, {
    apply: (Real) => new Real(now()).toString(),
    construct: (Real, given: [], newTarget) =>
      Reflect.construct(Real, given.length === 0 ? [now()] : given, newTarget),
    get: (Real, property, receiver) => (property === 'now' ? now : Reflect.get(Real, property, receiver)),
  });
}
