import type { State } from './state.ts';

/** The time of this service: the machine's, moved forward by as much as somebody asked for. Milliseconds throughout. */
export type Clock = {
  readonly now: () => number;
  readonly offsetMs: () => number;
  /** Moves the clock to `instant` unless it is already later: time never runs back. */
  readonly moveTo: (instant: number) => void;
};

/** The clock as it stood at the last stop: what was moved forward stays so, or letters would lie in the future. */
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
