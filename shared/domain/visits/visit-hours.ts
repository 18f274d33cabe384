import type { Cycle } from '../cycle.ts';
import { type Instant, shownIn } from '../time.ts';
import type { Visit } from './visit.ts';

type Hours = Pick<Visit, 'date' | 'start' | 'durationMinutes'>;

/** When a visit ends, in the program's time zone: `12:00`. */
export function endOf({ start, durationMinutes }: Pick<Hours, 'start' | 'durationMinutes'>): string {
  const [hour = '0', minute = '0'] = start.split(':');
  const end = Number(hour) * 60 + Number(minute) + durationMinutes;
  return [Math.floor(end / 60) % 24, end % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** Whether a visit has ended, in the program's time zone. */
export const isOver = (visit: Hours, { program }: Pick<Cycle, 'program'>, now: Instant): boolean =>
  shownIn(program.timeZone, now).slice(0, 16) >= `${visit.date}T${endOf(visit)}`;
