import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { check, timeField } from '#http/fields.ts';
import { readFields } from '#http/request.ts';
import { anEvent } from './event.ts';

const fieldsOf = (entries: readonly (readonly [string, string])[]) =>
  readFields(
    anEvent('POST /sign-out', '/sign-out', {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(entries.map(([name, value]) => [name, value])).toString(),
    }),
  );

test('a field sent once is its text, and a field sent several times is all its texts in order', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom('a', 'b', '__proto__'), fc.string())), (entries) => {
      const fields = fieldsOf(entries);
      for (const name of ['a', 'b', '__proto__']) {
        const sent = entries.flatMap(([key, value]) => (key === name ? [value] : []));
        expect(fields[name]).toEqual(sent.length > 1 ? sent : sent[0]);
      }
    }),
  );
});

test.each([
  ['09:00', '09:00'],
  ['9:00 AM', '09:00'],
  ['12:30 am', '00:30'],
  ['12:30 p.m.', '12:30'],
  ['1:05pm', '13:05'],
])('the time %s is read as %s', (typed, time) => {
  expect(check(v.object({ start: timeField('Enter the start time') }), { start: typed }).value).toEqual({
    start: time,
  });
});

test.each(['9', '24:00', '13:00 PM', '0:30 AM', '9:60 AM', 'nine'])('%s is not a time', (start) => {
  expect(check(v.object({ start: timeField('Enter the start time') }), { start }).errors).toEqual({
    start: 'Enter a time, like 9:00 AM',
  });
});
