import { type MailingContact, mostContacts } from '#domain/admission/mailing.ts';
import type { DirectoryEntry } from '#domain/program/school.ts';
import { uninert } from './csv.ts';

/** Why a row isn't a contact. `cells`: how many it has. */
export type ContactFault = { readonly line: number } & (
  | { readonly kind: 'too-few-cells' | 'too-many-cells'; readonly cells: number }
  | { readonly kind: 'no-school' | 'no-address' | 'quotation-mark' }
  | { readonly kind: 'unknown-school'; readonly schoolId: string }
  | { readonly kind: 'too-long' }
);

export type ReadContacts =
  | { readonly contacts: readonly MailingContact[] }
  | { readonly faults: readonly ContactFault[] }
  | { readonly tooMany: number };

/** Longer than any name or address. */
const longestCell = 254;

/**
 * Contacts from CSV or from rows that were copied from a spreadsheet: school ID, name, and email address, or without the name.
 * A first line without an address is a header. If any row has a fault, there are no contacts.
 */
export function readContacts(text: string, directory: readonly DirectoryEntry[]): ReadContacts {
  const schools = new Map(directory.map((school) => [school.id.toLowerCase(), school]));
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n?|\n/);
  const rows = lines.flatMap((line, index) => (line.trim() === '' ? [] : [{ line: index + 1, text: line }]));
  const [first] = rows;
  const body = first && !first.text.includes('@') && rows.length > 1 ? rows.slice(1) : rows;
  if (body.length > mostContacts) return { tooMany: body.length };
  const contacts: MailingContact[] = [];
  const faults: ContactFault[] = [];
  for (const row of body) {
    const read = contactIn(row, schools);
    if ('line' in read) faults.push(read);
    else contacts.push(read);
  }
  return faults.length > 0 ? { faults } : { contacts };
}

function contactIn(
  { line, text }: { readonly line: number; readonly text: string },
  schools: ReadonlyMap<string, DirectoryEntry>,
): MailingContact | ContactFault {
  const cells = cellsIn(text);
  if (!cells) return { line, kind: 'quotation-mark' };
  const [schoolId = '', second = '', third] = cells;
  if (cells.length < 2) return { line, kind: 'too-few-cells', cells: cells.length };
  if (cells.length > 3) return { line, kind: 'too-many-cells', cells: cells.length };
  if (cells.some((cell) => cell.length > longestCell)) return { line, kind: 'too-long' };
  if (schoolId === '') return { line, kind: 'no-school' };
  const school = schools.get(schoolId.toLowerCase());
  if (!school) return { line, kind: 'unknown-school', schoolId };
  const [name, email] = third === undefined ? ['', second] : [second, third];
  if (email === '') return { line, kind: 'no-address' };
  return { schoolId: school.id, schoolName: school.name, name, email };
}

/** Cells between commas, semicolons, or tabs, some in quotation marks (RFC 4180). Undefined if a mark is misplaced. */
function cellsIn(line: string): readonly string[] | undefined {
  const separator = ['\t', ',', ';'].find((one) => line.includes(one)) ?? ',';
  const cell = new RegExp(
    `\\s*"((?:[^"]|"")*)"\\s*(?=${separator}|$)|([^"${separator}]*)(?=${separator}|$)`,
    'y',
  );
  const cells: string[] = [];
  for (let at = 0; at <= line.length; at = cell.lastIndex + 1) {
    cell.lastIndex = at;
    const [, quoted, plain] = cell.exec(line) ?? [];
    const found = quoted?.replaceAll('""', '"') ?? plain;
    if (found === undefined) return undefined;
    cells.push(uninert(found.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim()));
  }
  // Spreadsheets write the empty cells of wider rows.
  const last = cells.findLastIndex((one) => one !== '');
  return cells.slice(0, Math.max(last + 1, Math.min(cells.length, 3)));
}
