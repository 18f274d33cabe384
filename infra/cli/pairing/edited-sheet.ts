import type { Pair, PairingProblem } from '#domain/pairing/problem.ts';
import { roles } from '#domain/program/program.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { type Cell, isUnreadable, known, readLine, readOneOf, readVisitId, unreadable } from '../cells.ts';
import { namesIn } from '../names.ts';
import { hasColumn, type Ignored, onLines, readTable, rowsIn, type Table } from '../sheet.ts';
import { sheetColumns } from './sheets.ts';

/** A pairing that people edited, with the line of each pair. `focusOf`: the areas that the file says hosts work on. */
export type EditedPairing = {
  readonly pairs: readonly (Pair & { readonly line: number })[];
  readonly focusOf: ReadonlyMap<string, string>;
};

/** How to read the file. Areas have IDs and names. */
type EditedOptions = {
  readonly problem: PairingProblem;
  readonly areas: readonly { readonly id: string; readonly name: string }[];
  readonly ignored: Ignored;
};

/** Reads the pairs or the partnerships of `pair`, edited or not. Every problem names file and line. */
export async function readEdited(file: string, options: EditedOptions): Promise<Parsed<EditedPairing>> {
  const table = await readTable(file);
  if (isBroken(table)) return table;
  const isByPartnership = hasColumn(table.parsed, { known: [], required: [] }, 'partnership');
  return isByPartnership ? partnershipsIn(file, table.parsed, options) : pairsIn(file, table.parsed, options);
}

/** The ID of a school in one of these roles. */
function readSchool(
  schools: readonly { readonly id: string }[],
  what: string,
): (text: string) => Cell<string> {
  const ids = namesIn(schools.map(({ id }) => id));
  return (text) => {
    const cell = readVisitId(text);
    if (isUnreadable(cell)) return cell;
    const id = ids.find(cell.value);
    if (id !== undefined) return { value: id };
    const closest = ids.closest(text);
    return unreadable(
      text,
      `a ${what} in the files${closest === undefined ? '' : `; did you mean ${closest}?`}`,
    );
  };
}

function pairsIn(file: string, table: Table, { problem, ignored }: EditedOptions): Parsed<EditedPairing> {
  const columns = { known: sheetColumns.pairs, required: ['host', 'partner'] };
  const readHost = readSchool(problem.hosts, 'host');
  const readPartner = readSchool(problem.partners, 'partner');
  const read = rowsIn<string, Pair>(file, table, columns, ignored, (cell) => ({
    host: cell('host', readHost) ?? '',
    partner: cell('partner', readPartner) ?? '',
  }));
  if (isBroken(read)) return read;
  const { rows, problems } = read.parsed;
  return problems.length > 0
    ? { problems: onLines(file, problems) }
    : { parsed: { pairs: rows, focusOf: new Map() } };
}

const readRole = readOneOf(roles, 'host or partner');

function partnershipsIn(
  file: string,
  table: Table,
  { problem, areas, ignored }: EditedOptions,
): Parsed<EditedPairing> {
  const columns = {
    known: sheetColumns.partnerships,
    required: ['partnership', 'role', 'id'],
    aliases: [['level', 'levels']] as const,
  };
  const schools = {
    host: readSchool(problem.hosts, 'host'),
    partner: readSchool(problem.partners, 'partner'),
  };
  const areaNames = namesIn(
    areas.map(({ id }) => id),
    areas.map(({ id, name }) => [name, id] as const),
  );
  const read = rowsIn(file, table, columns, ignored, (cell) => {
    const role = cell('role', readRole) ?? 'partner';
    const focus = cell('focus', readLine);
    return {
      role,
      partnership: cell('partnership', readVisitId) ?? '',
      id: cell('id', schools[role]) ?? '',
      ...known({ focus: focus === undefined ? undefined : (areaNames.find(focus) ?? focus) }),
    };
  });
  if (isBroken(read)) return read;
  const { rows, problems } = read.parsed;
  const hosts = rows.filter(({ role }) => role === 'host');
  const hostOf = new Map(hosts.map(({ partnership, id }) => [partnership, id]));
  const homeless = rows
    .filter(({ role, partnership }) => role === 'partner' && !hostOf.has(partnership))
    .map(({ line, partnership }) => ({ line, problem: `partnership ${partnership} has no host` }));
  if (problems.length + homeless.length > 0)
    return {
      problems: onLines(
        file,
        [...problems, ...homeless].toSorted((a, b) => a.line - b.line),
      ),
    };
  return {
    parsed: {
      pairs: rows
        .filter(({ role }) => role === 'partner')
        .map(({ line, partnership, id }) => ({ line, host: hostOf.get(partnership) ?? '', partner: id })),
      focusOf: new Map(hosts.flatMap(({ id, focus }) => (focus === undefined ? [] : [[id, focus] as const]))),
    },
  };
}
