import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Purpose, readToken, signToken } from '#links/token.ts';

const keys = { k1: 'the first key of this service', k2: 'the second key of this service' };
const now = '2014-04-20T12:00:00.000Z';
const later = '2014-04-20T12:00:00.001Z';
const purposes: readonly Purpose[] = [
  'start',
  'application',
  'applicant-session',
  'staff-session',
  'sign-in',
];

const aPurpose = fc.constantFrom(...purposes);
const aSubject = fc.string({ unit: 'binary', maxLength: 60 });
const aClaim = fc.record({ purpose: aPurpose, subject: aSubject, expiresAt: fc.constant(later) });
const aCharacter = fc.oneof(
  fc.constantFrom(...'ABCXYZabcxyz0189-_.=+/ '),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
);

describe('a token', () => {
  test('returns any subject unchanged', () => {
    fc.assert(
      fc.property(aClaim, (claim) => {
        // Stored text is well-formed, because UTF-8 can't encode half a character.
        const subject = claim.subject.toWellFormed();
        const token = signToken(keys, { ...claim, subject });
        expect(readToken(keys, token, claim.purpose, now)).toEqual({ subject });
      }),
    );
  });

  test('contains its ownership, after the parts that older releases read', () => {
    const claim = { purpose: 'application', subject: '2014-13K113', expiresAt: later } as const;
    const token = signToken(keys, { ...claim, ownership: 'o2' });
    expect(readToken(keys, token, 'application', now)).toEqual({ subject: '2014-13K113', ownership: 'o2' });
    const fields = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    expect(fields).toEqual(['application', later, '2014-13K113', 'o2']);
    const without = JSON.parse(
      Buffer.from(signToken(keys, claim).split('.')[1] ?? '', 'base64url').toString(),
    );
    expect(without).toEqual(fields.slice(0, 3));
  });

  test('needs no escaping in an address or cookie', () => {
    fc.assert(
      fc.property(aClaim, (claim) => {
        expect(signToken(keys, claim)).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
      }),
    );
  });

  test('is forged if any character is changed, removed, or added', () => {
    fc.assert(
      fc.property(aClaim, fc.nat(), aCharacter, fc.constantFrom(0, 1), (claim, at, character, replaced) => {
        const token = signToken(keys, claim);
        const place = at % (token.length + 1);
        for (const put of [character, '']) {
          const changed = token.slice(0, place) + put + token.slice(place + replaced);
          if (changed === token) continue;
          expect(readToken(keys, changed, claim.purpose, now)).toEqual({ refused: 'forged' });
        }
      }),
      { numRuns: 500 },
    );
  });

  test('is forged if any single character is changed, including the last bits of the seal', () => {
    const token = signToken(keys, { purpose: 'application', subject: '2014-13K113', expiresAt: later });
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const [place, original] of [...token].entries())
      for (const character of alphabet) {
        if (character === original) continue;
        const changed = token.slice(0, place) + character + token.slice(place + 1);
        expect(readToken(keys, changed, 'application', now)).toEqual({ refused: 'forged' });
      }
  });

  test('for one purpose is refused for every other', () => {
    for (const made of purposes)
      for (const asked of purposes) {
        const token = signToken(keys, { purpose: made, subject: 'x', expiresAt: later });
        expect(readToken(keys, token, asked, now)).toEqual(
          made === asked ? { subject: 'x' } : { refused: 'wrong-purpose' },
        );
      }
  });

  test('expires after its expiration time, not at it', () => {
    const token = signToken(keys, { purpose: 'start', subject: 'x', expiresAt: now });
    expect(readToken(keys, token, 'start', now)).toEqual({ subject: 'x' });
    expect(readToken(keys, token, 'start', later)).toEqual({ refused: 'expired' });
  });

  test('reveals nothing: a forged token is never called expired or for another purpose', () => {
    const token = signToken({ k1: 'someone else’s key' }, { purpose: 'start', subject: 'x', expiresAt: now });
    expect(readToken(keys, token, 'application', later)).toEqual({ refused: 'forged' });
  });

  test.each([
    '',
    '.',
    '..',
    '...',
    'k1',
    'k1.',
    'k1..',
    'constructor.e30.x',
    '__proto__.e30.x',
    'k9.e30.x',
    '.e30.',
  ])('is not %j', (token) => expect(readToken(keys, token, 'start', now)).toEqual({ refused: 'forged' }));

  test('is not any text that someone makes up', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (token) => {
        expect(readToken(keys, token, 'start', now)).toEqual({ refused: 'forged' });
      }),
    );
  });
});

describe('keys', () => {
  const claim = { purpose: 'application', subject: '2014-13K113', expiresAt: later } as const;
  const good = { subject: claim.subject };
  const [old, both, renewed] = [{ k1: keys.k1 }, keys, { k2: keys.k2 }];

  test('can be rotated: while both are known, links signed with either work', () => {
    const [before, during] = [signToken(old, claim), signToken(both, claim)];
    expect(readToken(both, before, 'application', now)).toEqual(good);
    expect(readToken(both, during, 'application', now)).toEqual(good);
    expect(readToken(renewed, during, 'application', now)).toEqual(good);
  });

  test('that are removed make their links forged', () =>
    expect(readToken(renewed, signToken(old, claim), 'application', now)).toEqual({ refused: 'forged' }));

  test('can’t replace each other, because the seal covers the key ID', () => {
    const [, body, seal] = signToken(both, claim).split('.');
    expect(readToken(both, `k1.${body}.${seal}`, 'application', now)).toEqual({ refused: 'forged' });
    const same = { k1: keys.k1, k2: keys.k1 };
    expect(readToken(same, `k1.${body}.${seal}`, 'application', now)).toEqual({ refused: 'forged' });
  });

  test('are required for signing', () => expect(() => signToken({}, claim)).toThrow('No key'));
});
