import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseReference, referenceOf } from '#domain/admission/application.ts';

const cycleId = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/);
const schoolId = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._/ -]{0,39}$/);

test('a reference names its cycle and school, even if school IDs contain hyphens', () => {
  expect(parseReference('2014-13K113')).toEqual({ cycleId: '2014', schoolId: '13K113' });
  fc.assert(
    fc.property(cycleId, schoolId, (cycle, school) => {
      expect(parseReference(referenceOf(cycle, school))).toEqual({ cycleId: cycle, schoolId: school });
    }),
  );
});

test.each(['', '-', '2014', '2014-', '-13K113', '20 14-13K113', `2014-${'x'.repeat(41)}`, '2014-13\nK113'])(
  '%j is not a reference',
  (text) => expect(parseReference(text)).toBeUndefined(),
);

test('any text is either a reference or not', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const parts = parseReference(text);
      return parts === undefined || referenceOf(parts.cycleId, parts.schoolId) === text;
    }),
  );
});
