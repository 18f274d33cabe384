import { describe, expect, test } from 'vitest';
import type { Application } from '#domain/admission/application.ts';
import {
  continued,
  requestApplication,
  requestedApplication,
  requestedReference,
  requestKeptUntil,
  requestLink,
} from '#domain/admission/request.ts';
import { aCycle, aDecidedApplication, aDraft, anApplication, aWithdrawnApplication } from '../../builders.ts';

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
  test('is answered with a link that works for seven days', () => {
    expect(requestApplication(asking(), undefined, cycle, now)).toEqual(reply('start'));
  });

  test.each([aDraft(), anApplication(), aDecidedApplication()])(
    'for a school whose application is $state gives its owner the way back and tells others that it is taken',
    (existing) => {
      expect(requestApplication(asking(), existing, cycle, now)).toEqual(reply('return'));
      expect(requestApplication(asking(colleague), existing, cycle, now)).toEqual(reply('taken', colleague));
    },
  );

  test('is open to everyone at a school that withdrew', () => {
    expect(requestApplication(asking(), aWithdrawnApplication(), cycle, now)).toEqual(reply('start'));
    expect(requestApplication(asking(colleague), aWithdrawnApplication(), cycle, now)).toEqual(
      reply('start', colleague),
    );
  });

  test.each([
    ['2014-04-07T12:00:00.000Z', 'not-yet-open'],
    ['2014-05-02T21:00:00.001Z', 'cycle-closed'],
  ])('at %s is refused as %s, whether or not the school has applied', (moment, refused) => {
    expect(requestApplication(asking(), undefined, cycle, moment)).toEqual({ refused });
    expect(requestApplication(asking(), anApplication(), cycle, moment)).toEqual({ refused });
    expect(requestApplication(asking(colleague), anApplication(), cycle, moment)).toEqual({ refused });
  });
});

describe('asking for a new link', () => {
  test('gives the owner the way back, whatever happened to the application', () => {
    for (const existing of [aDraft(), anApplication(), aDecidedApplication(), aWithdrawnApplication()])
      expect(requestLink(asking(), { existing, earlier: undefined }, cycle, now)).toEqual(reply('return'));
  });

  test('names the current ownership, which the letter signs', () => {
    const existing = anApplication({ ownership: 'o2' });
    for (const change of [
      requestLink(asking(), { existing, earlier: undefined }, cycle, now),
      requestApplication(asking(), existing, cycle, now),
    ])
      expect('after' in change && requestedApplication(change.after)).toEqual({
        reference: '2014-13K113',
        ownership: 'o2',
      });
    expect(requestLink(asking(colleague), { existing, earlier: undefined }, cycle, now)).toEqual(
      reply('unknown', colleague),
    );
  });

  test('says the same to others at the school as if there were no application', () => {
    for (const existing of [anApplication(), undefined])
      expect(requestLink(asking(colleague), { existing, earlier: undefined }, cycle, now)).toEqual(
        reply('unknown', colleague),
      );
  });

  describe('again, after a request that started nothing,', () => {
    const earlier = { ...reply('start').after, version: 1, id: 'first', askedAt: '2014-04-08T10:00:00.000Z' };
    const again = {
      id: '5a1f',
      school: earlier.school,
      role: 'partner',
      applicant: { ...owner, name: '' },
    } as const;
    const ask = (existing: Application | undefined, moment: string) =>
      requestLink(again, { existing, earlier }, cycle, moment);

    test('is answered with a new link to start, with the same request and time', () => {
      expect(ask(undefined, now)).toEqual({
        after: {
          ...earlier,
          id: '5a1f',
          version: 0,
          expiresAt: '2014-04-19T10:00:00.000Z',
          renewedAt: now,
        },
        events: [{ type: 'link-requested', reply: 'start' }],
      });
      expect(requestKeptUntil(earlier)).toBe('2014-05-12T10:00:00.000Z');
    });

    test('works in the grace period, because the request counts, but not after it', () => {
      const replyAt = (moment: string) => ask(undefined, moment).events;
      expect(replyAt('2014-05-02T22:00:00.000Z')).toEqual([{ type: 'link-requested', reply: 'start' }]);
      expect(replyAt('2014-05-30T22:00:00.000Z')).toEqual([{ type: 'link-requested', reply: 'unknown' }]);
    });

    test('starts nothing if the school has an application, whoever owns it', () => {
      expect(ask(anApplication(), now).events).toEqual([{ type: 'link-requested', reply: 'return' }]);
      const theirs = anApplication({ applicant: colleague });
      expect(ask(theirs, now).events).toEqual([{ type: 'link-requested', reply: 'unknown' }]);
    });

    test('starts again only if it came after the owner withdrew', () => {
      const replyWhereWithdrawn = (withdrawnAt: string) =>
        ask({ ...aWithdrawnApplication(), withdrawnAt }, now).events;
      expect(replyWhereWithdrawn('2014-04-07T14:00:00.000Z')).toEqual([
        { type: 'link-requested', reply: 'start' },
      ]);
      expect(replyWhereWithdrawn('2014-04-09T10:00:00.000Z')).toEqual([
        { type: 'link-requested', reply: 'return' },
      ]);
    });
  });
});

test('only the address that started an application can continue it', () => {
  const { after } = reply('start');
  expect(requestedReference(after)).toBe('2014-13K113');
  expect(continued(after, anApplication())).toEqual(anApplication());
  expect(continued(reply('start', colleague).after, anApplication())).toBeUndefined();
});
