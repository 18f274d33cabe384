import type { Entrant } from '#domain/pairing/problem.ts';
import type { Parsed } from '../../parsing/parsed.ts';
import {
  type Cell,
  eachOf,
  known,
  readDemographics,
  readLevels,
  readLine,
  readLocation,
  readSheetId,
  readSpelling,
  readWhole,
  readYesNo,
  shareColumns,
} from '../cells.ts';
import { type Ignored, type Row, readRows } from '../sheet.ts';

const required = ['id', 'name', 'level', 'region', 'focusAreas'] as const;
const optional = ['lat', 'lon', 'capacity', 'quality', 'accepted'] as const;
const columns = {
  known: [...required, ...optional, ...shareColumns],
  required,
  mayBeEmpty: ['focusAreas'],
} as const;

/** A school from its row; `capacity` and `quality` if the row has them. */
export type SchoolRow = Row<{
  readonly school: Entrant;
  readonly capacity?: number;
  readonly quality: number;
  readonly isAccepted: boolean;
}>;

/** How both sides write IDs, regions, and focus areas. */
export type Vocabulary = {
  readonly spelledId: (id: string) => string;
  readonly readRegion: (text: string) => Cell<string>;
  readonly readArea: (text: string) => Cell<string>;
};

/** Reads the schools of one side. Every problem names file, line, and column. */
export const readSchools = (
  file: string,
  { spelledId, readRegion, readArea }: Vocabulary,
  ignored: Ignored,
): Promise<Parsed<readonly SchoolRow[]>> =>
  readRows(
    file,
    columns,
    ignored,
    (read, note) => {
      const capacity = read('capacity', readWhole(1, 7, 'partners'));
      const school: Entrant = {
        id: read('id', readSpelling(spelledId, readSheetId)) ?? '',
        name: read('name', readLine) ?? '',
        levels: read('level', readLevels) ?? [],
        region: read('region', readRegion) ?? '',
        focusAreas: [...new Set(read('focusAreas', eachOf(readArea)) ?? [])],
        ...known({ location: readLocation(read, ['lat', 'lon'], note) }),
        demographics: readDemographics(read),
      };
      const quality = read('quality', readWhole(0, 10_000, 'points')) ?? 0;
      const isAccepted = read('accepted', readYesNo) ?? false;
      return { school, ...known({ capacity }), quality, isAccepted };
    },
    ({ school }) => school.id,
  );
