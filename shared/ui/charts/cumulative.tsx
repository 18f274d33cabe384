import { Details } from '../notices.tsx';
import { Table } from '../table.tsx';
import {
  type ChartSeries,
  CumulativeDrawing,
  NARROW,
  sayProgress,
  stepsOf,
  WIDE,
} from './cumulative-drawing.tsx';
import { dayNumber, sayDay } from './scale.ts';

type CumulativeChartProps = {
  readonly id: string;
  readonly title: string;
  /** Two series, such as hosts and partners. */
  readonly series: readonly [ChartSeries, ChartSeries];
  /** ISO dates in the program's time zone: the first day of the window, today, the deadline. */
  readonly opens: string;
  readonly today: string;
  readonly deadline: string;
};

/** Applications received so far and their targets: a sentence, a drawing, and a folded table. */
export function CumulativeChart({ id, title, series, ...dates }: CumulativeChartProps) {
  const days = {
    opens: dayNumber(dates.opens),
    today: dayNumber(dates.today),
    deadline: dayNumber(dates.deadline),
  };
  const description = [...series.map(sayProgress), `The deadline is ${sayDay(days.deadline)}.`].join(' ');
  return (
    <figure class="lp-figure" id={id}>
      <figcaption>
        <strong class="lp-figure__title">{title}</strong>
        <span class="lp-figure__summary">{description}</span>
      </figcaption>
      {[WIDE, NARROW].map((format) => (
        <CumulativeDrawing
          key={format.name}
          id={`${id}-${format.name}`}
          format={format}
          title={title}
          description={description}
          series={series}
          {...days}
        />
      ))}
      <Details summary="View as a table">
        <ReceivedTable title={title} series={series} />
      </Details>
    </figure>
  );
}

function ReceivedTable({ title, series }: Pick<CumulativeChartProps, 'title' | 'series'>) {
  const steps = series.map(stepsOf);
  const days = [...new Set(steps.flat().map(({ day }) => day))].sort((a, b) => a - b);
  const columns = series.flatMap(({ name }) => [
    { text: `${name} (that day)`, numeric: true },
    { text: `${name} (total)`, numeric: true },
  ]);
  return (
    <Table
      caption={`${title}, by day`}
      captionSize="hidden"
      dense
      columns={[{ text: 'Day', head: true }, ...columns]}
      rows={days.map((day) => [sayDay(day), ...steps.flatMap((of) => countsOn(of, day))])}
      empty="No applications yet."
    />
  );
}

function countsOn(steps: ReturnType<typeof stepsOf>, day: number): readonly [number, number] {
  const until = steps.findLast((step) => step.day <= day);
  return [until?.day === day ? until.received : 0, until?.total ?? 0];
}
