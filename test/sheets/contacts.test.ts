import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mostContacts } from '#domain/admission/mailing.ts';
import type { DirectoryEntry } from '#domain/program/school.ts';
import { readContacts } from '#sheets/contacts.ts';
import { csvOf } from '#sheets/csv.ts';

const directory: readonly DirectoryEntry[] = [
  { id: '0113', name: 'Ivy School', region: 'North', levels: ['middle'] },
  { id: 'W002', name: 'Elm School', region: 'South', levels: ['high'] },
];
const ivy = { schoolId: '0113', schoolName: 'Ivy School' };
const elm = { schoolId: 'W002', schoolName: 'Elm School' };

describe('a list of contacts', () => {
  test.each([
    ['commas, with a header', 'School ID,Name,Email\r\n0113,Rosa,rosa@example.org\r\n'],
    ['tabs, from a spreadsheet', '0113\tRosa\trosa@example.org'],
    ['semicolons and quotation marks', '\uFEFF"0113";"Rosa";"rosa@example.org"\n'],
    ['empty cells after the last column', '0113,Rosa,rosa@example.org,,\n\n'],
  ])('is read with %s', (_, text) => {
    expect(readContacts(text, directory)).toEqual({
      contacts: [{ ...ivy, name: 'Rosa', email: 'rosa@example.org' }],
    });
  });

  test('needs no names, and knows an ID in any case', () => {
    expect(readContacts('w002, elm@example.org', directory)).toEqual({
      contacts: [{ ...elm, name: '', email: 'elm@example.org' }],
    });
  });

  test('is read as it was written, whatever the names are', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 60 }), { minLength: 1 }), (names) => {
        const rows = names.map((name) => ['W002', name, 'elm@example.org']);
        const read = readContacts(csvOf({ columns: ['ID', 'Name', 'Email'], rows }), directory);
        // Line breaks in a cell end its row, and no name of a person has one.
        if (names.some((name) => /[\r\n]/.test(name))) return;
        expect('contacts' in read && read.contacts.length).toBe(names.length);
      }),
    );
  });

  test('with faulty rows has no contacts, and names each row', () => {
    const text = [
      'ID,Name,Email',
      '0113,Rosa,rosa@example.org',
      'W002',
      'W9,Ana,ana@example.org',
      ',Ana,ana@example.org',
      '0113,Rosa,',
      '0113,"Rosa,rosa@example.org',
      'W002,a,b,c@example.org',
      `W002,${'x'.repeat(300)},c@example.org`,
    ].join('\n');
    expect(readContacts(text, directory)).toEqual({
      faults: [
        { line: 3, kind: 'too-few-cells', cells: 1 },
        { line: 4, kind: 'unknown-school', schoolId: 'W9' },
        { line: 5, kind: 'no-school' },
        { line: 6, kind: 'no-address' },
        { line: 7, kind: 'quotation-mark' },
        { line: 8, kind: 'too-many-cells', cells: 4 },
        { line: 9, kind: 'too-long' },
      ],
    });
  });

  test('may have ten thousand rows, and no more', () => {
    const row = 'W002,Elm,elm@example.org\n';
    const most = readContacts(row.repeat(mostContacts), directory);
    expect('contacts' in most && most.contacts.length).toBe(mostContacts);
    expect(readContacts(row.repeat(mostContacts + 1), directory)).toEqual({ tooMany: mostContacts + 1 });
  });
});
