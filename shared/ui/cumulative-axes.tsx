import { sayDay } from './chart-scale.ts';

/** The upper left corner of the plot, in pixels. */
export const LEFT = 34;
export const TOP = 30;

/** Scales from days since 1970 and from counts to pixels. */
export type Scales = { readonly x: (day: number) => number; readonly y: (count: number) => number };

type AxesProps = {
  readonly scales: Scales;
  readonly counts: readonly number[];
  readonly days: readonly number[];
  readonly right: number;
  readonly base: number;
};

/** Counts on the left, each with a line; days below, each with a tick. */
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

/** A vertical line at the deadline, with a label above the plot. */
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
