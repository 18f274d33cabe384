import { dayNumber } from './chart-scale.ts';

/** One line: the number received on each day (ISO dates, in any order) and the target for the deadline. */
export type ChartSeries = {
  /** In the plural, such as "Hosts". */
  readonly name: string;
  readonly perDay: readonly { readonly date: string; readonly count: number }[];
  readonly target: number;
};

/** A day since 1970, with the number received on it and the total at its end. */
export type Step = { readonly day: number; readonly received: number; readonly total: number };

/** The days with applications, with the running total. */
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

export const totalOf = (steps: readonly Step[]): number => steps.at(-1)?.total ?? 0;

/** "Hosts: 20 received, 4 more needed to reach the target of 24." */
export function sayProgress(series: ChartSeries): string {
  const total = totalOf(stepsOf(series));
  const missing = series.target - total;
  return missing > 0
    ? `${series.name}: ${total} received, ${missing} more needed to reach the target of ${series.target}.`
    : `${series.name}: ${total} received, so the target of ${series.target} is reached.`;
}
