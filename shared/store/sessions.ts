import { createHash } from 'node:crypto';
import * as v from 'valibot';
import type { StaffMember } from '#domain/base/person.ts';
import { type Instant, plusHours } from '#domain/base/time.ts';
import type { Key, Table } from './dynamo-table.ts';
import { epochSeconds, keyOf } from './keys.ts';
import { parseRecord } from './parse-record.ts';

/** Longer than any session, so that a record is kept as long as it matters. */
const rememberedHours = 24;

/** Keys are hashes, so that a session's end names no one. */
const digestOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
const staffKey = (email: string): Key => keyOf.session(`STAFF#${digestOf(email)}`);
const browserKey = (token: string): Key => keyOf.session(`BROWSER#${digestOf(token)}`);

const limits = v.object({
  /** A session that started at this instant or earlier is over. */
  endedAt: v.optional(v.string()),
  /** The roles at the person's last sign-in. A session with another role is over. */
  roles: v.optional(v.array(v.string())),
});

/** A staff member's session, as its cookie says. */
export type StaffSession = { readonly staff: StaffMember; readonly startedAt: Instant };

/** What ends sessions before they expire. Cookies can’t be recalled, so every page asks. */
export function openSessions(table: Table) {
  const keep = (key: Key, now: Instant, more: { readonly endedAt: Instant } | { readonly roles: string[] }) =>
    table.set(key, { type: 'session', expiresAt: epochSeconds(plusHours(now, rememberedHours)), ...more });

  return {
    isStaffSessionOver: async ({ staff, startedAt }: StaffSession): Promise<boolean> => {
      const record = await table.get(staffKey(staff.email));
      if (!record) return false;
      const { endedAt, roles } = parseRecord(limits, record);
      const lostRole = roles !== undefined && staff.roles.some((role) => !roles.includes(role));
      return lostRole || (endedAt !== undefined && startedAt <= endedAt);
    },

    /** Ends every session of a staff member, in all browsers. */
    endStaffSessions: (email: string, now: Instant): Promise<void> =>
      keep(staffKey(email), now, { endedAt: now }),

    /** Ends the sessions that have a role that this sign-in no longer has. */
    noteSignIn: ({ email, roles }: Pick<StaffMember, 'email' | 'roles'>, now: Instant): Promise<void> =>
      keep(staffKey(email), now, { roles: [...roles] }),

    isBrowserSignedOut: async (token: string): Promise<boolean> =>
      (await table.get(browserKey(token))) !== undefined,

    /** Ends the session of one browser, named by its cookie's token. */
    signOutBrowser: (token: string, now: Instant): Promise<void> =>
      keep(browserKey(token), now, { endedAt: now }),
  };
}

export type Sessions = ReturnType<typeof openSessions>;
