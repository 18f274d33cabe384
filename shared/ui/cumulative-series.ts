import { dayNumber } from './chart-scale.ts';

/** One line: how many came in on each day (ISO dates, any order), and how many are wanted by the deadline. */
export type ChartSeries = {
  /** In the plural, such as "Hosts". */
  readonly name: string;
  readonly perDay: readonly { readonly date: string; readonly count: number }[];
  readonly target: number;
};

/** A day since 1970 and how many had come in by its end. */
export type Step = { readonly day: number; readonly received: number; readonly total: number };

/** The days on which something came in, with the running total. */
export function stepsOf(series: ChartSeries): readonly Step[] {
  const received = new Map<number, number>();
  for (const { date, count } of series.perDay) {
    const day = dayNumber(date);
    received.set(day, (received.get(day) ?? 0) + count);
  }
  let total = 0;
  return [...received]
    .filter(([, count]) => count !== 0)
    .sort(([a], [b]) => a - b)
    .map(([day, count]) => {
      total += count;
      return { day, received: count, total };
    });
}

/** How many came in on all days together. */
export const totalOf = (steps: readonly Step[]): number => steps.at(-1)?.total ?? 0;

/** "Hosts: 20 received, target 24, 4 more needed." */
export function sayProgress(series: ChartSeries): string {
  const total = totalOf(stepsOf(series));
  const missing = series.target - total;
  const rest = missing > 0 ? `${missing} more needed` : 'reached';
  return `${series.name}: ${total} received, target ${series.target}, ${rest}.`;
}
