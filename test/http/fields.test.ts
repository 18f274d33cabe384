import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import {
  check,
  emailField,
  lineField,
  numberField,
  optionalNumberField,
  optionalTextField,
  textField,
  wholeNumberField,
} from '#http/fields.ts';
import { messageOf } from '#mail/ses.ts';
import { everyLetter } from '../letters/sample.ts';

const readWith =
  (field: v.GenericSchema) =>
  (typed: string): unknown => {
    const { value, errors } = check(v.object({ field }), { field: typed });
    return errors ?? Object.values(value ?? {})[0];
  };

const sample = anyLetter();

const invisible = ['\u200b', '\u2060', '\u00ad', '\u2800', '\u3164', '\u200e', '\u202e', '\ufeff', '\u00a0'];

describe('a text', () => {
  const name = readWith(lineField('Enter your name', { maxLength: 100 }));
  const statement = readWith(textField('Tell us why', { maxLength: 100 }));
  const note = readWith(optionalTextField({ maxLength: 100 }));

  test.each(invisible)('of %j alone is missing', (mark) => {
    expect(name(mark)).toEqual({ field: 'Enter your name' });
    expect(statement(`${mark}\n${mark} `)).toEqual({ field: 'Tell us why' });
    expect(note(mark)).toBe('');
  });

  test('of one line loses marks that turn it around or that no one sees', () => {
    expect(name('Dana \u202elapicnirP\u202c')).toBe('Dana lapicnirP');
    expect(name('Da\u200bna\u00ad Prin\u2060cipal\ufeff')).toBe('Dana Principal');
  });

  test.each(['می‌خواهم', 'क्‍ष', '👩‍👩‍👧', 'שלום\u200f!', '❤️'])('keeps the marks that %s needs', (text) =>
    expect(name(text)).toBe(text),
  );

  test.each(['e\u0301', '👩‍👩‍👧', 'ก็', '🇺🇸'])('counts %s as one character', (character) => {
    expect(name(character.repeat(100))).toBe(character.repeat(100));
    expect(name(character.repeat(101))).toEqual({
      field: 'Shorten your answer: it has 101 characters, and the limit is 100',
    });
  });

  test('does not take any number of marks for one character', () =>
    expect(name(`e${'\u0301'.repeat(4000)}`)).toEqual({
      field: 'Shorten your answer: it has 4,001 characters, and the limit is 100',
    }));
});

describe('a number', () => {
  const range = { what: 'Students', min: 0, max: 100_000 };
  const readers = [numberField('Enter', range), optionalNumberField(range), wholeNumberField('Enter', range)];

  test('may have commas between its thousands', () => {
    for (const field of readers) {
      expect(readWith(field)('1,200')).toBe(1200);
      expect(readWith(field)('12,345')).toBe(12_345);
    }
    expect(readWith(numberField('Enter', range))('1,200.5')).toBe(1200.5);
  });

  test('of years that has thousands is out of range, not small', () =>
    expect(readWith(numberField('Enter', { ...range, max: 60 }))('1,200')).toEqual({
      field: 'Students must be a number from 0 to 60',
    }));

  test('may still have a decimal comma', () =>
    expect(readWith(numberField('Enter', range))('7,5')).toBe(7.5));
});

describe('an email address in a form', () => {
  const email = readWith(emailField('Enter your email address'));

  test.each([
    "pat.o'neill@example.org",
    'info@xn--mller-kva.example',
    'r&d@example.org',
    'pat/kim@example.org',
    'pat@science--arts.example',
  ])('may be %s', (address) => expect(email(address.toUpperCase())).toBe(address));

  test('is accepted exactly if an email can be sent to it', async () => {
    const unit = fc.constantFrom(
      'a',
      'B',
      '7',
      '.',
      '-',
      '_',
      "'",
      '&',
      '/',
      '"',
      '<',
      ',',
      'ü',
      '日',
      '@',
      ' ',
    );
    const part = fc.string({ unit, minLength: 1, maxLength: 8 });
    const typical = fc.tuple(part, part).map(([local, domain]) => `${local}@${domain}.org`);
    const long = fc
      .tuple(fc.integer({ min: 60, max: 68 }), fc.integer({ min: 170, max: 200 }))
      .map(([local, domain]) => `${'a'.repeat(local)}@${'b.'.repeat(domain / 2)}org`);
    await fc.assert(
      fc.asyncProperty(fc.oneof(typical, long, part, fc.emailAddress()), async (typed) => {
        const read = email(typed);
        const sent = await messageOf({ ...sample, to: typed }, 'apply@example.org').catch(() => undefined);
        expect(typeof read === 'string').toBe(sent !== undefined);
        if (sent) expect(sent.to.toLowerCase()).toBe(read);
      }),
    );
  });
});

function anyLetter() {
  const [letter] = everyLetter();
  if (!letter) throw new Error('No letter');
  return letter;
}
