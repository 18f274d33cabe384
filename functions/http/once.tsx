import { createHash, randomBytes } from 'node:crypto';
import {
  type Change,
  type Creation,
  type Grown,
  type Happening,
  isRefusal,
  type Refusal,
  refuse,
} from '#domain/base/change.ts';
import type { Answer } from './answer.ts';
import { problem } from './problem-pages.tsx';
import { ResendForm, type SentForm } from './resend-form.tsx';
import { seenOf } from './stale-form.ts';

/** The hidden field of a form that creates something: random for each form that is shown. */
export const freshKey = (): { readonly idempotencyKey: string } => ({
  idempotencyKey: randomBytes(16).toString('base64url'),
});

/** A form that was sent by `by`, with its key; the key is empty if there is none. */
type Keyed = { readonly idempotencyKey: string };

/** Undefined for a form without a key: sent twice, it creates two. */
export const creationOf = (by: string, { idempotencyKey, ...said }: Keyed): Creation | undefined =>
  idempotencyKey === ''
    ? undefined
    : // The key also hides what was said: no one can guess it from the hash.
      { key: seenOf([by, idempotencyKey]), said: seenOf([idempotencyKey, said]) };

/** The hexadecimal ID of what the form creates, of `length` characters. Random for a form without a key. */
export const idFrom = (by: string, { idempotencyKey }: Keyed, length: number): string =>
  createHash('sha256')
    .update(idempotencyKey === '' ? randomBytes(16) : JSON.stringify([by, idempotencyKey]))
    .digest('hex')
    .slice(0, length);

/** Answers a form whose key came before with different content, as after “Back”. Resending it creates something else. */
export const keyReused = ({ address, fields }: SentForm): Answer =>
  problem(
    {
      status: 422,
      title: 'You already sent this form',
      detail: 'You changed it after you sent it. What you sent first is saved, and your changes aren’t.',
      errors: [{ field: 'idempotencyKey', detail: 'This key was already used with different content' }],
    },
    <>
      <p class="govuk-body">If you want to send it a second time with your changes, resend the form.</p>
      <ResendForm address={address} fields={{ ...fields, ...freshKey() }} />
    </>,
  );

/** More than people create in the time in which a form is sent twice. */
const creationsKept = 50;

/** The earlier creation by the same form, if any; refused if its key came with different content. */
export function createdBefore(
  { creations = [] }: Grown,
  creation: Creation | undefined,
): Creation | Refusal<'key-reused'> | undefined {
  const before = creations.find(({ key }) => key === creation?.key);
  return before && before.said !== creation?.said ? refuse('key-reused') : before;
}

/** Decides only the first time that a form arrives. `numberOf` finds the number of what was created, if it has one. */
export const once =
  <A extends Grown, B extends A, E extends Happening, R extends Refusal<string> = never>(
    creation: Creation | undefined,
    decide: (standing: A) => Change<B, E> | R,
    numberOf: (after: B) => number | undefined = () => undefined,
  ): ((standing: A) => Change<A, E> | R | Refusal<'key-reused'>) =>
  (standing) => {
    const before = createdBefore(standing, creation);
    if (before) return isRefusal(before) ? before : { after: standing, events: [] };
    const outcome = decide(standing);
    if ('refused' in outcome || !creation) return outcome;
    const number = numberOf(outcome.after);
    const created = { ...creation, ...(number !== undefined && { number }) };
    const creations = [...(standing.creations ?? []), created].slice(-creationsKept);
    return { ...outcome, after: { ...outcome.after, creations } };
  };
