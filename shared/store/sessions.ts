import { createHash, randomUUID } from 'node:crypto';
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
  /** Random. A session of another generation is over. Clocks don’t matter, and a repeated write changes nothing more. */
  generation: v.optional(v.string(), ''),
  /** A session without a generation, of an earlier release, is over if it started at this instant or earlier. */
  endedAt: v.optional(v.string()),
  /** The roles at the person's last sign-in. A session with another role is over. */
  roles: v.optional(v.array(v.string())),
});

/** A staff member's session, as its cookie says. */
export type StaffSession = {
  readonly staff: StaffMember;
  readonly startedAt: Instant;
  /** The person’s generation when the session started. Undefined in sessions of an earlier release. */
  readonly generation?: string | undefined;
};

/** What ends sessions before they expire. Cookies can’t be recalled, so every page asks. */
export function openSessions(table: Table) {
  const keep = async (
    key: Key,
    now: Instant,
    more: { readonly endedAt: Instant; readonly generation?: string } | { readonly roles: string[] },
  ) => {
    const expiresAt = epochSeconds(plusHours(now, rememberedHours));
    return parseRecord(limits, await table.set(key, { type: 'session', expiresAt, ...more }));
  };

  return {
    isStaffSessionOver: async ({ staff, startedAt, generation }: StaffSession): Promise<boolean> => {
      const record = await table.get(staffKey(staff.email));
      if (!record) return false;
      const { endedAt, roles, ...current } = parseRecord(limits, record);
      const lostRole = roles !== undefined && staff.roles.some((role) => !roles.includes(role));
      const isEnded =
        generation === undefined
          ? endedAt !== undefined && startedAt <= endedAt
          : generation !== current.generation;
      return lostRole || isEnded;
    },

    /** Ends every session of a staff member, in all browsers. */
    endStaffSessions: async (email: string, now: Instant): Promise<void> => {
      await keep(staffKey(email), now, { endedAt: now, generation: randomUUID() });
    },

    /**
     * Ends the sessions that have a role that this sign-in no longer has. Returns the generation of the session that
     * starts.
     */
    noteSignIn: async (
      { email, roles }: Pick<StaffMember, 'email' | 'roles'>,
      now: Instant,
    ): Promise<string> => (await keep(staffKey(email), now, { roles: [...roles] })).generation,

    isBrowserSignedOut: async (token: string): Promise<boolean> =>
      (await table.get(browserKey(token))) !== undefined,

    /** Ends the session of one browser, named by its cookie's token. */
    signOutBrowser: async (token: string, now: Instant): Promise<void> => {
      await keep(browserKey(token), now, { endedAt: now });
    },
  };
}

export type Sessions = ReturnType<typeof openSessions>;
