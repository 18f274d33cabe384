import type { TimeTravel } from './time-travel.ts';

const dayMs = 86_400_000;

/** The ways in which people move the clock. */
export const clockMoves = [
  { by: 'letter', text: 'To the next letter', move: (time: TimeTravel) => time.toNextLetter() },
  { by: 'morning', text: 'To the next weekday, 8:00', move: (time: TimeTravel) => time.toNextMorning() },
  { by: 'hour', text: 'One hour on', move: (time: TimeTravel) => time.advance(dayMs / 24) },
  { by: 'day', text: 'One day on', move: (time: TimeTravel) => time.advance(dayMs) },
  { by: 'week', text: 'One week on', move: (time: TimeTravel) => time.advance(7 * dayMs) },
  { by: 'month', text: 'Four weeks on', move: (time: TimeTravel) => time.advance(28 * dayMs) },
  { by: 'year', text: 'One year on', move: (time: TimeTravel) => time.advance(364 * dayMs) },
] as const;
