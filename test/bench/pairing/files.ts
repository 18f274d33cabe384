import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Entrant, PairingProblem } from '#domain/pairing/problem.ts';
import { csvOf } from '#sheets/csv.ts';
import { shares } from '../../../infra/cli/cells.ts';

/** Writes a problem as the spreadsheets and rules that `pair` reads. Returns the options that name them. */
export function putPairingFiles(folder: string, problem: PairingProblem): readonly string[] {
  mkdirSync(folder, { recursive: true });
  const put = (name: string, text: string) => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  return [
    ...['--hosts', put('hosts.csv', sheetOf(problem.hosts))],
    ...['--partners', put('partners.csv', sheetOf(problem.partners))],
    ...['--rules', put('rules.json', JSON.stringify(problem.rules))],
  ];
}

const sheetOf = (schools: readonly (Entrant & { readonly capacity?: number })[]): string =>
  csvOf({
    columns: [
      ...['id', 'name', 'levels', 'region', 'latitude', 'longitude', 'focus_areas', 'capacity'],
      ...shares.map(([column]) => column),
    ],
    rows: schools.map(({ id, name, levels, region, location, focusAreas, capacity, demographics }) => [
      ...[id, name, levels.join(';'), region, location?.latitude, location?.longitude],
      ...[focusAreas.join(';'), capacity],
      ...shares.map(([, share]) => demographics[share]),
    ]),
  });
