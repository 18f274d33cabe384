import fc from 'fast-check';
import { expect, test } from 'vitest';
import { returnAddress } from '../../functions/sign-in/respond.tsx';

const origin = 'https://apply.example.org';

test.each([
  ['/console', '/console'],
  ['/console/queue?page=2#oldest', '/console/queue?page=2#oldest'],
  ['/console/applications/2014-13K113', '/console/applications/2014-13K113'],
  ['/console/Schüler', '/console/Sch%C3%BCler'],
])('%s is a valid return page', (wanted, address) => expect(returnAddress(wanted, origin)).toBe(address));

test.each([
  [null],
  [''],
  ['console'],
  ['//evil.example'],
  ['/\\evil.example'],
  ['\\\\evil.example'],
  ['/\t/evil.example'],
  ['/\n/evil.example'],
  ['/a/..//evil.example'],
  ['/./\\evil.example'],
  ['https://evil.example/'],
  ['https://apply.example.org.evil.example/'],
  ['javascript:alert(1)'],
  [' //evil.example'],
  [`/${'x'.repeat(1000)}`],
])('%j is not valid and leads to the console', (wanted) =>
  expect(returnAddress(wanted, origin)).toBe('/console'),
);

test('whatever is requested, a browser stays on this site and no header is broken', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '\t',
    '\r\n',
    '@',
    ':',
    '%2f',
    '%5c',
    '?',
    '#',
    'evil.example',
    'https:',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(piece).map((pieces) => `/${pieces.join('')}`),
      ),
      (wanted) => {
        const address = returnAddress(wanted, origin);
        expect(address).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/);
        expect(new URL(address, origin).origin).toBe(origin);
      },
    ),
    { numRuns: 500 },
  );
});
