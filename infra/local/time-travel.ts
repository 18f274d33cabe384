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
};

type Parts = {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly zone: string;
  /** Called after each step; resolves when its consequences have come about. */
  readonly afterStep: () => Promise<void>;
};

/** The ways to move the clock. Time stops at each instant at which something is due, so that it sees its own time. */
export function openTimeTravel({ clock, scheduler, zone, afterStep }: Parts): TimeTravel {
  const moveTo = async (target: number) => {
    for (;;) {
      const due = scheduler.nextDue();
      if (due === undefined || due > target) break;
      clock.moveTo(due);
      await scheduler.fireDue();
      await afterStep();
    }
    clock.moveTo(target);
    await afterStep();
  };
  // Two people who both press the button move it twice, one after the other.
  let moving: Promise<void> = Promise.resolve();
  const queued = (target: () => number) => {
    moving = moving.catch(() => {}).then(() => moveTo(target()));
    return moving;
  };
  const mornings = new Cron('0 0 8 * * 1-5', { timezone: zone, paused: true });
  return {
    zone,
    advance: (ms) => queued(() => clock.now() + ms),
    toNextMorning: () => queued(() => mornings.nextRun(new Date(clock.now()))?.getTime() ?? clock.now()),
  };
}
