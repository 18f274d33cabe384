import { Cron } from 'croner';
import type { Clock } from '../ground/clock.ts';
import type { Scheduler } from './scheduler.ts';

export type TimeTravel = {
  /** The zone of the service's first schedule. */
  readonly zone: string;
  /** Moves the clock forward by milliseconds. Resolves when everything due in between has happened, in order. */
  readonly advance: (ms: number) => Promise<void>;
  /** To the next weekday at 8:00. */
  readonly toNextMorning: () => Promise<void>;
  /** To the next moment when a letter is sent, at most a year ahead. */
  readonly toNextLetter: () => Promise<void>;
};

type Parts = {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly zone: string;
  /** Called after each step. Resolves when its consequences have happened. */
  readonly afterStep: () => Promise<void>;
  /** Called once the clock has reached its target. */
  readonly afterMove: () => Promise<unknown>;
  /** How many letters were sent so far. */
  readonly sent: () => number;
};

const yearMs = 365 * 86_400_000;

/** Moves the clock. Time stops at each instant when something is due, so that it sees its own time. */
export function openTimeTravel({ clock, scheduler, zone, afterStep, afterMove, sent }: Parts): TimeTravel {
  /** Whether something was due by `target`. If so, the clock is there and it has happened. */
  const step = async (target: number): Promise<boolean> => {
    const due = scheduler.nextDue();
    // Nothing is due in a service that is stopping.
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
  // If two people press the button, the clock moves twice, in sequence.
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

const dayMs = 86_400_000;

/** The ways in which people move the clock. */
export const clockMoves = [
  { by: 'letter', text: 'To the next email', move: (time: TimeTravel) => time.toNextLetter() },
  { by: 'morning', text: 'To the next weekday, 8:00 AM', move: (time: TimeTravel) => time.toNextMorning() },
  { by: 'hour', text: 'Forward one hour', move: (time: TimeTravel) => time.advance(dayMs / 24) },
  { by: 'day', text: 'Forward one day', move: (time: TimeTravel) => time.advance(dayMs) },
  { by: 'week', text: 'Forward one week', move: (time: TimeTravel) => time.advance(7 * dayMs) },
  { by: 'month', text: 'Forward four weeks', move: (time: TimeTravel) => time.advance(28 * dayMs) },
  { by: 'year', text: 'Forward one year', move: (time: TimeTravel) => time.advance(364 * dayMs) },
] as const;
