import * as v from 'valibot';
import { type Instant, plusHours } from '../domain/time.ts';
import type { Invitation, Invited } from '../invitations/invitation.ts';
import { type Block, type Letter, letterKinds } from '../letters/letter.ts';
import { claimSeconds, letterRecord } from './letters.ts';
import { keyOf, letterKeyIn } from './records.ts';
import type { Table } from './table.ts';

/** A letter that the mail service did not take. It stays whole in its own record until it went out or is given up. */
export type WaitingLetter = {
  readonly letter: Letter;
  /** When it was first tried. */
  readonly since: Instant;
  /** When it is to be tried again. */
  readonly triesAgainAt: Instant;
  /** The kind of error of the last try. */
  readonly reason: string;
  /** After a try of which nobody can say how it ended. */
  readonly mayHaveGoneOut: boolean;
};

const text = v.string();
const rowSchema = v.object({ question: text, answer: text });
const entrySchema = v.object({ label: text, href: text, note: text });
const blockSchema = v.variant('kind', [
  v.object({ kind: v.literal('paragraph'), text, address: v.exactOptional(text) }),
  v.object({ kind: v.picklist(['heading', 'quotation']), text }),
  v.object({ kind: v.literal('rows'), title: text, rows: v.array(rowSchema) }),
  v.object({ kind: v.literal('action'), label: text, href: text }),
  v.object({ kind: v.literal('entries'), entries: v.array(entrySchema) }),
  v.object({ kind: v.literal('steps'), steps: v.array(text) }),
]) satisfies v.GenericSchema<unknown, Block>;

const invitedSchema = v.object({ name: text, email: text }) satisfies v.GenericSchema<unknown, Invited>;
const invitationSchema = v.object({
  ...{ uid: text, sequence: v.number(), writtenAt: text, startsAt: text, endsAt: text },
  ...{ summary: text, description: text, place: v.exactOptional(text) },
  organizer: v.exactOptional(invitedSchema),
  guests: v.array(invitedSchema),
  isCancelled: v.exactOptional(v.boolean()),
}) satisfies v.GenericSchema<unknown, Invitation>;

const letterSchema = v.object({
  ...{ key: text, kind: v.picklist(letterKinds), to: text, subject: text, body: v.array(blockSchema) },
  ...{ why: text, contactEmail: text, signature: text },
  // Emails that an earlier release kept have none of these.
  signer: v.optional(v.object({ name: text, title: v.exactOptional(text) }), { name: '' }),
  program: v.optional(text, ''),
  lang: v.optional(text, 'en'),
  calendar: v.exactOptional(
    v.variant('method', [
      v.object({ method: v.picklist(['REQUEST', 'CANCEL']), invitation: invitationSchema }),
      v.object({ method: v.literal('PUBLISH'), name: text, invitations: v.array(invitationSchema) }),
    ]),
  ),
}) satisfies v.GenericSchema<unknown, Letter>;

const waitingSchema = v.object({
  letter: letterSchema,
  since: text,
  triesAgainAt: text,
  reason: text,
  mayHaveGoneOut: v.boolean(),
}) satisfies v.GenericSchema<unknown, WaitingLetter>;

const standingSchema = v.object({ state: text, claimedAt: v.optional(text, '') });

/** Under which letters that wait are found in the overview, in the order in which they are to be tried. No cycle has such an id. */
const overviewKey = 'WAITING-LETTERS';

const waitingRecord = (waiting: WaitingLetter, now: Instant) => ({
  ...letterRecord(waiting.letter.key, now),
  ...waiting,
  overviewKey,
  overviewSort: `${waiting.triesAgainAt}#${waiting.letter.key}`,
});

/** Keeps a claimed letter in place of sending it. */
export async function keepWaiting(table: Table, waiting: WaitingLetter, now: Instant): Promise<void> {
  await table.put({ ...waitingRecord(waiting, now), state: 'waiting' });
}

/** The keys of the letters that are to be tried again by now, the longest due first; behind the last change by a moment. */
export async function dueKeys(table: Table, now: Instant): Promise<readonly string[]> {
  const records = await table.query({
    IndexName: 'overview',
    KeyConditionExpression: 'overviewKey = :waiting AND overviewSort < :now',
    ExpressionAttributeValues: { ':waiting': { S: overviewKey }, ':now': { S: now } },
  });
  return records.map(letterKeyIn);
}

/**
 * Claims a letter that waits, to try it again; it stays whole in its record meanwhile. Undefined where it waits no more, or somebody
 * else is trying it. Where its last sender fell silent, it may have gone out.
 */
export async function claimWaiting(
  table: Table,
  key: string,
  now: Instant,
): Promise<WaitingLetter | undefined> {
  const record = await table.get(keyOf.letter(key));
  if (!record?.letter) return undefined;
  const { state, claimedAt } = v.parse(standingSchema, record);
  const waiting = v.parse(waitingSchema, record);
  const isSilent = state === 'claimed' && claimedAt < plusHours(now, -claimSeconds / 3600);
  if (state !== 'waiting' && !isSilent) return undefined;
  const { written } = await table.put(
    { ...waitingRecord(waiting, now), state: 'claimed', claimedAt: now },
    {
      expression: '#state = :state AND (#state = :waiting OR claimedAt = :claimedAt)',
      names: { '#state': 'state' },
      values: { ':state': state, ':waiting': 'waiting', ':claimedAt': claimedAt },
    },
  );
  return written ? { ...waiting, mayHaveGoneOut: waiting.mayHaveGoneOut || isSilent } : undefined;
}
