import * as v from 'valibot';
import type { Instant } from '../domain/time.ts';
import { readToken, type SigningKeys, signToken, type TokenRefusal } from './token.ts';

/**
 * Whose visits a calendar shows. `n` tells the addresses that somebody had one after another: only the one whose number their
 * partnership, or the year of visits, holds is still good.
 */
const ownerSchema = v.variant('kind', [
  v.object({
    kind: v.literal('school'),
    cycleId: v.string(),
    /** The partnership, by its host. */
    host: v.string(),
    school: v.string(),
    /** That of the school when it got the address. */
    ownership: v.exactOptional(v.string()),
    n: v.number(),
  }),
  v.object({ kind: v.literal('facilitator'), cycleId: v.string(), email: v.string(), n: v.number() }),
]);

export type CalendarOwner = v.InferOutput<typeof ownerSchema>;

/** What the address of a calendar carries. The same owner, expiry and newest key give the same token. */
export const calendarToken = (keys: SigningKeys, owner: CalendarOwner, expiresAt: Instant): string =>
  signToken(keys, { purpose: 'calendar', subject: JSON.stringify(owner), expiresAt });

/** Whose calendar a token shows, or why it shows none. Whether its `n` is still good is for its reader to ask. */
export function readCalendarToken(
  keys: SigningKeys,
  token: string,
  now: Instant,
): CalendarOwner | { readonly refused: TokenRefusal } {
  const read = readToken(keys, token, 'calendar', now);
  return 'refused' in read ? read : v.parse(v.pipe(v.string(), v.parseJson(), ownerSchema), read.subject);
}
