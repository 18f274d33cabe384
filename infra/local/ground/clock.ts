import type { State } from './state.ts';

/** This service's time: the machine's, moved forward on request. Always in milliseconds. */
export type Clock = {
  readonly now: () => number;
  readonly offsetMs: () => number;
  /** Moves the clock to `instant` unless it is already later. Time never goes back. */
  readonly moveTo: (instant: number) => void;
};

/** The clock at the last stop. It stays moved forward; otherwise letters would be in the future. */
export function openClock(state: State): Clock {
  let offsetMs = Number(state.read('clock', 'offsetMs') ?? 0);
  const now = () => Date.now() + offsetMs;
  return {
    now,
    offsetMs: () => offsetMs,
    moveTo: (instant) => {
      if (instant <= now()) return;
      offsetMs = instant - Date.now();
      state.write('clock', 'offsetMs', String(offsetMs));
    },
  };
}

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
