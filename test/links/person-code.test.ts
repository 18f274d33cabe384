import { expect, test } from 'vitest';
import { personCode, personCodes } from '#links/person-code.ts';

const [k1, k2] = ['a key for tests that is long enough', 'another key for tests, also long'];
const [amara, ruth] = ['amara@example.org', 'ruth@example.org'];

test('a person has one code for each key, and logs have that of the newest', () => {
  const codes = personCodes({ k2, k1 }, amara);
  expect(codes).toEqual([personCode({ k1 }, amara), personCode({ k2 }, amara)]);
  expect(personCode({ k2, k1 }, amara)).toBe(codes[1]);
});

test('a code is the same for one person, differs between people and keys, and names no one', () => {
  expect(personCode({ k1 }, amara)).toBe(personCode({ k1 }, amara));
  expect(
    new Set([personCode({ k1 }, amara), personCode({ k1 }, ruth), personCode({ k1: k2 }, amara)]).size,
  ).toBe(3);
  expect(personCode({ k1 }, amara)).toMatch(/^k1\.[\w-]{22}$/);
});

test('without a key there is no code', () => {
  expect(() => personCode({}, amara)).toThrow('No key');
});
