import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  contactsPerPart,
  draftMailing,
  type MailingContact,
  recipientsOf,
  sendMailing,
  withoutApplication,
} from '#domain/admission/mailing.ts';
import type { DirectoryEntry } from '#domain/program/school.ts';

const aContact = (email: string, over: Partial<MailingContact> = {}): MailingContact => ({
  ...{ schoolId: 'W001', schoolName: 'Ivy School', name: 'Rosa Delgado', email },
  ...over,
});
const noFacts = { applied: new Set<string>(), optedOut: new Set<string>(), invited: new Set<string>() };
const created = {
  ...{ cycleId: '2027', batch: 'b1', kind: 'invitation' as const, message: '', said: 's' },
  ...{ createdBy: 'Ruth Lindqvist', createdAt: '2027-04-01T14:00:00.000Z' },
};
const ruth = { email: 'ruth@example.org', name: 'Ruth Lindqvist' };

describe('who gets an invitation', () => {
  test('everyone but those who applied, opted out, were invited, or have no valid address', () => {
    const outcome = recipientsOf(
      [
        aContact('Rosa@Example.org'),
        aContact('rosa@example.org'),
        aContact('applied@example.org', { schoolId: 'W002' }),
        aContact('out@example.org'),
        aContact('before@example.org'),
        aContact('not an address'),
      ],
      {
        applied: new Set(['W002']),
        optedOut: new Set(['out@example.org']),
        invited: new Set(['before@example.org']),
      },
    );
    expect(outcome.contacts.map(({ email }) => email)).toEqual(['rosa@example.org']);
    expect(outcome.skipped.map(({ why }) => why)).toEqual([
      'twice',
      'applied',
      'opted-out',
      'invited',
      'invalid-address',
    ]);
  });

  test('every contact is invited or skipped, and no address is invited twice', () => {
    const emails = fc.constantFrom('a@example.org', 'A@example.org', 'b@example.org', 'c@example.org', 'c');
    fc.assert(
      fc.property(fc.array(emails), fc.array(emails), (given, before) => {
        const { contacts, skipped } = recipientsOf(
          given.map((email) => aContact(email)),
          { ...noFacts, invited: new Set(before) },
        );
        const invited = contacts.map(({ email }) => email);
        expect(contacts.length + skipped.length).toBe(given.length);
        expect(new Set(invited).size).toBe(invited.length);
        expect(invited.filter((email) => new Set<string>(before).has(email))).toEqual([]);
      }),
    );
  });
});

describe('a mailing', () => {
  test('is stored in parts that together have every contact once', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 * contactsPerPart }), (count) => {
        const contacts = Array.from({ length: count }, (_, n) => aContact(`${n}@example.org`));
        const parts = draftMailing({ ...created, contacts });
        expect(parts.flatMap((part) => part.contacts)).toEqual(contacts);
        expect(parts.map(({ part }) => part)).toEqual(parts.map((_, index) => index));
        expect(parts.every((part) => part.contacts.length <= contactsPerPart)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });

  test('is sent once, to those who were chosen', () => {
    const [draft] = draftMailing({ ...created, contacts: [aContact('a@example.org'), aContact('b')] });
    if (!draft) throw new Error('It has one part');
    const chosen = [aContact('a@example.org')];
    const { after, events } = sendMailing(draft, chosen, ruth, '2027-04-02T14:00:00.000Z');
    expect(events).toEqual([{ type: 'mailing-sent' }]);
    expect(after).toMatchObject({ state: 'sent', contacts: chosen });
    expect(sendMailing(after, [], ruth, '2027-04-03T14:00:00.000Z')).toEqual({ after, events: [] });
  });
});

test('schools without an application are listed by name, those that a quota lacks if asked', () => {
  const school = (id: string, region: string, level: 'middle' | 'high'): DirectoryEntry => ({
    ...{ id, name: `School ${id}`, region, levels: [level] },
  });
  const directory = [
    school('C', 'North', 'high'),
    school('A', 'North', 'middle'),
    school('B', 'South', 'middle'),
  ];
  const ids = (filter: Parameters<typeof withoutApplication>[2], applied: readonly string[] = []) =>
    withoutApplication(directory, new Set(applied), filter).map(({ id }) => id);
  expect(ids({})).toEqual(['A', 'B', 'C']);
  expect(ids({}, ['A'])).toEqual(['B', 'C']);
  expect(ids({ region: 'North', level: 'high' })).toEqual(['C']);
  const gaps = [{ name: 'South', region: 'South', missing: 1 }];
  expect(ids({ gaps })).toEqual(['B']);
  expect(ids({ gaps: [] })).toEqual([]);
});
