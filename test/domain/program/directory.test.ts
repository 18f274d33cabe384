import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchDirectory } from '#domain/program/directory.ts';
import type { DirectoryEntry } from '#domain/program/school.ts';

const school = (id: string, name: string): DirectoryEntry => ({
  id,
  name,
  region: 'Manhattan',
  levels: ['elementary'],
});

const entries = [
  school('01M015', 'P.S. 015 Roberto Clemente'),
  school('01M019', 'P.S. 019 Asher Levy'),
  school('09X150', 'P.S. 150 Charles James Fox'),
  school('10X015', 'P.S. X015 Institute for Environmental Learning'),
  school('13K113', 'M.S. 113 Ronald Edmonds Learning Center'),
  school('14K614', "Young Women's Leadership School of Brooklyn"),
  school('24Q019', 'P.S. 19 Marino P. Jeantet'),
  school('75M094', 'École Peña'),
];

const found = (query: string) => searchDirectory(entries, query).map(({ id }) => id);

describe('people write a school’s number in many ways', () => {
  test.each(['PS 15', 'ps 015', 'P.S. 15', 'P.S.15', 'PS15', 'p. s. 15', 'roberto clemente', '15 clemente'])(
    '%s finds P.S. 015 Roberto Clemente first',
    (query) => expect(found(query)[0]).toBe('01M015'),
  );
});

test('a whole number comes before a longer one that begins with it', () => {
  expect(found('PS 15').indexOf('09X150')).toBeGreaterThan(found('PS 15').indexOf('01M015'));
});

test('an ID is found by its beginning in any spelling, before all names', () => {
  for (const query of ['13K113', '13k', '13 K 113', ' 13-k-113 ']) expect(found(query)).toEqual(['13K113']);
});

test('part of an ID is enough, after schools with the query in their name', () => {
  for (const query of ['K113', 'k 113']) expect(found(query)).toEqual(['13K113']);
  expect(found('x0')).toEqual(['10X015']);
  expect(found('150')).toEqual(['09X150']);
  expect(found('15')).toEqual(['01M015', '10X015', '09X150']);
  expect(found('m0')).toEqual(['75M094', '01M015', '01M019']);
  expect(found('k')).toEqual([]);
});

test('the school with exactly this ID comes first, then the one that differs by case', () => {
  const alike = [school('q12', 'Ash'), school('Q12', 'Birch'), school('Q1', 'Cedar'), school('q1', 'Elm')];
  const ids = (query: string) => searchDirectory(alike, query).map(({ id }) => id);
  expect(ids('q1')).toEqual(['q1', 'Q1', 'q12', 'Q12']);
  expect(ids(' Q1 ')).toEqual(['Q1', 'q1', 'q12', 'Q12']);
});

test.each(['Robreto Clemente', 'roberto clemnte', 'robberto clemente', 'Roberta Clemente', 'ps 15 clementa'])(
  'a typo in a name is forgiven: %s',
  (query) => expect(found(query)).toEqual(['01M015']),
);

test('a typo counts only if nothing else is found, and never in a number or a short word', () => {
  expect(found('fox')).toEqual(['09X150']);
  expect(found('fax')).toEqual([]);
  expect(found('ps 151')).toEqual([]);
  expect(found('lerning cnter')).toEqual(['13K113']);
  expect(found('robbberto')).toEqual([]);
});

test('accents, apostrophes, and case do not matter', () => {
  for (const query of ['ecole pena', 'ÉCOLE', 'Pen\u0303a']) expect(found(query)).toEqual(['75M094']);
  for (const query of ['young womens', 'Young Women’s', "women's leadership"])
    expect(found(query)).toEqual(['14K614']);
});

test('every word of the query counts', () => {
  expect(found('learning center')).toEqual(['13K113']);
  expect(found('learning marino')).toEqual([]);
});

test.each(['', '   ', '!!!', '\u0000', '🙂', '...', '%', '\u202e'])('%j finds nothing', (query) => {
  expect(found(query)).toEqual([]);
});

test('for any query, each school found is in the directory and found once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (query) => {
      const results = searchDirectory(entries, query);
      expect(new Set(results).size).toBe(results.length);
      expect(entries).toEqual(expect.arrayContaining([...results]));
    }),
  );
});

test('every school is found by its own name and ID', () => {
  for (const { id, name } of entries) {
    expect(found(name)[0]).toBe(id);
    expect(found(id)[0]).toBe(id);
  }
});

test('a query of 10,000 words is answered over 2,000 schools', () => {
  const many = Array.from({ length: 2000 }, (_, index) =>
    school(`X${index}`, `P.S. ${index} Name of a School`),
  );
  expect(searchDirectory(many, 'school '.repeat(10_000))).toHaveLength(2000);
});

test('the school with the whole name comes before others that have its words', () => {
  const alike = [
    school('A1', 'Ivy Hill School'),
    school('A2', 'Ivy Middle School'),
    school('A3', 'Ivy School'),
  ];
  const ids = (query: string) => searchDirectory(alike, query).map(({ id }) => id);
  expect(ids('ivy  SCHOOL')).toEqual(['A3', 'A1', 'A2']);
  expect(ids('“Ivy School”')[0]).toBe('A3');
});

test('a name with the school’s region or ID next to it is found, but a region alone is not', () => {
  const alike = [school('A1', 'Ivy School'), school('A2', 'Ivy Hill School')];
  const ids = (query: string) => searchDirectory(alike, query).map(({ id }) => id);
  const region = alike[0]?.region ?? '';
  for (const query of [`Ivy School, ${region} A1`, 'Ivy School - A1', 'A1 Ivy School'])
    expect(ids(query)).toEqual(['A1']);
  expect(ids(`Hill (${region})`)).toEqual(['A2']);
  expect(ids(region)).toEqual([]);
});
