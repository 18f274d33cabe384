import type { Entrant } from '#domain/pairing/problem.ts';
import type { Parsed } from '../../parsing/parsed.ts';
import {
  type Cell,
  known,
  readDemographics,
  readLevels,
  readLine,
  readLocation,
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

const readCapacity = readWhole(1, 7, 'partners');
const readQuality = readWhole(0, 10_000, 'points');

/** A school from its row; `capacity` and `quality` if the row has them. */
export type SchoolRow = Row<{
  readonly school: Entrant;
  readonly capacity?: number;
  readonly quality: number;
  readonly isAccepted: boolean;
}>;

/** How both sides write IDs, regions, and focus areas. */
export type Vocabulary = {
  readonly readId: (text: string) => Cell<string>;
  readonly readRegion: (text: string) => Cell<string>;
  readonly readAreas: (text: string) => Cell<readonly string[]>;
};

/** Reads the schools of one side. Every problem names file, line, and column. */
export const readSchools = (
  file: string,
  { readId, readRegion, readAreas }: Vocabulary,
  ignored: Ignored,
): Promise<Parsed<readonly SchoolRow[]>> =>
  readRows(
    file,
    columns,
    ignored,
    (read, note) => {
      const capacity = read('capacity', readCapacity);
      const school: Entrant = {
        id: read('id', readId) ?? '',
        name: read('name', readLine) ?? '',
        levels: read('level', readLevels) ?? [],
        region: read('region', readRegion) ?? '',
        focusAreas: [...new Set(read('focusAreas', readAreas) ?? [])],
        ...known({ location: readLocation(read, ['lat', 'lon'], note) }),
        demographics: readDemographics(read),
      };
      const quality = read('quality', readQuality) ?? 0;
      const isAccepted = read('accepted', readYesNo) ?? false;
      return { school, ...known({ capacity }), quality, isAccepted };
    },
    ({ school }) => school.id,
  );
