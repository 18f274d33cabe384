import type { CalendarDate } from '#domain/base/time.ts';
import type { VisitFacilitator, VisitPartnership } from '#domain/visits/planner/problem.ts';
import type { Participant } from '#invitations/invitation.ts';
import type { Parsed } from '../../parsing/parsed.ts';
import { type Cell, eachOf, eachWordOf, known, readDate, readEmail, readLine, unreadable } from '../cells.ts';
import { namesIn, sayClosest } from '../names.ts';
import { type Ignored, type Row, readRows } from '../sheet.ts';
import type { IdReaders, PartnershipRows } from './partnership-sheet.ts';

const columns = {
  known: ['id', 'name', 'email', 'partnerships', 'weekdays_off', 'days_off'],
  required: ['id', 'name'],
  mayHaveNoRows: true,
} as const;

/** A facilitator and their days off. `weekdaysOff`: 1 (Monday) to 5. */
export type FacilitatorRow = Row<{
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly partnerships: readonly string[];
  readonly weekdaysOff: readonly number[];
  readonly daysOff: readonly CalendarDate[];
}>;

/** Reads the facilitators. Every problem names file and line. */
export function readFacilitators(
  file: string,
  { readFacilitatorId, readPartnershipId }: IdReaders,
  ignored: Ignored,
): Promise<Parsed<readonly FacilitatorRow[]>> {
  const readPartnerships = eachOf(readPartnershipId);
  return readRows(
    file,
    columns,
    ignored,
    (read) => ({
      id: read('id', readFacilitatorId) ?? '',
      name: read('name', readLine) ?? '',
      ...known({ email: read('email', readEmail) }),
      partnerships: read('partnerships', readPartnerships) ?? [],
      weekdaysOff: read('weekdays_off', eachWordOf(readWeekday)) ?? [],
      daysOff: read('days_off', eachWordOf(readDate)) ?? [],
    }),
    ({ id }) => id,
  );
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'];

/** "Mon", "monday", and "1" are all Monday. */
function readWeekday(text: string): Cell<number> {
  const word = text.toLowerCase().replace(/(?<=day)s$|\.$/, '');
  const index = weekdays.findIndex((name) => word.length >= 3 && name.startsWith(word));
  const value = /^[1-5]$/.test(word) ? Number(word) : index + 1;
  return value > 0 ? { value } : unreadable(text, 'a weekday from Monday to Friday');
}

/** Partnerships with their facilitators. */
export type Accompanied = {
  readonly partnerships: readonly VisitPartnership[];
  readonly facilitators: readonly VisitFacilitator[];
  /** The facilitators that the files name. */
  readonly people: ReadonlyMap<string, Participant>;
};

type Files = { readonly partnerships: string; readonly facilitators?: string | undefined };

/**
 * Combines partnerships and facilitators. Either file may assign them. If there is a file of facilitators,
 * every partnership has one of them. Otherwise facilitators are the names in the partnerships file, and a
 * partnership without one shares its days with no other.
 */
export function accompany(
  files: Files,
  partnerships: readonly PartnershipRows[],
  rows: readonly FacilitatorRow[] | undefined,
): Accompanied | { readonly problems: readonly string[] } {
  if (rows === undefined) return withoutFile(partnerships);
  const problems = [
    ...strangerProblems(files, partnerships, rows),
    ...partnerships.flatMap((partnership) => problemWith(files, partnership, rows)),
  ];
  if (problems.length > 0) return { problems };
  return {
    partnerships: partnerships.map(({ line: _, ...partnership }) => ({
      ...partnership,
      facilitator: partnership.facilitator ?? rows.find(serves(partnership))?.id ?? '',
    })),
    facilitators: rows.map(({ id, weekdaysOff, daysOff }) => ({ id, weekdaysOff, daysOff })),
    people: new Map(rows.map(({ id, name, email }) => [id, { name, ...known({ email }) }])),
  };
}

const serves =
  ({ id }: Pick<PartnershipRows, 'id'>) =>
  ({ partnerships }: FacilitatorRow): boolean =>
    partnerships.includes(id);

function withoutFile(rows: readonly PartnershipRows[]): Accompanied {
  const named = rows.flatMap(({ facilitator }) => facilitator ?? []);
  const partnerships = rows.map(({ line: _, ...partnership }) => ({
    ...partnership,
    // IDs start with a letter or digit, so this is no one's.
    facilitator: partnership.facilitator ?? `(facilitator of ${partnership.id})`,
  }));
  const standIns = new Map(
    partnerships.flatMap(({ id, facilitator }, index) =>
      rows[index]?.facilitator === undefined ? [[facilitator, id] as const] : [],
    ),
  );
  const ids = [...new Set(partnerships.map(({ facilitator }) => facilitator))];
  return {
    partnerships,
    facilitators: ids.map((id) => ({
      ...{ id, weekdaysOff: [], daysOff: [] },
      ...known({ standsInFor: standIns.get(id) }),
    })),
    people: new Map(named.map((id) => [id, { name: id }])),
  };
}

function strangerProblems(
  files: Files,
  partnerships: readonly PartnershipRows[],
  rows: readonly FacilitatorRow[],
): readonly string[] {
  const known = namesIn(partnerships.map(({ id }) => id));
  return rows.flatMap(({ line, partnerships: served }) =>
    served
      .filter((id) => known.find(id) === undefined)
      .map(
        (id) =>
          `${files.facilitators}:${line}: partnerships: “${id}” isn’t in ${files.partnerships}${sayClosest(known, id)}`,
      ),
  );
}

/** The problem with the facilitator of one partnership. */
function problemWith(
  files: Files,
  partnership: PartnershipRows,
  rows: readonly FacilitatorRow[],
): readonly string[] {
  const { id, facilitator, line } = partnership;
  const at = `${files.partnerships}:${line}:`;
  const [first, second] = rows.filter(serves(partnership));
  if (second)
    return [
      `${files.facilitators}:${second.line}: partnerships: “${id}” already belongs to ${first?.id} (line ${first?.line})`,
    ];
  if (facilitator === undefined)
    return first ? [] : [`${at} partnership ${id} has no facilitator. Add one in either file.`];
  if (!rows.some((row) => row.id === facilitator)) {
    const closest = sayClosest(namesIn(rows.map((row) => row.id)), facilitator);
    return [`${at} facilitator: “${facilitator}” isn’t in ${files.facilitators}${closest}`];
  }
  return first === undefined || first.id === facilitator
    ? []
    : [`${at} facilitator: “${facilitator}” (line ${first.line} of ${files.facilitators} says ${first.id})`];
}
