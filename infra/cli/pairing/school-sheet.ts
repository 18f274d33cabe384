import type { Entrant } from '#domain/pairing/problem.ts';
import type { Parsed } from '../../parsing/parsed.ts';
import {
  known,
  locationOf,
  readDemographics,
  readLatitude,
  readLevels,
  readLine,
  readList,
  readLongitude,
  readSheetId,
  readWhole,
  readYesNo,
  shareColumns,
} from '../cells.ts';
import { type Row, readRows } from '../sheet.ts';

const required = ['id', 'name', 'level', 'region', 'focusAreas'] as const;
const optional = ['lat', 'lon', 'capacity', 'quality', 'accepted'] as const;
const columns = {
  known: [...required, ...optional, ...shareColumns],
  required,
  mayBeEmpty: ['focusAreas'],
  unique: 'id',
} as const;

/** A school from its row; `capacity` and `quality` if the row has them. */
export type SchoolRow = Row<{
  readonly school: Entrant;
  readonly capacity?: number;
  readonly quality: number;
  readonly isAccepted: boolean;
}>;

/** Reads the schools of one side. Every problem names file, line, and column. */
export const readSchools = (file: string): Promise<Parsed<readonly SchoolRow[]>> =>
  readRows(file, columns, (read, note) => {
    const [latitude, longitude] = [read('lat', readLatitude), read('lon', readLongitude)];
    const capacity = read('capacity', readWhole(1, 7, 'partners'));
    const school: Entrant = {
      id: read('id', readSheetId) ?? '',
      name: read('name', readLine) ?? '',
      levels: read('level', readLevels) ?? [],
      region: read('region', readLine) ?? '',
      focusAreas: [...new Set(read('focusAreas', readList) ?? [])],
      ...known({ location: locationOf(latitude, longitude) }),
      demographics: readDemographics(read),
    };
    const quality = read('quality', readWhole(0, 10_000, 'points')) ?? 0;
    const isAccepted = read('accepted', readYesNo) ?? false;
    if (read('lat', isGiven) !== read('lon', isGiven)) note('lat, lon: give both or neither');
    return { school, ...known({ capacity }), quality, isAccepted };
  });

const isGiven = (): { readonly value: true } => ({ value: true });
