import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { Instant } from '#domain/base/time.ts';
import { sayList } from '#domain/base/wording.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import {
  cancellationOf,
  type Earlier,
  type Invitation,
  type InvitationVersion,
  publishedText,
  readEarlier,
  requestText,
} from '#invitations/icalendar.ts';
import { type InvitedVisit, invitationTo, visitUid } from '#invitations/invitation.ts';
import { isBroken, type Parsed } from '../../parsing/parsed.ts';
import { inFile, readText } from '../text-file.ts';
import type { VisitQuestion } from './question.ts';

/** The invitations in a folder, by the IDs of their visits. */
type Written = ReadonlyMap<string, { readonly text: string; readonly earlier: Earlier }>;

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
  if (isBroken(text)) return inFile(file, text);
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

const longestName = 120;

/**
 * An ID for each visit: its number this year among visits from these schools to that one. So it stays when
 * the visit moves. It fits file names and UIDs.
 */
export function visitIds(
  year: string,
  visits: readonly PlannedVisit[],
): readonly { readonly id: string; readonly visit: PlannedVisit }[] {
  const counts = new Map<string, number>();
  return visits.map((visit) => {
    const { partnership, visiting, visited } = visit;
    const who = [partnership, ...visiting.toSorted(), visited].map(fileName).join('.');
    const count = (counts.get(who) ?? 0) + 1;
    counts.set(who, count);
    return { id: `${year}.${shortened(who)}.${count}`, visit };
  });
}

/** The text in letters, digits, and hyphens. Other bytes become `_` and two digits, so that no two texts collide. */
export const fileName = (text: string): string =>
  [...Buffer.from(text)]
    .map((byte) => {
      const letter = String.fromCharCode(byte);
      return /[A-Za-z0-9-]/.test(letter) ? letter : `_${byte.toString(16).padStart(2, '0')}`;
    })
    .join('');

const shortened = (name: string): string =>
  name.length <= longestName ? name : createHash('sha256').update(name).digest('hex').slice(0, 40);

/** The result for one visit's invitation. A canceled visit is in no calendar. */
export type Posting = {
  readonly id: string;
  readonly text: string;
  readonly state: 'new' | 'changed' | 'kept' | 'canceled';
  readonly current?: { readonly visit: PlannedVisit; readonly invitation: Invitation };
};

/** The domain of UIDs if no organizer is named. */
const nobodysDomain = 'learning-partners.invalid';

/** The invitations of a plan, given the earlier ones, including cancellations of removed visits. */
export function postingsOf(
  year: string,
  question: VisitQuestion,
  visits: readonly PlannedVisit[],
  written: Written,
  writtenAt: Instant,
): readonly Posting[] {
  const named = visitIds(year, visits);
  const planned = new Set(named.map(({ id }) => id));
  const domain = question.settings.organizer?.email.split('@').at(-1) ?? nobodysDomain;
  return [
    ...named.map(({ id, visit }) =>
      postingOf(
        { id, visit, before: written.get(id), first: { uid: visitUid(id, domain), sequence: 0, writtenAt } },
        (version) => invitationTo(invitedVisit(question, visit), version),
      ),
    ),
    ...[...written]
      .filter(([id]) => !planned.has(id))
      .flatMap(([id, before]) => takenBack(id, before, writtenAt)),
  ];
}

type Before = { readonly text: string; readonly earlier: Earlier };

/** A visit, its earlier invitation, and its first version. */
type Named = {
  readonly id: string;
  readonly visit: PlannedVisit;
  readonly before: Before | undefined;
  readonly first: InvitationVersion;
};

function postingOf(
  { id, visit, before, first }: Named,
  invitationAs: (version: InvitationVersion) => Invitation,
): Posting {
  const posting = (state: Posting['state'], version: InvitationVersion): Posting => {
    const invitation = invitationAs(version);
    return { id, text: textOf(invitation), state, current: { visit, invitation } };
  };
  if (!before) return posting('new', first);
  const { uid, sequence, writtenAt, isCancelled } = before.earlier;
  const kept = posting('kept', { uid, sequence, writtenAt });
  if (kept.text === before.text) return kept;
  return posting(isCancelled ? 'new' : 'changed', { ...first, uid, sequence: sequence + 1 });
}

function takenBack(id: string, { text, earlier }: Before, writtenAt: Instant): readonly Posting[] {
  const cancellation = earlier.isCancelled ? undefined : cancellationOf(text, writtenAt);
  return cancellation === undefined ? [] : [{ id, text: cancellation, state: 'canceled' }];
}

/** An invitation needs an organizer and a guest. Without them it only informs. */
const textOf = (invitation: Invitation): string =>
  invitation.organizer && invitation.guests.length > 0
    ? requestText(invitation)
    : publishedText(invitation.summary, [invitation]);

function invitedVisit(
  { settings, schools, facilitators, focusOf }: VisitQuestion,
  visit: PlannedVisit,
): InvitedVisit {
  const { partnership, date, visiting, visited, facilitator } = visit;
  const focus = focusOf(visit);
  const schoolOf = (school: string) => schools.get(school) ?? { name: school };
  const accompanying = facilitators.get(facilitator);
  return {
    date,
    ...settings,
    visiting: visiting.map(schoolOf),
    visited: schoolOf(visited),
    ...(accompanying ? { facilitator: accompanying } : {}),
    notes: [
      `Partnership ${partnership}.`,
      ...(focus.length > 0 ? [`Learning focus: ${sayList(focus)}.`] : []),
    ],
  };
}
