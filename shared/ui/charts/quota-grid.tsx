import { round } from './scale.ts';

/** The number of schools in a region, a level, or both, and the minimum, if there is one. */
export type QuotaCell = { readonly count: number; readonly atLeast?: number | undefined };

type QuotaGridProps = {
  readonly caption: string;
  readonly levels: readonly { readonly name: string; readonly total: QuotaCell }[];
  readonly regions: readonly {
    readonly name: string;
    /** In the order of `levels`. A school with two levels counts in both, so cells can add up to more than `total`. */
    readonly cells: readonly QuotaCell[];
    readonly total: QuotaCell;
  }[];
  readonly all: QuotaCell;
};

/** Regions by levels: a bar for each count, a mark at its minimum, and the missing number in words. */
export function QuotaGrid({ caption, levels, regions, all }: QuotaGridProps) {
  const cells = regions.flatMap((region) => region.cells);
  const totals = [...levels.map(({ total }) => total), ...regions.map(({ total }) => total)];
  // Totals have their own scale, because they would make the bars of the cells too short.
  const inner = largest(cells);
  const outer = largest(totals);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class="lp-scroll" aria-label={caption} tabIndex={0}>
      <table class="lp-table lp-quotas">
        <caption>
          <span class="lp-caption">{caption}</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Region</th>
            {levels.map(({ name }) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col" class="lp-quotas__total">
              All levels
            </th>
          </tr>
        </thead>
        <tbody>
          {regions.map((region) => (
            <tr key={region.name}>
              <th scope="row">{region.name}</th>
              {levels.map(({ name }, index) => (
                <Cell key={name} cell={region.cells[index] ?? { count: 0 }} full={inner} />
              ))}
              <Cell cell={region.total} full={outer} total />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All regions</th>
            {levels.map(({ name, total }) => (
              <Cell key={name} cell={total} full={outer} total />
            ))}
            <Cell cell={all} full={Math.max(all.count, all.atLeast ?? 0)} total />
          </tr>
        </tfoot>
      </table>
    </section>
  );
}

const largest = (cells: readonly QuotaCell[]): number =>
  Math.max(1, ...cells.map(({ count, atLeast = 0 }) => Math.max(count, atLeast)));

type CellProps = { readonly cell: QuotaCell; readonly full: number; readonly total?: boolean };

function Cell({ cell: { count, atLeast }, full, total }: CellProps) {
  const short = Math.max(0, (atLeast ?? 0) - count);
  return (
    <td class={total === true ? 'lp-quotas__total' : undefined}>
      <span class="lp-quotas__count">
        <b>{count}</b>
        {atLeast !== undefined && (short > 0 ? ` of ${atLeast}` : `, ${atLeast} needed`)}
      </span>
      <Bar count={count} atLeast={atLeast} full={Math.max(1, full)} />
      {short > 0 && (
        <span class="lp-quotas__short">
          <svg viewBox="0 0 10 10" width="10" height="10" aria-hidden="true">
            <path d="M5 9L.8 1.5h8.4z" />
          </svg>{' '}
          {short} more needed
        </span>
      )}
    </td>
  );
}

const BAR_WIDTH = 72;

// The count is filled. The missing part is an open frame up to the minimum.
function Bar({ count, atLeast, full }: QuotaCell & { readonly full: number }) {
  const to = (value: number) => round((value / full) * BAR_WIDTH);
  const wanted = atLeast ?? 0;
  return (
    <svg
      class="lp-bar"
      viewBox={`-1 0 ${BAR_WIDTH + 2} 12`}
      width={BAR_WIDTH + 2}
      height="12"
      aria-hidden="true"
    >
      <path class="lp-bar__ground" d={`M0 11.5H${BAR_WIDTH}`} />
      {count > 0 && <rect class="lp-bar__count" x="0" y="3" width={to(count)} height="6" />}
      {wanted > count && (
        <rect
          class="lp-bar__missing"
          x={to(count)}
          y="3.5"
          width={round(to(wanted) - to(count))}
          height="5"
        />
      )}
      {wanted > 0 && <path class="lp-bar__wanted" d={`M${to(wanted)} 0V12`} />}
    </svg>
  );
}
