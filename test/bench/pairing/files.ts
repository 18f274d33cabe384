import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Entrant, PairingProblem } from '#domain/pairing/problem.ts';
import { shares } from '../../../infra/cli/cells.ts';
import { putSheet } from '../commands.ts';

/** Writes a problem as the spreadsheets and rules that `pair` reads. Returns the options that name them. */
export function putPairingFiles(folder: string, problem: PairingProblem): readonly string[] {
  const rules = path.join(folder, 'rules.json');
  writeFileSync(rules, JSON.stringify(problem.rules));
  return [
    ...['--hosts', putSheet(folder, 'hosts.csv', sheetOf(problem.hosts))],
    ...['--partners', putSheet(folder, 'partners.csv', sheetOf(problem.partners))],
    ...['--rules', rules],
  ];
}

const sheetOf = (schools: readonly (Entrant & { readonly capacity?: number })[]) => ({
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
