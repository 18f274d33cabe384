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
