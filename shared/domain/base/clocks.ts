/** A zone's time at some moment: its offset from UTC, and its name, like "EDT". */
type Clock = { readonly offsetMinutes: number; readonly name: string };

/** A zone's clocks over a period (epoch ms). Each clock applies from its start until the next one. */
export type Clocks = {
  readonly untilMs: number;
  readonly changes: readonly (Clock & { readonly fromMs: number })[];
};

const learned = new Map<string, Clocks>();

/**
 * Remembers a zone's clocks. This changes no result, but the first call to Intl takes 11 ms of CPU. Nearly every page
 * shows a date, so nearly every cold start would pay that.
 */
export const learnClocks = (timeZone: string, clocks: Clocks): void => void learned.set(timeZone, clocks);

/** A zone's clock at an instant. Throws a RangeError for an unknown zone. */
export function clockAt(timeZone: string, atMs: number): Clock {
  const clocks = learned.get(timeZone);
  const known = clocks && atMs < clocks.untilMs && clocks.changes.findLast(({ fromMs }) => fromMs <= atMs);
  return known || askIntl(timeZone, atMs);
}

const dayMs = 24 * 60 * 60 * 1000;

/** A zone's clocks between two instants, exact to the second, according to Intl. */
export function readClocks(timeZone: string, fromMs: number, untilMs: number): Clocks {
  const changes = [{ fromMs, ...askIntl(timeZone, fromMs) }];
  for (let dayEnd = fromMs + dayMs; dayEnd < untilMs; dayEnd += dayMs) {
    const before = changes.at(-1) ?? askIntl(timeZone, fromMs);
    const after = askIntl(timeZone, dayEnd);
    if (isSame(before, after)) continue;
    changes.push({ fromMs: firstShown(timeZone, after, dayEnd - dayMs, dayEnd), ...after });
  }
  return { untilMs: untilMs - dayMs, changes };
}

const isSame = (one: Clock, other: Clock) =>
  one.offsetMinutes === other.offsetMinutes && one.name === other.name;

/** The first second with `clock`, which does not apply at `beforeMs` and applies at `afterMs`. */
function firstShown(timeZone: string, clock: Clock, beforeMs: number, afterMs: number): number {
  if (afterMs - beforeMs <= 1000) return afterMs;
  const middleMs = beforeMs + Math.ceil((afterMs - beforeMs) / 2000) * 1000;
  return isSame(clock, askIntl(timeZone, middleMs))
    ? firstShown(timeZone, clock, beforeMs, middleMs)
    : firstShown(timeZone, clock, middleMs, afterMs);
}

const formats = new Map<string, Intl.DateTimeFormat>();

function askIntl(timeZone: string, atMs: number): Clock {
  const format = formats.get(timeZone) ?? clockFormat(timeZone);
  formats.set(timeZone, format);
  const shown = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, timeZoneName = timeZone } = shown;
  const shownMs = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute));
  return {
    offsetMinutes: Math.round((shownMs - Math.floor(atMs / 60_000) * 60_000) / 60_000),
    name: timeZoneName,
  };
}

const clockFormat = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    timeZoneName: 'short',
  });
