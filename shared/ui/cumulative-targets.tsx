import { clearOf, type LabelBox, spread } from './chart-scale.ts';
import { LEFT, type Scales, TOP } from './cumulative-axes.tsx';
import { type ChartSeries, type Step, totalOf } from './cumulative-series.ts';

/** Pixels from one label to the next. */
export const LABEL_HEIGHT = 18;
/** Width of one character in a target's label. */
const LETTER = 6.8;
const INDENT = 6;
/** Pixels from the line of a target up to the middle of its label, and from there down to the baseline. */
const ABOVE = 9.5;
const FEET = 4.5;

type TargetsProps = {
  readonly series: readonly [ChartSeries, ChartSeries];
  readonly steps: readonly (readonly Step[])[];
  /** The labels at the ends of the lines. They do not move. */
  readonly ends: readonly LabelBox[];
  readonly scales: Scales;
  readonly right: number;
  readonly base: number;
};

/**
 * A dotted line at each target. Running totals are low on the left, so the labels go there, unless schools applied early. A
 * label moves up or down if the label at the end of a line is in its way.
 */
export function Targets({ series, steps, ends, scales, right, base }: TargetsProps) {
  const words = series.map(({ name, target }) => `Target ${target} ${name.toLowerCase()}`);
  const widths = words.map(({ length }) => length * LETTER);
  const early = steps.map((days) =>
    totalOf(days.filter(({ day }) => scales.x(day) < LEFT + INDENT + Math.max(...widths))),
  );
  const isCrowded = Math.max(...early) >= Math.min(...series.map(({ target }) => target));
  const place = isCrowded ? ({ x: right - INDENT, 'text-anchor': 'end' } as const) : { x: LEFT + INDENT };
  const wanted = spread(scales.y(series[0].target), scales.y(series[1].target), LABEL_HEIGHT, base);
  const middles = clearOf(
    wanted.map((y, index): LabelBox => {
      const left = isCrowded ? right - INDENT - (widths[index] ?? 0) : LEFT + INDENT;
      return { left, right: left + (widths[index] ?? 0), middle: y - ABOVE };
    }),
    ends,
    { gap: LABEL_HEIGHT, highest: TOP - ABOVE, lowest: base - ABOVE },
  );
  return (
    <>
      {series.map(({ name, target }, index) => (
        <g key={`${name} line`} class={`lp-chart__series-${index + 1}`}>
          <path class="lp-chart__target" d={`M${LEFT} ${scales.y(target)}H${right}`} />
        </g>
      ))}
      {words.map((word, index) => (
        <g key={word} class={`lp-chart__series-${index + 1}`}>
          <text class="lp-chart__label" y={(middles[index] ?? 0) + FEET} {...place}>
            {word}
          </text>
        </g>
      ))}
    </>
  );
}
