import type { TimeTravel } from './time-travel.ts';

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
