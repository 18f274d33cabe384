import type { Coverage, Shortfall, Tally } from '../../shared/domain/admission/overview.ts';
import { countOf } from '../../shared/domain/base/wording.ts';
import { levelNames } from '../../shared/domain/program/school.ts';
import { type QuotaCell, QuotaGrid } from '../../shared/ui/charts/quota-grid.tsx';

/** Applicants that can still be accepted, and a sentence about quotas without enough of them. */
export const InRunning = ({
  coverage,
  shortfalls,
}: {
  readonly coverage: Coverage;
  readonly shortfalls: readonly Shortfall[];
}) => (
  <div>
    <Grid caption="Applicants by region and level" coverage={coverage} countOf={(tally) => tally.inRunning} />
    <p class="govuk-body">{sayShortfalls(shortfalls)} Schools with more than one level count in each.</p>
  </div>
);

/** Accepted schools compared with the quotas. */
export const Accepted = ({ coverage }: { readonly coverage: Coverage }) => (
  <Grid
    caption="Accepted schools by region and level"
    coverage={coverage}
    countOf={(tally) => tally.accepted}
  />
);

function sayShortfalls(shortfalls: readonly Shortfall[]): string {
  if (shortfalls.length === 0) return 'Enough schools have applied to fill every quota.';
  const named = shortfalls.map(({ name, missing }) => `${name} (${missing})`).join(', ');
  return `Not enough applicants for ${countOf(shortfalls.length, 'quota')}. More needed: ${named}.`;
}

type GridProps = {
  readonly caption: string;
  readonly coverage: Coverage;
  readonly countOf: (tally: Tally) => number;
};

function Grid({ caption, coverage, countOf: count }: GridProps) {
  const cell = (tally: Tally): QuotaCell => ({ count: count(tally), atLeast: tally.atLeast });
  return (
    <QuotaGrid
      caption={caption}
      levels={coverage.levels.map(({ level, total }) => ({ name: levelNames[level], total: cell(total) }))}
      regions={coverage.regions.map(({ region, total, cells }) => ({
        name: region,
        total: cell(total),
        cells: cells.map(({ tally }) => cell(tally)),
      }))}
      all={cell(coverage.all)}
    />
  );
}
