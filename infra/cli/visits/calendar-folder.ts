import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { type Earlier, readEarlier } from '../../../shared/invitations/icalendar.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { readText } from '../text-file.ts';

/** The invitations in a folder, by the IDs of their visits. */
export type Written = ReadonlyMap<string, { readonly text: string; readonly earlier: Earlier }>;

export const visitsFolder = (folder: string): string => path.join(folder, 'visits');

/** Reads the earlier invitations of one year; none if the folder doesn't exist yet. */
export async function readWritten(folder: string, year: string): Promise<Parsed<Written>> {
  const names = await namesIn(visitsFolder(folder));
  if (isBroken(names)) return names;
  const own = names.parsed.filter((name) => name.startsWith(`${year}.`) && name.endsWith('.ics')).sort();
  const read = await Promise.all(own.map((name) => readInvitation(path.join(visitsFolder(folder), name))));
  const problems = read.flatMap((each) => (isBroken(each) ? each.problems : []));
  if (problems.length > 0) return { problems };
  return {
    parsed: new Map(
      read.flatMap((each, index) =>
        isBroken(each) ? [] : [[own[index]?.slice(0, -'.ics'.length) ?? '', each.parsed] as const],
      ),
    ),
  };
}

/** Without its sequence number, calendars would ignore the next version of an invitation. */
async function readInvitation(file: string): Promise<Parsed<{ text: string; earlier: Earlier }>> {
  const text = await readText(file);
  if (isBroken(text)) return { problems: text.problems.map((problem) => `${file}: ${problem}`) };
  const earlier = readEarlier(text.parsed);
  return earlier
    ? { parsed: { text: text.parsed, earlier } }
    : { problems: [`${file}: isn’t an invitation to one visit. Move it out of this folder.`] };
}

async function namesIn(folder: string): Promise<Parsed<readonly string[]>> {
  try {
    return { parsed: await readdir(folder) };
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOENT') return { parsed: [] };
    return { problems: [`${folder}: can’t be read (${error.code})`] };
  }
}
