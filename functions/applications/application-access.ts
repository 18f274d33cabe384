import { createHash } from 'node:crypto';
import type { Instant } from '#domain/base/time.ts';
import { applicantDoor } from '#http/applicant-access.tsx';
import { openApplicationCommits } from '#store/application-commits.ts';
import { openApplications } from '#store/applications.ts';
import { openMailings } from '#store/mailings.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openRequests } from '#store/requests.ts';
import { openSchools } from '#store/schools.ts';
import { openSessions } from '#store/sessions.ts';
import { openThreads } from '#store/threads.ts';
import { cycles, sessions, table } from './access.ts';

/** Everything that the pages of the part read and write. */
export const store = {
  table,
  ...cycles,
  ...openApplications(table),
  ...openApplicationCommits(table),
  ...openRequests(table),
  ...openSchools(table),
  ...openMailings(table),
  ...openPartnerships(table),
  ...openThreads(table),
  ...openSessions(table),
};

/** Guards pages of one application: only a browser that opened its link gets in. */
export const forApplicant = applicantDoor({ sessions, store, besides: async () => undefined });

/** A school behind one network address sends a few forms an hour; a bot sends hundreds. */
const perHour = { caller: 60, email: 6 } as const;

/**
 * Counts this request for an email. Returns whether its caller or recipient has had too many within the hour.
 * Network and email addresses are stored only as hashes, for two hours.
 */
export async function hadTooMany(
  store: Pick<ReturnType<typeof openRequests>, 'countAttempt'>,
  asked: { readonly caller: string; readonly email: string },
  now: Instant,
): Promise<boolean> {
  const hour = now.slice(0, 13);
  const forgottenAt = Math.floor(Date.parse(now) / 1000) + 2 * 60 * 60;
  const counted = { caller: networkOf(asked.caller), email: asked.email };
  const keyOf = (kind: 'caller' | 'email') =>
    `${kind}#${hour}#${createHash('sha256').update(`${hour} ${counted[kind]}`).digest('base64url')}`;
  const [byCaller, byEmail] = await Promise.all([
    store.countAttempt(keyOf('caller'), forgottenAt),
    store.countAttempt(keyOf('email'), forgottenAt),
  ]);
  return byCaller > perHour.caller || byEmail > perHour.email;
}

/**
 * The network an address belongs to. One household or school has 2^64 IPv6 addresses, all with the same first four groups,
 * and chooses the other four.
 */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address;
  const [start = '', end = ''] = address.split('::');
  const [before, after] = [groupsOf(start), groupsOf(end)];
  const left = address.includes('::') ? Array(Math.max(0, 8 - before.length - after.length)).fill('0') : [];
  return [...before, ...left, ...after].slice(0, 4).join(':');
}

const groupsOf = (part: string): readonly string[] =>
  part === ''
    ? []
    : part
        .toLowerCase()
        .split(':')
        .map((group) => group.replace(/^0+(?=.)/, ''));
