import { clearOf, countTicks, dayNumber, dayTicks, type LabelBox, sayDay, scale, spread } from './scale.ts';

/** One line: the number received on each day (ISO dates, in any order) and the target for the deadline. */
export type ChartSeries = {
  /** In the plural, such as "Hosts". */
  readonly name: string;
  readonly perDay: readonly { readonly date: string; readonly count: number }[];
  readonly target: number;
};

/** A day since 1970, with the number received on it and the total at its end. */
type Step = { readonly day: number; readonly received: number; readonly total: number };

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

const totalOf = (steps: readonly Step[]): number => steps.at(-1)?.total ?? 0;

/** "Hosts: 20 received, 4 more needed to reach the target of 24." */
export function sayProgress(series: ChartSeries): string {
  const total = totalOf(stepsOf(series));
  const missing = series.target - total;
  return missing > 0
    ? `${series.name}: ${total} received, ${missing} more needed to reach the target of ${series.target}.`
    : `${series.name}: ${total} received, so the target of ${series.target} is reached.`;
}

/** The upper left corner of the plot, in pixels. */
const LEFT = 34;
const TOP = 30;

/** Scales from days since 1970 and from counts to pixels. */
type Scales = { readonly x: (day: number) => number; readonly y: (count: number) => number };

type AxesProps = {
  readonly scales: Scales;
  readonly counts: readonly number[];
  readonly days: readonly number[];
  readonly right: number;
  readonly base: number;
};

/** Counts on the left, each with a line; days below, each with a tick. */
function Axes({ scales, counts, days, right, base }: AxesProps) {
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
function Deadline({ x, base, day }: { readonly x: number; readonly base: number; readonly day: number }) {
  return (
    <g class="lp-chart__deadline">
      <path d={`M${x} ${TOP - 8}V${base}`} />
      <text x={x} y={TOP - 14} text-anchor="middle">{`Deadline ${sayDay(day)}`}</text>
    </g>
  );
}

/** Pixels from one label to the next. */
const LABEL_HEIGHT = 18;
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
function Targets({ series, steps, ends, scales, right, base }: TargetsProps) {
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
