import { describe, expect, test } from 'vitest';
import { correctContact } from '#domain/admission/apply.ts';
import { correctPairedContact } from '#domain/partnership/partnership.ts';
import { openLetters, settleLetter } from '#domain/records/undelivered.ts';
import { aDecidedApplication, anUndeliveredLetter, aStaffMember } from '../../builders.ts';
import { aPartnership } from '../../letters/sample.ts';

const ruth = aStaffMember({ name: 'Ruth Lindqvist', roles: ['director'] });
const now = '2014-04-24T14:00:00.000Z';
const contact = { name: 'New Principal', position: 'Principal', email: 'new@example.org' };

describe('correcting a contact', () => {
  test('gives an application in any state a new owner and records who did it', () => {
    const application = aDecidedApplication();
    expect(correctContact(application, contact, 'o2', ruth, now)).toEqual({
      after: {
        ...application,
        applicant: contact,
        ownership: 'o2',
        history: [{ at: now, by: 'Ruth Lindqvist', what: 'contact-corrected' }],
      },
      events: [{ type: 'contact-corrected' }],
    });
  });

  test('tells the new contact again what didn’t arrive', () =>
    expect(correctContact(aDecidedApplication(), contact, 'o2', ruth, now, ['decision'])).toMatchObject({
      events: [{ type: 'contact-corrected', again: ['decision'] }],
    }));

  test('is refused if nothing changes', () => {
    const application = aDecidedApplication();
    expect(correctContact(application, application.applicant, 'o2', ruth, now)).toEqual({
      refused: 'same-contact',
    });
  });

  test('updates the school’s partnership once', () => {
    const corrected = { reference: '2014-P2', applicant: contact, ownership: 'o2' };
    const change = correctPairedContact(aPartnership(), corrected, 'Ruth Lindqvist', now);
    expect(change?.after.partners.map(({ contact: { email }, ownership }) => [email, ownership])).toEqual([
      ['p1@example.org', undefined],
      [contact.email, 'o2'],
    ]);
    expect(change?.after.host).toEqual(aPartnership().host);
    expect(change && correctPairedContact(change.after, corrected, 'Ruth Lindqvist', now)).toBeUndefined();
  });

  test('updates the partnership even if only the ownership differs', () => {
    const { host } = aPartnership();
    const corrected = { reference: host.reference, applicant: host.contact, ownership: 'o2' };
    expect(correctPairedContact(aPartnership(), corrected, 'Ruth Lindqvist', now)?.after.host).toEqual({
      ...host,
      ownership: 'o2',
    });
  });
});

const letter = anUndeliveredLetter({ version: 1 });

describe('an undelivered letter', () => {
  test('is settled once', () => {
    const outcome = settleLetter(letter, ruth, now);
    if ('refused' in outcome) throw new Error(outcome.refused);
    expect(outcome.after).toEqual({
      ...letter,
      state: 'settled',
      settledBy: 'Ruth Lindqvist',
      settledAt: now,
    });
    expect(settleLetter(outcome.after, ruth, now)).toEqual({ refused: 'already-settled' });
  });

  test('is listed until it is settled, newest first', () => {
    const newer = { ...letter, id: 'b', at: '2014-04-23T14:00:00.000Z' };
    const settled = { ...letter, id: 'c', state: 'settled', settledBy: 'Ruth', settledAt: now } as const;
    expect(openLetters([letter, settled, newer]).map(({ id }) => id)).toEqual(['b', 'a-no-such-address']);
  });
});
