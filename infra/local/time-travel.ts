import { Cron } from 'croner';
import type { Clock } from './clock.ts';
import type { Scheduler } from './scheduler.ts';

export type TimeTravel = {
  /** The zone that the service's first schedule follows. */
  readonly zone: string;
  /** Moves the clock on by milliseconds. Resolves when all that fell due in between has happened, in order. */
  readonly advance: (ms: number) => Promise<void>;
  /** To the next Monday to Friday, 8:00. */
  readonly toNextMorning: () => Promise<void>;
  /** To the next moment at which a letter is sent, but at most a year on. */
  readonly toNextLetter: () => Promise<void>;
};

type Parts = {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly zone: string;
  /** Called after each step; resolves when its consequences have come about. */
  readonly afterStep: () => Promise<void>;
  /** Called once the clock stands where it was to go. */
  readonly afterMove: () => Promise<unknown>;
  /** How many letters were sent so far. */
  readonly sent: () => number;
};

const yearMs = 365 * 86_400_000;

/** The ways to move the clock. Time stops at each instant at which something is due, so that it sees its own time. */
export function openTimeTravel({ clock, scheduler, zone, afterStep, afterMove, sent }: Parts): TimeTravel {
  /** Whether something fell due by `target`; if so, the clock stands there and it has happened. */
  const step = async (target: number): Promise<boolean> => {
    const due = scheduler.nextDue();
    // Of a service that is stopping nothing falls due any more.
    if (due === undefined || due > target) return false;
    clock.moveTo(due);
    await scheduler.fireDue();
    await afterStep();
    return true;
  };
  const moveTo = async (target: number) => {
    while (await step(target));
    clock.moveTo(target);
    await afterStep();
  };
  // Two people who both press the button move it twice, one after the other.
  let moving: Promise<void> = Promise.resolve();
  const queued = (move: () => Promise<void>) => {
    moving = moving
      .catch(() => {})
      .then(move)
      .then(async () => void (await afterMove()));
    return moving;
  };
  const mornings = new Cron('0 0 8 * * 1-5', { timezone: zone, paused: true });
  return {
    zone,
    advance: (ms) => queued(() => moveTo(clock.now() + ms)),
    toNextMorning: () =>
      queued(() => moveTo(mornings.nextRun(new Date(clock.now()))?.getTime() ?? clock.now())),
    toNextLetter: () =>
      queued(async () => {
        const [before, farthest] = [sent(), clock.now() + yearMs];
        while (sent() === before && (await step(farthest)));
      }),
  };
}
