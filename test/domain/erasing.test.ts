import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mentions, withoutPeople, withoutPerson } from '../../shared/domain/erasing.ts';
import { aDecidedApplication, aReview } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';

const dana = {
  email: 'dana.principal@example.org',
  staffNames: [],
  successor: 'program@example.org',
  mark: 'ab12',
};
const at = '2014-04-14T14:00:00.000Z';

describe('erasing one person', () => {
  test('takes an applicant out of an application, and sends letters about it to the program', () => {
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

  test('takes a reader out of the lists and the review, whose scores stay', () => {
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

  test('takes a director out of decisions, which name nobody by address', () => {
    const ruth = { ...dana, email: 'ruth.lindqvist@example.org', staffNames: ['Ruth Lindqvist'] };
    expect(withoutPerson(aDecidedApplication(), ruth).value.decision).toMatchObject({
      by: '[name removed]',
      outcome: 'accepted',
    });
  });

  test('takes a contact out of a partnership and leaves all others', () => {
    const person = { ...dana, email: 'p1@example.org' };
    const { value } = withoutPerson(aPartnership(), person);
    expect(value.partners.map(({ contact }) => contact.name)).toEqual(['[name removed]', 'Principal of P2']);
    expect(value.host).toEqual(aPartnership().host);
  });

  test('takes the address out of whatever was written, in any spelling', () => {
    const kept = { note: 'Ask Dana.Principal@Example.org, or dana.principal@example.org.' };
    expect(withoutPerson(kept, dana).value.note).toBe('Ask [address removed], or [address removed].');
  });

  test('leaves a namesake alone', () => {
    const application = aDecidedApplication({
      applicant: { name: 'Dana Principal', position: 'Principal', email: 'another.dana@example.org' },
    });
    expect(withoutPerson(application, dana)).toEqual({ value: application, paths: [] });
  });

  test('leaves the address nowhere, whatever is kept', () => {
    fc.assert(
      fc.property(fc.object({ values: [fc.constant(dana.email), fc.string(), fc.integer()] }), (kept) => {
        expect(mentions(withoutPerson(kept, dana).value, dana.email)).toBe(false);
      }),
    );
  });
});

describe('erasing everybody', () => {
  test('leaves the decision and its reason, the answers and the scores, without a name', () => {
    const application = aDecidedApplication({
      reviewers: [aReview().reviewer],
      reviews: [aReview()],
      history: [{ at, by: 'Dana Principal', what: 'application-submitted' }],
    });
    const { value } = withoutPeople(application);
    expect(value).toEqual({
      ...application,
      applicant: { name: '[name removed]', position: '', email: 'removed@address.invalid' },
      history: [],
      reviewers: ['removed@address.invalid'],
      reviews: [
        { ...aReview(), reviewer: 'removed@address.invalid', reviewerName: '[name removed]', comment: '' },
      ],
      decision: { ...application.decision, by: '[name removed]' },
    });
  });

  test('changes nothing a second time', () => {
    const { value } = withoutPeople(aPartnership());
    expect(withoutPeople(value)).toEqual({ value, paths: [] });
  });
});
