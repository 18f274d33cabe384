import type { Gap, Supply, SupplyRow, SupplyTables } from '#domain/admission/supply.ts';
import { levelNames, levels } from '#domain/program/school.ts';
import { sayGap } from '#text/pairing.ts';
import { Details } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';

/** More than this is a wall of text. The rest is folded away. */
const gapsAtOnce = 6;

/** Focus areas that partners want and no host offers. */
export function Gaps({ gaps }: { readonly gaps: readonly Gap[] }) {
  if (gaps.length === 0)
    return (
      <p class="govuk-body">
        Every focus area partners asked for has a host at their level and in their region.
      </p>
    );
  return (
    <>
      <GapList gaps={gaps.slice(0, gapsAtOnce)} />
      {gaps.length > gapsAtOnce && (
        <Details summary={`Show ${gaps.length - gapsAtOnce} more`}>
          <GapList gaps={gaps.slice(gapsAtOnce)} />
        </Details>
      )}
    </>
  );
}

const GapList = ({ gaps }: { readonly gaps: readonly Gap[] }) => (
  <ul class="govuk-list govuk-list--bullet">
    {gaps.map((gap) => {
      const said = sayGap(gap);
      return <li key={said}>{said}</li>;
    })}
  </ul>
);

/** Host places and partner requests, by focus area and by region. */
export const SupplyGrids = ({ supply }: { readonly supply: SupplyTables }) => (
  <>
    <div>
      <SupplyGrid
        caption="By focus area"
        first="Focus area"
        rows={supply.areas.filter(isThere)}
        all={supply.all}
      />
      <Absent areas={supply.areas.filter((area) => !isThere(area))} />
    </div>
    <SupplyGrid caption="By region" first="Region" rows={supply.regions} all={supply.all} />
  </>
);

const isThere = ({ total }: SupplyRow): boolean => total.hosts + total.partners > 0;

/** One sentence instead of a row of dashes for each area. */
const Absent = ({ areas }: { readonly areas: readonly SupplyRow[] }) =>
  areas.length === 0 ? null : (
    <p class="govuk-body-s">
      No host offers, and no partner wants: {areas.map(({ name }) => name).join('; ')}.
    </p>
  );

type SupplyGridProps = {
  readonly caption: string;
  readonly first: string;
  readonly rows: readonly SupplyRow[];
  readonly all: SupplyRow;
};

const SupplyGrid = ({ caption, first, rows, all }: SupplyGridProps) => (
  <Table
    caption={caption}
    dense
    columns={[
      { text: first, head: true },
      ...levels.map((level) => ({ text: levelNames[level] })),
      { text: 'All levels' },
    ]}
    rows={[...rows, all].map(({ name, byLevel, total }) => [
      name,
      ...byLevel.map(({ level, ...supply }) => <Cell key={level} supply={supply} />),
      <Cell key="all" supply={total} />,
    ])}
  />
);

function Cell({ supply: { places, partners } }: { readonly supply: Supply }) {
  if (places === 0 && partners === 0) return <span class="lp-supply__none">—</span>;
  const short = partners - places;
  return (
    <span class="lp-supply">
      <b>{places}</b> for {partners}
      {short > 0 && <span class="lp-supply__short"> ({short} more needed)</span>}
    </span>
  );
}
