import * as v from 'valibot';
import { type Instant, plusDays, plusHours } from '#domain/base/time.ts';
import { type Letter, letterKinds } from '#letters/letter.ts';
import type { Table } from './dynamo-table.ts';
import { epochSeconds, keyOf, letterKeyIn } from './keys.ts';
import { type Exactly, parseRecord } from './parse-record.ts';

/**
 * `claimed`: this caller must send the letter. `again`: an earlier sender stopped between sending and recording, so
 * it may already have been sent. `sent`: it was sent. `waiting`: it is stored and will be retried. `refused`: it will
 * never be sent, and staff know. `busy`: someone else is sending it now.
 */
export type LetterClaim = 'claimed' | 'again' | 'sent' | 'waiting' | 'refused' | 'busy';

/**
 * Longer than a letter needs from claim to record (sending gives up after 8 s), so after it the claim's sender has
 * certainly stopped. Short enough to wait for within one function call.
 */
export const claimSeconds = 15;
const keptDays = 400;
/** Older events send nothing: no one can tell anymore if their letters were sent. */
export const toldWithinDays = 390;

const letterRecord = (key: string, now: Instant, standing: Standing) => ({
  ...keyOf.letter(key),
  type: 'letter',
  expiresAt: epochSeconds(plusDays(now.slice(0, 10), keptDays)),
  ...standing,
});

/** Claims a letter by its key before it is sent, so that a repeated event sends it once. */
export async function claimLetter(table: Table, key: string, now: Instant): Promise<LetterClaim> {
  const put = await table.put(letterRecord(key, now, { state: 'claimed', claimedAt: now }), {
    expression:
      'attribute_not_exists(pk) OR #state = :released OR (#state = :claimed AND claimedAt < :silentSince)',
    names: { '#state': 'state' },
    values: {
      ':claimed': 'claimed',
      ':released': 'released',
      ':silentSince': plusHours(now, -claimSeconds / 3600),
    },
  });
  if (put.written) return put.replaced?.state === 'claimed' ? 'again' : 'claimed';
  const { state } = put.found ? parseRecord(standingSchema, put.found) : { state: 'claimed' };
  return settled.find((one) => one === state) ?? 'busy';
}

const settled = ['sent', 'waiting', 'refused'] as const;

/** Records that a claimed letter was sent, with the mail service's ID for it and what it tells. */
export async function recordLetter(
  table: Table,
  key: string,
  messageId: string,
  now: Instant,
  tells?: readonly string[],
): Promise<void> {
  await table.put(letterRecord(key, now, { state: 'sent', sentAt: now, messageId, ...(tells && { tells }) }));
}

/** What the sent letter with this key tells; undefined if none was sent, or one by an earlier release. */
export async function toldBy(table: Table, key: string): Promise<readonly string[] | undefined> {
  const record = await table.get(keyOf.letter(key));
  const standing = record && parseRecord(standingSchema, record);
  return standing?.state === 'sent' ? standing.tells : undefined;
}

/** Whether a letter with this key was sent. */
export async function wasSent(table: Table, key: string): Promise<boolean> {
  const record = await table.get(keyOf.letter(key));
  return record !== undefined && parseRecord(standingSchema, record).state === 'sent';
}

/** Records that a claimed letter will never be sent. Staff see it instead. */
export async function recordRefusal(table: Table, key: string, now: Instant): Promise<void> {
  await table.put(letterRecord(key, now, { state: 'refused', refusedAt: now }));
}

/**
 * A letter that the mail service rejected temporarily. It stays complete in its own record until it is sent or given
 * up.
 */
export type WaitingLetter = {
  readonly letter: Letter;
  /** When it was first tried. */
  readonly since: Instant;
  /** When to retry it. */
  readonly triesAgainAt: Instant;
  /** The kind of error in the last try. */
  readonly reason: string;
  /** True after a try with an unknown result. */
  readonly mayHaveGoneOut: boolean;
};

/**
 * What a letter's record says. A claim that retries a waiting letter keeps it. Erasing its reader leaves `erased`.
 * Older releases wrote `released` if the letter was to be claimed again.
 */
type Standing =
  | { readonly state: 'claimed'; readonly claimedAt: Instant }
  | {
      readonly state: 'sent';
      readonly sentAt: Instant;
      readonly messageId: string;
      readonly tells?: readonly string[];
    }
  | { readonly state: 'refused'; readonly refusedAt: Instant }
  | (WaitingLetter & { readonly state: 'waiting' })
  | (WaitingLetter & { readonly state: 'claimed'; readonly claimedAt: Instant })
  | { readonly state: 'erased' | 'released' };

const text = v.string();
const rowSchema = v.object({ question: text, answer: text });
const entrySchema = v.object({ label: text, href: text, note: text });
const blockSchema = v.variant('kind', [
  v.object({ kind: v.literal('paragraph'), text, address: v.exactOptional(text) }),
  v.object({ kind: v.literal('heading'), text }),
  v.object({ kind: v.literal('quotation'), text }),
  v.object({ kind: v.literal('rows'), title: text, rows: v.array(rowSchema) }),
  v.object({ kind: v.literal('action'), label: text, href: text }),
  v.object({ kind: v.literal('entries'), entries: v.array(entrySchema) }),
  v.object({ kind: v.literal('steps'), steps: v.array(text) }),
]);

const invitedSchema = v.object({ name: text, email: text });
const invitationSchema = v.object({
  ...{ uid: text, sequence: v.number(), writtenAt: text, startsAt: text, endsAt: text },
  ...{ summary: text, description: text, place: v.exactOptional(text) },
  organizer: v.exactOptional(invitedSchema),
  guests: v.array(invitedSchema),
  isCancelled: v.exactOptional(v.boolean()),
});

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
  threading: v.exactOptional(v.object({ id: text, references: v.array(text) })),
  optOut: v.exactOptional(text),
  tells: v.exactOptional(v.array(text)),
});

const waitingSchema = v.object({
  letter: letterSchema,
  since: text,
  triesAgainAt: text,
  reason: text,
  mayHaveGoneOut: v.boolean(),
});
const claimed = { state: v.literal('claimed'), claimedAt: text };

export const standingSchema = v.union([
  v.object({ ...claimed, ...waitingSchema.entries }),
  v.variant('state', [
    v.object(claimed),
    v.object({ state: v.literal('waiting'), ...waitingSchema.entries }),
    v.object({
      ...{ state: v.literal('sent'), sentAt: text, messageId: text },
      tells: v.exactOptional(v.array(text)),
    }),
    v.object({ state: v.literal('refused'), refusedAt: text }),
    v.object({ state: v.picklist(['erased', 'released']) }),
  ]),
]);

/** The overview's key for waiting letters, sorted by when to retry them. No cycle has such an ID. */
const overviewKey = 'WAITING-LETTERS';

const waitingRecord = (standing: Standing & WaitingLetter, now: Instant) => ({
  ...letterRecord(standing.letter.key, now, standing),
  overviewKey,
  overviewSort: `${standing.triesAgainAt}#${standing.letter.key}`,
});

/** Stores a claimed letter instead of sending it. */
export async function keepWaiting(table: Table, waiting: WaitingLetter, now: Instant): Promise<void> {
  await table.put(waitingRecord({ ...waiting, state: 'waiting' }, now));
}

/** A mailing can have ten thousand, with 3 kB each. */
const mostDue = 200;

/**
 * Stores a letter to be sent with the waiting letters, unless one with its key was ever stored. So a repeated event adds
 * nothing.
 */
export async function queueLetter(table: Table, letter: Letter, now: Instant): Promise<void> {
  const waiting = { letter, since: now, triesAgainAt: now, reason: 'Queued', mayHaveGoneOut: false };
  await table.put(waitingRecord({ ...waiting, state: 'waiting' }, now), {
    expression: 'attribute_not_exists(pk)',
  });
}

/** The states of letters, by their keys. Those that weren't stored yet are left out. */
export async function standingsOf(
  table: Table,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Standing['state']>> {
  const found = await Promise.all(keys.map((key) => table.get(keyOf.letter(key))));
  return new Map(
    found.flatMap((record) =>
      record ? [[letterKeyIn(record), parseRecord(standingSchema, record).state] as const] : [],
    ),
  );
}

/**
 * The keys of the first letters that are due for a retry, the longest overdue first. May be a moment behind the last
 * change.
 */
export async function dueKeys(table: Table, now: Instant): Promise<readonly string[]> {
  const records = await table.first(mostDue, {
    IndexName: 'overview',
    KeyConditionExpression: 'overviewKey = :waiting AND overviewSort < :now',
    ExpressionAttributeValues: { ':waiting': { S: overviewKey }, ':now': { S: now } },
  });
  return records.map(letterKeyIn);
}

/**
 * Claims a waiting letter to retry it. It stays complete in its record. Undefined if it no longer waits or someone
 * else is retrying it. If its last sender stopped midway, it may already have been sent.
 */
export async function claimWaiting(
  table: Table,
  key: string,
  now: Instant,
): Promise<WaitingLetter | undefined> {
  const record = await table.get(keyOf.letter(key));
  if (!record) return undefined;
  const schema = standingSchema satisfies Exactly<Standing, typeof standingSchema>;
  const standing = parseRecord(schema, record);
  if (!('letter' in standing)) return undefined;
  const waiting: WaitingLetter = parseRecord(waitingSchema, record);
  const claimedAt = standing.state === 'claimed' ? standing.claimedAt : '';
  const isSilent = standing.state === 'claimed' && claimedAt < plusHours(now, -claimSeconds / 3600);
  if (standing.state !== 'waiting' && !isSilent) return undefined;
  const { written } = await table.put(waitingRecord({ ...waiting, state: 'claimed', claimedAt: now }, now), {
    expression: '#state = :state AND (#state = :waiting OR claimedAt = :claimedAt)',
    names: { '#state': 'state' },
    values: { ':state': standing.state, ':waiting': 'waiting', ':claimedAt': claimedAt },
  });
  return written ? { ...waiting, mayHaveGoneOut: waiting.mayHaveGoneOut || isSilent } : undefined;
}
