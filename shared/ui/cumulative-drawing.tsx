import { countTicks, dayTicks, scale, spread } from './chart-scale.ts';
import { Axes, Deadline, LEFT, type Scales, TOP } from './cumulative-axes.tsx';
import { type ChartSeries, type Step, stepsOf, totalOf } from './cumulative-series.ts';
import { LABEL_HEIGHT, Targets } from './cumulative-targets.tsx';

/** Sizes in pixels. There is one drawing for screens and paper, and one for phones. */
type Format = {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly height: number;
  /** Width of one character in the labels at the ends of the lines. */
  readonly letter: number;
  readonly mostDays: number;
  readonly mostCounts: number;
};

export const WIDE: Format = {
  name: 'wide',
  width: 620,
  height: 330,
  letter: 8.2,
  mostDays: 7,
  mostCounts: 6,
};
export const NARROW: Format = {
  name: 'narrow',
  width: 320,
  height: 300,
  letter: 7.4,
  mostDays: 4,
  mostCounts: 5,
};

const BOTTOM = 30;
const LABEL_OFFSET = 11;

type DrawingProps = {
  readonly id: string;
  readonly format: Format;
  readonly title: string;
  readonly description: string;
  readonly series: readonly [ChartSeries, ChartSeries];
  /** Days since 1970. */
  readonly opens: number;
  readonly today: number;
  readonly deadline: number;
};

/** Two running totals as steps up to today, each with its target, and a vertical line at the deadline. */
export function CumulativeDrawing(props: DrawingProps) {
  const { id, format, title, description, series, opens, today, deadline } = props;
  const steps = [stepsOf(series[0]), stepsOf(series[1])] as const;
  const first = Math.min(opens, ...steps.flatMap((days) => days.map(({ day }) => day)));
  const last = Math.max(deadline, today, first + 1);
  const highest = Math.max(...series.map(({ target }) => target), ...steps.map(totalOf));
  const counts = countTicks(highest * 1.06, format.mostCounts);
  const base = format.height - BOTTOM;
  const right = format.width - labelWidth(series, steps, format);
  const scales: Scales = {
    x: scale(first, last, LEFT, right),
    y: scale(0, counts.at(-1) ?? 1, base, TOP),
  };
  const [hosts, partners] = [totalOf(steps[0]), totalOf(steps[1])];
  const labels = spread(scales.y(hosts), scales.y(partners), LABEL_HEIGHT, base - 4);
  const ends = series.map(({ name }, index): LineEnd => {
    const total = totalOf(steps[index] ?? []);
    const x = scales.x(Math.max(Math.min(today, last), steps[index]?.at(-1)?.day ?? 0));
    return { x, y: scales.y(total), label: `${name} ${total}`, labelY: labels[index] ?? 0 };
  });
  return (
    <svg
      class={`lp-chart lp-chart--${format.name}`}
      viewBox={`0 0 ${format.width} ${format.height}`}
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <Axes
        scales={scales}
        counts={counts}
        days={dayTicks(first, last, format.mostDays)}
        right={right}
        base={base}
      />
      <Deadline x={scales.x(deadline)} base={base} day={deadline} />
      <Targets
        series={series}
        steps={steps}
        ends={ends.map(({ x, label, labelY }) => ({
          left: x + LABEL_OFFSET,
          right: x + LABEL_OFFSET + label.length * format.letter,
          middle: labelY,
        }))}
        scales={scales}
        right={right}
        base={base}
      />
      {ends.map((end, index) => (
        <Line key={end.label} index={index} steps={steps[index] ?? []} scales={scales} end={end} />
      ))}
    </svg>
  );
}

// The room to the right of the plot for the labels of lines that reach its end.
function labelWidth(
  series: readonly ChartSeries[],
  steps: readonly (readonly Step[])[],
  { letter }: Format,
): number {
  const letters = series.map(({ name }, index) => `${name} ${totalOf(steps[index] ?? [])}`.length);
  return Math.ceil(LABEL_OFFSET + Math.max(...letters) * letter);
}

/** The end of a line, and the label next to it. */
type LineEnd = {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly labelY: number;
};

type LineProps = {
  readonly index: number;
  readonly steps: readonly Step[];
  readonly scales: Scales;
  readonly end: LineEnd;
};

// The first series is solid and ends in a disc. The second is dashed and ends in a square.
function Line({ index, steps, scales, end }: LineProps) {
  const climbs = steps.map((step) => `H${scales.x(step.day)}V${scales.y(step.total)}`).join('');
  return (
    <g class={`lp-chart__series-${index + 1}`}>
      <path class="lp-chart__line" d={`M${LEFT} ${scales.y(0)}${climbs}H${end.x}`} />
      {index === 0 ? (
        <circle class="lp-chart__end" cx={end.x} cy={end.y} r="5" />
      ) : (
        <rect class="lp-chart__end" x={end.x - 5} y={end.y - 5} width="10" height="10" />
      )}
      <text class="lp-chart__label lp-chart__label--strong" x={end.x + LABEL_OFFSET} y={end.labelY + 5}>
        {end.label}
      </text>
    </g>
  );
}
