import path from 'node:path';
import { countOf, sayCount } from '#domain/base/wording.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { type Invitation, subscribedText } from '#invitations/icalendar.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { outputFolders, sheetFiles } from '../sheet-files.ts';
import { type Output, writeAll } from '../write-files.ts';
import { fileName, type Posting, postingsOf, readWritten, visitsFolder } from './invitations.ts';
import type { VisitQuestion } from './question.ts';
import { visitSheet } from './visits-sheet.ts';

/** The file of the visits, and the folder of calendar files. */
export type PlanOutputs = { readonly out: string | undefined; readonly ics: string | undefined };

/** Writes a plan to its files, all or nothing. Returns sentences about the rest. */
export async function writePlan(
  { out, ics: folder }: PlanOutputs,
  question: VisitQuestion,
  visits: readonly PlannedVisit[],
  now: Date,
): Promise<Parsed<readonly string[]>> {
  const sheet = out === undefined ? [] : await sheetFiles(out, [visitSheet(question, visits)], 'visits');
  if (folder === undefined) return finished(await writeAll(sheet, outputFolders(out)), []);
  // Next year's visit is a different visit, even between the same schools.
  const year = question.problem.firstDay.slice(0, 4);
  const written = await readWritten(folder, year);
  if (isBroken(written)) return written;
  const postings = postingsOf(year, question, visits, written.parsed, now.toISOString());
  const outputs = [...sheet, ...invitationFiles(folder, postings), ...calendars(folder, question, postings)];
  const kinds = ['visits', 'schools', 'facilitators'];
  const folders = [...outputFolders(out), ...kinds.map((kind) => path.join(folder, kind))];
  return finished(await writeAll(outputs, folders), [sayPostings(postings)]);
}

const finished = (fault: string | undefined, said: readonly string[]): Parsed<readonly string[]> =>
  fault === undefined ? { parsed: said } : { problems: [fault] };

const invitationFiles = (folder: string, postings: readonly Posting[]): readonly Output[] =>
  postings
    .filter(({ state }) => state !== 'kept')
    .map(({ id, text }) => ({ file: path.join(visitsFolder(folder), `${id}.ics`), pieces: [text] }));

/** A calendar for each school and facilitator, even without visits. */
function calendars(
  folder: string,
  { schools, facilitators }: VisitQuestion,
  postings: readonly Posting[],
): readonly Output[] {
  const visits = postings.flatMap(({ current }) => current ?? []);
  const calendarOf = (kind: string, id: string, name: string, own: readonly Invitation[]): Output => ({
    file: path.join(folder, kind, `${fileName(id)}.ics`),
    pieces: [subscribedText(`${name}’s visits`, own)],
  });
  const bySchool = new Map<string, Invitation[]>([...schools.keys()].map((id) => [id, []]));
  const byFacilitator = new Map<string, Invitation[]>([...facilitators.keys()].map((id) => [id, []]));
  for (const { visit, invitation } of visits) {
    for (const id of [...visit.visiting, visit.visited]) bySchool.get(id)?.push(invitation);
    byFacilitator.get(visit.facilitator)?.push(invitation);
  }
  return [
    ...[...schools].map(([id, { name }]) => calendarOf('schools', id, name, bySchool.get(id) ?? [])),
    ...[...facilitators].map(([id, { name }]) =>
      calendarOf('facilitators', id, name, byFacilitator.get(id) ?? []),
    ),
  ];
}

function sayPostings(postings: readonly Posting[]): string {
  const count = (wanted: Posting['state']) => postings.filter(({ state }) => state === wanted).length;
  return `${countOf(count('new'), 'new invitation')}, ${sayCount(count('changed'))} changed, ${sayCount(count('canceled'))} canceled, ${sayCount(count('kept'))} unchanged`;
}
