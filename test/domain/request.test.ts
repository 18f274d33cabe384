import { describe, expect, test } from 'vitest';
import {
  mayContinue,
  requestApplication,
  requestedApplication,
  requestedReference,
  requestLink,
} from '../../shared/domain/request.ts';
import { aCycle, aDecidedApplication, aDraft, anApplication, aWithdrawnApplication } from '../builders.ts';

const cycle = aCycle();
const now = '2014-04-12T10:00:00.000Z';
const owner = { name: 'Dana Principal', position: 'Principal', email: 'dana.principal@example.org' };
const colleague = { name: 'Lee Deputy', position: 'Assistant principal', email: 'lee.deputy@example.org' };

const asking = (applicant = owner) => ({
  id: '5a1f',
  school: { id: '13K113', name: 'M.S. 113' },
  role: 'host' as const,
  applicant,
});

const reply = (type: 'start' | 'return' | 'taken' | 'unknown', applicant = owner) => ({
  after: {
    ...asking(applicant),
    version: 0,
    cycleId: '2014',
    askedAt: now,
    expiresAt: '2014-04-19T10:00:00.000Z',
  },
  events: [{ type: 'link-requested', reply: type }],
});

describe('asking to apply', () => {
  test('is answered by a link that works for seven days', () => {
    expect(requestApplication(asking(), undefined, cycle, now)).toEqual(reply('start'));
  });

  test.each([aDraft(), anApplication(), aDecidedApplication()])(
    'where the school has an application that is $state, its owner gets the way back and others learn that it is taken',
    (existing) => {
      expect(requestApplication(asking(), existing, cycle, now)).toEqual(reply('return'));
      expect(requestApplication(asking(colleague), existing, cycle, now)).toEqual(reply('taken', colleague));
    },
  );

  test('a withdrawn application leaves the place free for everybody of the school', () => {
    expect(requestApplication(asking(), aWithdrawnApplication(), cycle, now)).toEqual(reply('start'));
    expect(requestApplication(asking(colleague), aWithdrawnApplication(), cycle, now)).toEqual(
      reply('start', colleague),
    );
  });

  test.each([
    ['2014-04-07T12:00:00.000Z', 'not-yet-open'],
    ['2014-05-02T21:00:00.001Z', 'cycle-closed'],
  ])('at %s it is refused as %s, whether or not the school has applied', (moment, refused) => {
    expect(requestApplication(asking(), undefined, cycle, moment)).toEqual({ refused });
    expect(requestApplication(asking(), anApplication(), cycle, moment)).toEqual({ refused });
    expect(requestApplication(asking(colleague), anApplication(), cycle, moment)).toEqual({ refused });
  });
});

describe('asking for a new link', () => {
  test('is answered with the way back for the owner, whatever became of the application', () => {
    for (const existing of [aDraft(), anApplication(), aDecidedApplication(), aWithdrawnApplication()])
      expect(requestLink(asking(), existing, cycle, now)).toEqual(reply('return'));
  });

  test('names the ownership that stands, as the letter will sign it', () => {
    const existing = anApplication({ ownership: 'o2' });
    for (const change of [
      requestLink(asking(), existing, cycle, now),
      requestApplication(asking(), existing, cycle, now),
    ])
      expect('after' in change && requestedApplication(change.after)).toEqual({
        reference: '2014-13K113',
        ownership: 'o2',
      });
    expect(requestLink(asking(colleague), existing, cycle, now)).toEqual(reply('unknown', colleague));
  });

  test('says the same to somebody else of the school as where there is no application', () => {
    expect(requestLink(asking(colleague), anApplication(), cycle, now)).toEqual(reply('unknown', colleague));
    expect(requestLink(asking(colleague), undefined, cycle, now)).toEqual(reply('unknown', colleague));
  });
});

test('only the address that started an application may continue it', () => {
  const { after } = reply('start');
  expect(requestedReference(after)).toBe('2014-13K113');
  expect(mayContinue(after, anApplication())).toBe(true);
  expect(mayContinue(reply('start', colleague).after, anApplication())).toBe(false);
});
