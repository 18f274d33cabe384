import type { Entrant } from '#domain/pairing/problem.ts';
import type { Demographics } from '#domain/program/school.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import {
  type Cell,
  isUnreadable,
  readLatitude,
  readLevels,
  readLine,
  readList,
  readLongitude,
  readPercent,
  readYesNo,
} from '../directory/cells.ts';
import { readSheet, type SheetRow } from './sheet.ts';

const required = ['id', 'name', 'level', 'region', 'focusAreas'] as const;
const optional = ['lat', 'lon', 'capacity', 'quality', 'accepted'] as const;
const shares = {
  poverty_percent: 'poverty',
  black_percent: 'black',
  hispanic_percent: 'hispanic',
  disabilities_percent: 'studentsWithDisabilities',
  english_learners_percent: 'englishLanguageLearners',
  chronically_absent_percent: 'chronicallyAbsent',
} as const satisfies Readonly<Record<string, keyof Demographics>>;
const shareColumns = [
  'poverty_percent',
  'black_percent',
  'hispanic_percent',
  'disabilities_percent',
  'english_learners_percent',
  'chronically_absent_percent',
] as const satisfies readonly (keyof typeof shares)[];

const columns = { known: [...required, ...optional, ...shareColumns], required } as const;
type Column = (typeof columns.known)[number];

/** A school from its row; `capacity` and `quality` if the row has them. */
export type SchoolRow = {
  readonly line: number;
  readonly school: Entrant;
  readonly capacity?: number;
  readonly quality: number;
  readonly isAccepted: boolean;
};

/** Reads the schools of one side. Every problem names file, line, and column. */
export async function readSchools(file: string): Promise<Parsed<readonly SchoolRow[]>> {
  const sheet = await readSheet<Column>(file, columns);
  if (isBroken(sheet)) return sheet;
  const rows = sheet.parsed.map(schoolOfRow);
  const lines = new Map<string, number>();
  const problems = rows.flatMap((row) => {
    const { line } = row;
    if ('reasons' in row) return row.reasons.map((reason) => `${file}:${line}: ${reason}`);
    const earlier = lines.get(row.school.id);
    lines.set(row.school.id, earlier ?? line);
    return earlier === undefined
      ? []
      : [`${file}:${line}: id: “${row.school.id}” is already on line ${earlier}`];
  });
  if (problems.length > 0) return { problems };
  return { parsed: rows.flatMap((row) => ('school' in row ? [row] : [])) };
}

type BadRow = { readonly line: number; readonly reasons: readonly string[] };

function schoolOfRow({ line, cells }: SheetRow<Column>): SchoolRow | BadRow {
  const reasons: string[] = required
    .filter((column) => column !== 'focusAreas' && cells[column] === '')
    .map((column) => `${column}: missing`);
  const read = <T>(column: Column, reader: (text: string) => Cell<T>): T | undefined => {
    if (cells[column] === '') return undefined;
    const cell = reader(cells[column]);
    if (!isUnreadable(cell)) return cell.value;
    reasons.push(`${column}: ${cell.problem}`);
    return undefined;
  };
  const latitude = read('lat', readLatitude);
  const longitude = read('lon', readLongitude);
  const capacity = read('capacity', readWhole(1, 7, 'partners'));
  const school: Entrant = {
    id: read('id', readSheetId) ?? '',
    name: read('name', readLine) ?? '',
    levels: read('level', readLevels) ?? [],
    region: read('region', readLine) ?? '',
    focusAreas: [...new Set(read('focusAreas', readList) ?? [])],
    ...(latitude === undefined || longitude === undefined ? {} : { location: { latitude, longitude } }),
    demographics: Object.fromEntries(
      shareColumns.flatMap((column) => {
        const share = read(column, readPercent);
        return share === undefined ? [] : [[shares[column], share]];
      }),
    ),
  };
  const quality = read('quality', readWhole(0, 10_000, 'points')) ?? 0;
  const isAccepted = read('accepted', readYesNo) ?? false;
  if ((cells.lat === '') !== (cells.lon === '')) reasons.push('lat, lon: give both or neither');
  if (reasons.length > 0) return { line, reasons };
  return { line, school, ...(capacity === undefined ? {} : { capacity }), quality, isAccepted };
}

/** An ID that a spreadsheet doesn't take for a formula. */
export const readSheetId = (text: string): Cell<string> =>
  /^[\p{L}\p{N}][^\p{Cc}]{0,39}$/u.test(text)
    ? { value: text }
    : {
        problem: `“${text.slice(0, 60)}” (expected an ID: up to 40 characters, starting with a letter or digit)`,
      };

const readWhole =
  (least: number, most: number, unit: string) =>
  (text: string): Cell<number> => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most
      ? { value }
      : {
          problem: `“${text.slice(0, 60)}” (expected a whole number of ${unit} from ${least} to ${most})`,
        };
  };
