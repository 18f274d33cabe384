import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentions, withoutPeople, withoutPerson } from '#domain/records/erasure.ts';
import { aDecidedApplication, aReview } from '../../builders.ts';
import { aPartnership } from '../../letters/sample.ts';

const dana = {
  email: 'dana.principal@example.org',
  staffNames: [],
  successor: 'program@example.org',
  mark: 'ab12',
};
const at = '2014-04-14T14:00:00.000Z';

describe('erasing one person', () => {
  test('removes an applicant from an application and sends its letters to the program', () => {
    const application = aDecidedApplication({
      history: [
        { at, by: 'Dana Principal', what: 'application-submitted' },
        { at, by: 'Ruth Lindqvist', what: 'application-decided', note: 'Accepted' },
      ],
    });
    const { value, paths } = withoutPerson(application, dana);
    expect(value.applicant).toEqual({ name: '[name removed]', position: '', email: 'program@example.org' });
    expect(value.history.map(({ by }) => by)).toEqual(['[name removed]', 'Ruth Lindqvist']);
    expect(value.decision).toEqual(application.decision);
    expect(paths).toEqual(['applicant.name', 'applicant.position', 'applicant.email', 'history.0.by']);
  });

  test('removes a reviewer from the lists and the review, and keeps the scores', () => {
    const { reviewer: email, reviewerName } = aReview();
    const amara = { ...dana, email, staffNames: [reviewerName] };
    const application = aDecidedApplication({
      reviewers: [email, 'other@example.org'],
      reviews: [aReview()],
    });
    const { value } = withoutPerson(application, amara);
    expect(value.reviewers).toEqual(['removed-ab12@address.invalid', 'other@example.org']);
    expect(value.reviews).toEqual([
      { ...aReview(), reviewer: 'removed-ab12@address.invalid', reviewerName: '[name removed]' },
    ]);
  });

  test('removes a director from decisions, which contain no address', () => {
    const ruth = { ...dana, email: 'ruth.lindqvist@example.org', staffNames: ['Ruth Lindqvist'] };
    expect(withoutPerson(aDecidedApplication(), ruth).value.decision).toMatchObject({
      by: '[name removed]',
      outcome: 'accepted',
    });
  });

  test('removes a contact from a partnership and leaves all others', () => {
    const person = { ...dana, email: 'p1@example.org' };
    const { value } = withoutPerson(aPartnership(), person);
    expect(value.partners.map(({ contact }) => contact.name)).toEqual(['[name removed]', 'Principal of P2']);
    expect(value.host).toEqual(aPartnership().host);
  });

  test('ends only their own links to an application with two contacts', () => {
    const principal = {
      name: 'Rosa Díaz',
      position: 'Principal',
      email: 'rosa@example.org',
      ownership: 'o-principal',
    };
    const application = { ...aDecidedApplication({ ownership: 'o' }), principal };
    const removed = { name: '[name removed]', position: '', email: 'program@example.org' };
    expect(withoutPerson(application, { ...dana, email: principal.email }).value).toEqual({
      ...application,
      principal: { ...removed, ownership: 'o-principal:erased' },
    });
    expect(withoutPerson(application, dana).value).toEqual({
      ...application,
      applicant: removed,
      ownership: 'o:erased',
    });
    expect(withoutPeople(application).value).toMatchObject({
      ownership: 'o:erased',
      principal: { name: '[name removed]', ownership: 'o-principal:erased' },
    });
  });

  test('removes the address from any text, in any spelling', () => {
    const kept = { note: 'Ask Dana.Principal@Example.org, or dana.principal@example.org.' };
    expect(withoutPerson(kept, dana).value.note).toBe('Ask [address removed], or [address removed].');
  });

  test('leaves a person with the same name alone', () => {
    const application = aDecidedApplication({
      applicant: { name: 'Dana Principal', position: 'Principal', email: 'another.dana@example.org' },
    });
    expect(withoutPerson(application, dana)).toEqual({ value: application, paths: [] });
  });

  test('leaves the address nowhere in any record', () => {
    fc.assert(
      fc.property(fc.object({ values: [fc.constant(dana.email), fc.string(), fc.integer()] }), (kept) => {
        expect(mentions(withoutPerson(kept, dana).value, dana.email)).toBe(false);
      }),
    );
  });
});

describe('erasing everyone', () => {
  test('keeps the decision and its reason, the answers, and the scores, without names', () => {
    const application = aDecidedApplication({
      reviewers: [aReview().reviewer],
      reviews: [aReview()],
      history: [{ at, by: 'Dana Principal', what: 'application-submitted' }],
    });
    const { value } = withoutPeople(application);
    expect(value).toEqual({
      ...application,
      ownership: ':erased',
      applicant: { name: '[name removed]', position: '', email: 'removed@address.invalid' },
      history: [],
      reviewers: ['removed@address.invalid'],
      reviews: [
        { ...aReview(), reviewer: 'removed@address.invalid', reviewerName: '[name removed]', comment: '' },
      ],
      decision: { ...application.decision, by: '[name removed]' },
    });
  });

  test('changes nothing the second time', () => {
    const { value } = withoutPeople(aPartnership());
    expect(withoutPeople(value)).toEqual({ value, paths: [] });
  });
});
