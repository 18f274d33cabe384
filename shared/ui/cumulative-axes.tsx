import { sayDay } from './chart-scale.ts';

/** Where the plot begins, in pixels of the drawing. */
export const LEFT = 34;
export const TOP = 30;

/** Days since 1970 and counts to pixels of the drawing. */
export type Scales = { readonly x: (day: number) => number; readonly y: (count: number) => number };

type AxesProps = {
  readonly scales: Scales;
  readonly counts: readonly number[];
  readonly days: readonly number[];
  readonly right: number;
  readonly base: number;
};

/** Counts on the left with a line each, days below with a tick each. */
export function Axes({ scales, counts, days, right, base }: AxesProps) {
  return (
    <g class="lp-chart__axes">
      <path
        class="lp-chart__grid"
        d={counts.map((count) => `M${LEFT} ${scales.y(count)}H${right}`).join('')}
      />
      <path class="lp-chart__tick" d={days.map((day) => `M${scales.x(day)} ${base}v5`).join('')} />
      {counts.map((count) => (
        <text key={`count ${count}`} x={LEFT - 7} y={scales.y(count) + 4} text-anchor="end">
          {count}
        </text>
      ))}
      {days.map((day) => (
        <text key={`day ${day}`} x={scales.x(day)} y={base + 20} text-anchor="middle">
          {sayDay(day)}
        </text>
      ))}
    </g>
  );
}

/** The upright line at the deadline, named above the plot. */
export function Deadline({
  x,
  base,
  day,
}: {
  readonly x: number;
  readonly base: number;
  readonly day: number;
}) {
  return (
    <g class="lp-chart__deadline">
      <path d={`M${x} ${TOP - 8}V${base}`} />
      <text x={x} y={TOP - 14} text-anchor="middle">{`Deadline ${sayDay(day)}`}</text>
    </g>
  );
}
