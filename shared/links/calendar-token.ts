import * as v from 'valibot';
import type { Instant } from '#domain/base/time.ts';
import { readToken, type SigningKeys, signToken, type TokenRefusal } from './token.ts';

/**
 * The owner of a calendar link. `n` counts an owner's links. Only the link with the number in the partnership, or in
 * the year of visits, still works.
 */
const ownerSchema = v.variant('kind', [
  v.object({
    kind: v.literal('school'),
    cycleId: v.string(),
    /** The partnership's host ID. */
    host: v.string(),
    school: v.string(),
    /** The school's ownership when it got the link. */
    ownership: v.exactOptional(v.string()),
    n: v.number(),
  }),
  v.object({ kind: v.literal('facilitator'), cycleId: v.string(), email: v.string(), n: v.number() }),
]);

export type CalendarOwner = v.InferOutput<typeof ownerSchema>;

/** The token in a calendar link. The same owner, expiry, and newest key give the same token. */
export const calendarToken = (keys: SigningKeys, owner: CalendarOwner, expiresAt: Instant): string =>
  signToken(keys, { purpose: 'calendar', subject: JSON.stringify(owner), expiresAt });

/** The owner in a token, or why it is refused. The caller must check if its `n` is still current. */
export function readCalendarToken(
  keys: SigningKeys,
  token: string,
  now: Instant,
): CalendarOwner | { readonly refused: TokenRefusal } {
  const read = readToken(keys, token, 'calendar', now);
  return 'refused' in read ? read : v.parse(v.pipe(v.string(), v.parseJson(), ownerSchema), read.subject);
}
