import type { Coverage, Shortfall, Tally } from '../../shared/domain/overview.ts';
import { levelNames } from '../../shared/domain/school.ts';
import { type QuotaCell, QuotaGrid } from '../../shared/ui/quota-grid.tsx';
import { countOf } from './words.tsx';

type CoverageGridsProps = { readonly coverage: Coverage; readonly shortfalls: readonly Shortfall[] };

/** Where schools are still missing: those in the running, and those accepted, against what is wanted at least. */
export function CoverageGrids({ coverage, shortfalls }: CoverageGridsProps) {
  return (
    <div>
      <p class="govuk-body">{sayShortfalls(shortfalls)}</p>
      <Grid caption="In the running or accepted" coverage={coverage} countOf={(tally) => tally.inRunning} />
      <Grid caption="Accepted" coverage={coverage} countOf={(tally) => tally.accepted} />
      <p class="govuk-body-s">A school of several levels counts in each of them.</p>
    </div>
  );
}

function sayShortfalls(shortfalls: readonly Shortfall[]): string {
  if (shortfalls.length === 0) return 'Every quota can be filled with the schools that have applied.';
  const named = shortfalls.map(({ name, missing }) => `${name} (${missing} more)`).join(', ');
  return `Too few schools have applied for ${countOf(shortfalls.length, 'quota')}: ${named}.`;
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
