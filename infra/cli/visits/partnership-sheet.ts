import type { CalendarDate } from '#domain/base/time.ts';
import { roles } from '#domain/program/program.ts';
import type { VisitPartnership, VisitSchool } from '#domain/visits/planner/problem.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readSpan } from '../calendar-file.ts';
import { type Cell, eachWordOf, known, readEmail, readLine, readName, readOneOf } from '../cells.ts';
import { type Ignored, type OnLine, onLines, type Row, readRows } from '../sheet.ts';
import type { SchoolYear } from './school-year.ts';

const required = ['partnership', 'role', 'id', 'name', 'levels'] as const;
const columns = {
  // `pair` also writes each pair's score and reason, which a plan of visits doesn't read.
  known: [...required, 'facilitator', 'email', 'focus', 'score', 'reason'],
  required,
  aliases: [['level', 'levels']],
} as const;

const readRole = readOneOf(roles, 'host or partner');

/** A school's row. */
type SchoolRow = Row<{
  readonly partnership: string;
  readonly role: 'host' | 'partner';
  readonly facilitator?: string;
  readonly email?: string;
  readonly focus?: string;
  readonly school: VisitSchool;
}>;

/** One host with its partners; `facilitator` if the rows name one. */
export type PartnershipRows = Omit<VisitPartnership, 'facilitator'> & {
  readonly facilitator?: string;
  /** The line of the host's row. */
  readonly line: number;
};

/** Reads an ID in the spelling that it has in all files. */
export type IdReaders = Readonly<
  Record<'readSchoolId' | 'readPartnershipId' | 'readFacilitatorId', (text: string) => Cell<string>>
>;

/** All partnerships, in file order, and what the file says about schools, by ID: email addresses and learning focus. */
export type Partnerships = {
  readonly partnerships: readonly PartnershipRows[];
  readonly emails: ReadonlyMap<string, string>;
  readonly focuses: ReadonlyMap<string, string>;
};

/** Reads the partnerships. Every problem names file and line. */
export async function readPartnerships(
  file: string,
  { groups }: SchoolYear,
  { readSchoolId, readPartnershipId, readFacilitatorId }: IdReaders,
  ignored: Ignored,
): Promise<Parsed<Partnerships>> {
  const readGroups = eachWordOf(readName(groups, 'a level, or a kind of school in the calendar'));
  const rows = await readRows(
    file,
    columns,
    ignored,
    (read): Omit<SchoolRow, 'line'> => ({
      ...known({
        facilitator: read('facilitator', readFacilitatorId),
        email: read('email', readEmail),
        focus: read('focus', readLine),
      }),
      partnership: read('partnership', readPartnershipId) ?? '',
      role: read('role', readRole) ?? 'partner',
      school: {
        id: read('id', readSchoolId) ?? '',
        name: read('name', readLine) ?? '',
        // A school with a misspelled group would have no holidays of its own.
        groups: read('levels', readGroups) ?? [],
        blackouts: [],
      },
    }),
  );
  if (isBroken(rows)) return rows;
  const twice = schoolsTwice(rows.parsed);
  const partnerships = [...Map.groupBy(rows.parsed, ({ partnership }) => partnership).values()].map(together);
  const problems = [...twice, ...partnerships.flatMap((made) => ('problem' in made ? [made] : []))];
  if (problems.length > 0) {
    problems.sort((a, b) => a.line - b.line);
    return { problems: onLines(file, problems) };
  }
  return {
    parsed: {
      partnerships: partnerships.flatMap((made) => ('problem' in made ? [] : [made])),
      emails: bySchool(rows.parsed, ({ email }) => email),
      focuses: bySchool(rows.parsed, ({ focus }) => focus),
    },
  };
}

const bySchool = (rows: readonly SchoolRow[], valueIn: (row: SchoolRow) => string | undefined) =>
  new Map(
    rows.flatMap((row) => {
      const value = valueIn(row);
      return value === undefined ? [] : [[row.school.id, value] as const];
    }),
  );

/** A school is in one partnership in one role, because two plans could use the same day. */
function schoolsTwice(rows: readonly SchoolRow[]): readonly OnLine[] {
  const seen = new Map<string, SchoolRow>();
  return rows.flatMap((row) => {
    const before = seen.get(row.school.id);
    seen.set(row.school.id, before ?? row);
    if (!before) return [];
    const where =
      before.partnership === row.partnership ? 'this partnership' : `partnership ${before.partnership}`;
    const problem = `id: “${row.school.id}” is already in ${where} (line ${before.line})`;
    return [{ line: row.line, problem }];
  });
}

/** Combines the rows of one partnership. */
function together(rows: readonly SchoolRow[]): PartnershipRows | OnLine {
  const [first, host, second] = [rows[0], ...rows.filter(({ role }) => role === 'host')];
  const partners = rows.filter(({ role }) => role === 'partner');
  const { partnership: id = '', line = 0 } = first ?? {};
  if (!host) return { line, problem: `partnership ${id} has no host` };
  if (second)
    return {
      line: second.line,
      problem: `partnership ${id} already has the host ${host.school.id} (line ${host.line})`,
    };
  if (partners.length === 0) return { line, problem: `partnership ${id} has no partner` };
  const named = rows.filter(({ facilitator }) => facilitator !== undefined);
  const facilitator = named[0]?.facilitator;
  const other = named.find((row) => row.facilitator !== facilitator);
  if (other)
    return {
      line: other.line,
      problem: `facilitator: “${other.facilitator}” (line ${named[0]?.line} of partnership ${id} says ${facilitator})`,
    };
  return {
    id,
    host: host.school,
    partners: partners.map(({ school }) => school),
    line: host.line,
    ...known({ facilitator }),
  };
}

const blackoutColumns = {
  known: ['id', 'date_from', 'date_to', 'reason'],
  required: ['id', 'date_from'],
  mayHaveNoRows: true,
} as const;

/** Days when a school can't visit or be visited. */
export type BlackoutRow = Row<{
  readonly id: string;
  readonly from: CalendarDate;
  readonly to: CalendarDate;
}>;

/** Reads the blackouts. Without `date_to`, a blackout is one day. Every problem names file and line. */
export const readBlackouts = (
  file: string,
  { readSchoolId }: IdReaders,
  ignored: Ignored,
): Promise<Parsed<readonly BlackoutRow[]>> =>
  readRows(file, blackoutColumns, ignored, (read, note) => {
    const span = readSpan(read, note);
    read('reason', readLine);
    return { id: read('id', readSchoolId) ?? '', ...span };
  });
