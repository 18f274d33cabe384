import { describe, expect, test } from 'vitest';
import { isRefusal, type Refusal, refuse } from '#domain/base/change.ts';
import { ifSeen, seenFor, seenOf } from '#http/stale-form.ts';

type Note = { readonly version: number; readonly text: string; readonly by: string };
const note = (text: string, by = 'Mei'): Note => ({ version: 1, text, by });
const shown = ({ text }: Note) => ({ text });

/** Sends a form that was opened on `opened` and says `typed`. */
const send = (opened: Note | undefined, typed: string, now: Note, why?: Refusal<'ended'>) =>
  ifSeen(
    { seen: opened ? seenOf(shown(opened)) : '', shown, wanted: { text: typed } },
    (standing: Note) => why ?? { after: { ...standing, text: typed }, events: [] },
  )(now);

describe('a form', () => {
  test('changes what it showed', () =>
    expect(send(note('old'), 'new', note('old'))).toMatchObject({ after: { text: 'new' } }));

  test('does not mind changes of what it did not show', () =>
    expect(send(note('old'), 'new', note('old', 'Ruth'))).toMatchObject({ after: note('new', 'Ruth') }));

  test('without a hash replaces what is there', () =>
    expect(send(undefined, 'new', note('other'))).toMatchObject({ after: { text: 'new' } }));

  test('changes nothing after someone else’s change', () =>
    expect(send(note('old'), 'new', note('other'))).toEqual(refuse('changed')));

  test('that was sent twice changes nothing the second time, and is no refusal', () => {
    const now = note('new');
    const outcome = send(note('old'), 'new', now);
    expect(isRefusal(outcome)).toBe(false);
    expect(outcome).toEqual({ after: now, events: [] });
  });

  test('is refused by the rules before it is refused for someone else’s change', () =>
    expect(send(note('old'), 'new', note('other'), refuse('ended'))).toEqual(refuse('ended')));

  test('that comes back with errors keeps the hash of its first page, and gets a new one after a change', () => {
    const fields = { seen: seenOf({ text: 'first' }) };
    expect(seenFor({ text: 'now' }, { fields, isChanged: false })).toBe(fields.seen);
    expect(seenFor({ text: 'now' }, { fields, isChanged: true })).toBe(seenOf({ text: 'now' }));
    expect(seenFor({ text: 'now' })).toBe(seenOf({ text: 'now' }));
  });
});
