import type { FocusArea, Program } from '#domain/program/program.ts';
import { type Level, levels } from '#domain/program/school.ts';
import type { ApplicationSummary } from './summary.ts';

/** Which applications count: all that are neither withdrawn nor declined, or only the accepted ones. */
export const supplyStages = ['applied', 'accepted'] as const;
export type SupplyStage = (typeof supplyStages)[number];

/** Offers and demand in one place of a table. A school with several areas or levels counts in each. */
export type Supply = { readonly hosts: number; readonly places: number; readonly partners: number };

export type SupplyRow = {
  readonly name: string;
  /** ID of the focus area, if the row is about one. */
  readonly area?: string;
  readonly total: Supply;
  /** In the order of `levels`. */
  readonly byLevel: readonly (Supply & { readonly level: Level })[];
};

/** By focus area and by region, each by level. */
export type SupplyTables = {
  readonly all: SupplyRow;
  readonly areas: readonly SupplyRow[];
  readonly regions: readonly SupplyRow[];
};

const counted = (summaries: readonly ApplicationSummary[], stage: SupplyStage) =>
  summaries.filter(({ state, outcome, submittedAt }) =>
    stage === 'accepted'
      ? state === 'decided' && outcome === 'accepted'
      : submittedAt !== undefined && state !== 'withdrawn' && outcome !== 'declined',
  );

type Place = {
  readonly area?: string | undefined;
  readonly level?: Level | undefined;
  readonly region?: string | undefined;
};

/** A host that has not answered counts with the program's usual number of partners. */
function supplyAt(schools: readonly ApplicationSummary[], program: Program, place: Place): Supply {
  const { area, level, region } = place;
  const here = schools.filter(
    (school) =>
      (area === undefined || school.focusAreas.includes(area)) &&
      (level === undefined || school.levels.includes(level)) &&
      (region === undefined || school.region === region),
  );
  const hosts = here.filter(({ role }) => role === 'host');
  return {
    hosts: hosts.length,
    places: hosts.reduce((sum, { places = program.capacity.usual }) => sum + places, 0),
    partners: here.length - hosts.length,
  };
}

/** Offers and demand: in total, by focus area, and by region, each by level. */
export function supplyOf(
  summaries: readonly ApplicationSummary[],
  program: Program,
  stage: SupplyStage,
): SupplyTables {
  const schools = counted(summaries, stage);
  const row = (name: string, place: Place): SupplyRow => ({
    name,
    ...(place.area !== undefined && { area: place.area }),
    total: supplyAt(schools, program, place),
    byLevel: levels.map((level) => ({ level, ...supplyAt(schools, program, { ...place, level }) })),
  });
  return {
    all: row('All', {}),
    areas: program.focusAreas.map(({ id, name }) => row(name, { area: id })),
    regions: program.regions.map((region) => row(region, { region })),
  };
}

/** A focus area that partners of a level want and no host of that level offers, in a region or the whole district. */
export type Gap = {
  readonly area: FocusArea;
  readonly level: Level;
  readonly region?: string;
  readonly partners: number;
};

/** The gaps, those of the whole district first, then by demand. These are not repeated for each region. */
export function gapsOf(
  summaries: readonly ApplicationSummary[],
  program: Program,
  stage: SupplyStage,
): readonly Gap[] {
  const schools = counted(summaries, stage);
  const gaps = program.focusAreas.flatMap((area) =>
    levels.flatMap((level) => gapsAt(schools, program, area, level)),
  );
  return gaps.toSorted(
    (a, b) => Number(a.region !== undefined) - Number(b.region !== undefined) || b.partners - a.partners,
  );
}

function gapsAt(
  schools: readonly ApplicationSummary[],
  program: Program,
  area: FocusArea,
  level: Level,
): readonly Gap[] {
  const lacking = (place: Place) => {
    const { hosts, partners } = supplyAt(schools, program, { area: area.id, level, ...place });
    return hosts === 0 && partners > 0 ? partners : 0;
  };
  const everywhere = lacking({});
  if (everywhere > 0) return [{ area, level, partners: everywhere }];
  return program.regions.flatMap((region) => {
    const partners = lacking({ region });
    return partners > 0 ? [{ area, level, region, partners }] : [];
  });
}
