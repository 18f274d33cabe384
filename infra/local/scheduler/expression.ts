import { Cron } from 'croner';
import { Temporal } from 'temporal-polyfill';
import type { ScheduleDefinition } from '../template/kinds.ts';

/** When a schedule is due, in milliseconds. */
type Timetable = {
  /** The first instant after `after`; undefined if the schedule has ended. */
  readonly next: (after: number) => number | undefined;
};

type Words = Pick<
  ScheduleDefinition,
  'ScheduleExpression' | 'ScheduleExpressionTimezone' | 'StartDate' | 'EndDate'
>;

/**
 * The timetable of an EventBridge schedule created at `createdAt`.
 * @throws if it makes no sense.
 */
export function readTimetable(definition: Words, createdAt: number): Timetable {
  const { ScheduleExpression: expression, ScheduleExpressionTimezone: zone } = definition;
  const [, kind, argument = ''] = /^(at|rate|cron)\((.+)\)$/.exec(expression) ?? [];
  const start = instantOf(definition.StartDate) ?? Number.NEGATIVE_INFINITY;
  const end = instantOf(definition.EndDate) ?? Number.POSITIVE_INFINITY;
  // The end doesn't apply to one-time schedules.
  if (kind === 'at')
    return onceAt(Temporal.PlainDateTime.from(argument).toZonedDateTime(zone).epochMilliseconds);
  if (kind !== 'cron' && kind !== 'rate') throw new Error(`Invalid Schedule Expression ${expression}.`);
  const next = kind === 'cron' ? cronNext(argument, zone) : rateNext(argument, Math.max(createdAt, start));
  return {
    next: (after) => {
      const due = next(Math.max(after, start - 1));
      return due !== undefined && due <= end ? due : undefined;
    },
  };
}

const onceAt = (instant: number): Timetable => ({ next: (after) => (instant > after ? instant : undefined) });

function cronNext(argument: string, zone: string): Timetable['next'] {
  const [minutes, hours, day = '', month = '', weekday = '', year = '*'] = argument.trim().split(/\s+/);
  const pattern = ['0', minutes, hours, anyOf(day), month, anyOf(weekday), year].join(' ');
  // AWS counts weekdays from Sunday = 1.
  const cron = new Cron(pattern, { timezone: zone, paused: true, alternativeWeekdays: true });
  return (after) => cron.nextRun(new Date(after))?.getTime();
}

const anyOf = (field: string) => (field === '?' ? '*' : field);

const unitMs: Readonly<Record<string, number>> = { minute: 60_000, hour: 3_600_000, day: 86_400_000 };

function rateNext(argument: string, from: number): Timetable['next'] {
  const [amount, unit = ''] = argument.trim().split(/\s+/);
  const periodMs = Number(amount) * (unitMs[unit.replace(/s$/, '')] ?? Number.NaN);
  if (!(periodMs > 0)) throw new Error(`Invalid Schedule Expression rate(${argument}).`);
  return (after) => from + (Math.floor(Math.max(0, after - from) / periodMs) + 1) * periodMs;
}

// The SDK sends seconds since 1970; a template has ISO 8601.
function instantOf(date: string | number | undefined): number | undefined {
  if (date === undefined) return undefined;
  return typeof date === 'number' ? date * 1000 : Date.parse(date);
}
