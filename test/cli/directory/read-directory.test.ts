import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Directory,
  type DirectoryOptions,
  readDirectory,
} from '../../../infra/cli/directory/read-directory.ts';
import { tableIn } from '../../../infra/cli/sheet.ts';
import { isBroken, type Parsed } from '../../../infra/parsing/parsed.ts';

const header =
  'id,name,region,grades,latitude,longitude,poverty_percent,quality_review,fully_screened,enrollment';
const good = 'A1,Alder School,North,K;1;2,40.5,-73.5,71.5,Proficient,no,410';

function readText(text: string, options?: DirectoryOptions): Parsed<Directory> {
  return readDirectory('schools.csv', tableIn(text), options);
}

function read(...rows: readonly string[]): Directory {
  const directory = readText([header, ...rows].join('\n'));
  if (isBroken(directory)) throw new Error(directory.problems.join());
  return directory.parsed;
}

const only = (row: string) => {
  const { schools, problems } = read(row, 'Z9,Zinnia School,South,6;7;8,,,,,,');
  expect(schools.map(({ id }) => id)).toEqual(['Z9']);
  return problems;
};

describe('a directory in the documented columns', () => {
  test('gives a school everything in its row', () => {
    expect(read(good)).toEqual({
      schools: [
        {
          id: 'A1',
          name: 'Alder School',
          levels: ['elementary'],
          grades: ['K', '1', '2'],
          region: 'North',
          location: { latitude: 40.5, longitude: -73.5 },
          enrollment: 410,
          demographics: { poverty: 71.5 },
          qualityReview: { lowest: 'Proficient' },
          fullyScreened: false,
        },
      ],
      lines: new Map([['A1', 2]]),
      problems: [],
      doubts: [],
    });
  });

  test('an empty cell is unknown, not zero', () => {
    expect(read('A1,Alder School,North,K;1,,,,,,').schools).toEqual([
      {
        id: 'A1',
        name: 'Alder School',
        levels: ['elementary'],
        grades: ['K', '1'],
        region: 'North',
        demographics: {},
      },
    ]);
  });

  test('the lowest of several ratings counts', () => {
    const { schools } = read(good.replace('Proficient', 'Well Developed;developing;Proficient'));
    expect(schools[0]?.qualityReview).toEqual({ lowest: 'Developing' });
  });

  test.each([
    ['May-16', 'May 2016'],
    ['26-May-16', 'May 2016'],
    ['November-18', 'November 2018'],
    ['May 1 ,2015', 'May 2015'],
    ['Nov 21, 2014', 'November 2014'],
    ['March 2017', 'March 2017'],
    ['Spring of 2017', 'Spring of 2017'],
  ])('the spreadsheet date %s is read as %s', (shown, when) => {
    const text = `id,name,region,grades,quality_review,quality_review_when\n1,One,North,K;1,Proficient,"${shown}"\n`;
    expect(readText(text)).toMatchObject({
      parsed: { schools: [{ qualityReview: { lowest: 'Proficient', when } }] },
    });
  });

  test('a district’s levels win over grades', () => {
    const text = 'id,name,region,grades,levels\n1,One,North,K;1;2,high;Elementary\n';
    expect(readText(text)).toMatchObject({ parsed: { schools: [{ levels: ['elementary', 'high'] }] } });
  });

  test('a byte order mark, Windows line ends, quotes, and a line break in an unread column are fine', () => {
    const directory = readText(
      '\ufeffid,name,notes,region,levels\r\n1,"One, and ""Only""","two\r\nlines",North,high\r\n2,Two,,North,high\r\n',
      { ignored: ['Notes'] },
    );
    expect(directory).toMatchObject({
      parsed: {
        schools: [{ name: 'One, and "Only"' }, { name: 'Two' }],
        lines: new Map([
          ['1', 2],
          ['2', 4],
        ]),
        problems: [],
      },
    });
  });

  test('markup, emoji and right-to-left text stay text', () => {
    const name = '<b>Ünal</b> مدرسة 🏫';
    expect(read(good.replace('Alder School', name)).schools[0]?.name).toBe(name);
  });
});

describe('a bad row is reported with its line and affects no other', () => {
  test.each([
    ['no id', ',Alder School,North,K;1,,,,,,', 'id: missing'],
    ['no name', 'A1,,North,K;1,,,,,,', 'name: missing'],
    ['no region', 'A1,Alder School,,K;1,,,,,,', 'region: missing'],
    ['an id that no address can carry', good.replace('A1', 'A/1'), /^id: “A\/1” \(expected an ID/],
    ['a latitude outside of the earth', good.replace('40.5', '140.5'), /^latitude: “140.5”/],
    ['a longitude alone', good.replace('40.5', ''), 'latitude, longitude: give both or neither'],
    [
      'more than all',
      good.replace('71.5', '100.1'),
      'poverty_percent: “100.1” (expected a number from 0 to 100)',
    ],
    ['less than none', good.replace('71.5', '-1'), /from 0 to 100/],
    ['an unknown rating', good.replace('Proficient', 'Great'), /^quality_review: “Great” \(expected one of/],
    ['neither yes nor no', good.replace(',no,', ',perhaps,'), /^fully_screened: “perhaps”/],
    ['half a student', good.replace('410', '410.5'), /^enrollment: “410.5” \(expected a whole number/],
    ['no level', good.replace('K;1;2', 'PK'), /^levels: empty/],
    ['a column too many', `${good},more`, 'the row has 11 values, but the header has 10 columns'],
    ['a column too few', 'A1,Alder School', 'the row has 2 values, but the header has 10 columns'],
    ['a stray quotation mark', good.replace('Alder School', '"Al"der"'), /^misplaced quotation mark/],
    ['a quotation mark that never ends', good.replace('Alder', '"Alder'), /^misplaced quotation mark/],
    [
      'a control character in its name',
      good.replace('Alder School', '"Alder\u0007School"'),
      /^name: contains/,
    ],
  ])('%s', (_, row, reason) => {
    expect(only(row)).toEqual([
      { line: 2, problem: typeof reason === 'string' ? reason : expect.stringMatching(reason) },
    ]);
  });

  test('all problems of a row are reported at once', () => {
    expect(only(',Alder School,North,K;1,,,120,Great,,').map(({ line }) => line)).toEqual([2, 2, 2]);
  });

  test('if an ID appears twice, the first row counts', () => {
    expect(read(good, good.replace('Alder', 'Elder'))).toMatchObject({
      schools: [{ name: 'Alder School' }],
      problems: [{ line: 3, problem: 'id: “A1” is already on line 2' }],
    });
  });

  test('wherever bad rows are, every good one is read and every bad one reported', () => {
    const bad = fc.constantFrom(
      ',no id,North,K,,,,,,',
      '"never closed',
      'a"b,c',
      'too,few',
      `${good.replace('A1', 'B/1')}`,
    );
    fc.assert(
      fc.property(fc.array(fc.option(bad, { nil: undefined }), { minLength: 1, maxLength: 30 }), (plan) => {
        const rows = plan.map((row, index) => row ?? good.replace('A1', `S${index}`));
        const { schools, problems } = read(...rows);
        const lines = (isBad: boolean) =>
          plan.flatMap((row, index) => ((row !== undefined) === isBad ? [index] : []));
        expect(schools.map(({ id }) => id)).toEqual(lines(false).map((index) => `S${index}`));
        expect([...new Set(problems.map(({ line }) => line))]).toEqual(lines(true).map((index) => index + 2));
      }),
    );
  });
});

describe('a file that isn’t a directory', () => {
  const advice = 'schools.csv: If its columns have other names, give a mapping with --columns.';

  test.each([
    [
      'a column twice',
      'id,name,region,name\n1,One,North,Uno\n',
      ['schools.csv:1: column name appears twice', advice],
    ],
    ['nothing', '', ['schools.csv: no header row']],
    ['a header alone', 'id,name,region\n', ['schools.csv: no rows below the header']],
    [
      'other columns',
      'dbn,name,regoin\n1,One,North\n',
      [
        'schools.csv:1: unknown column “regoin” (did you mean region? Or leave it out with --ignore-columns)',
        expect.stringMatching(
          /^schools.csv:1: unknown column “dbn” \(expected one of id, name, .*, or leave it out with --ignore-columns\)$/,
        ),
        'schools.csv:1: column id is missing',
        'schools.csv:1: column region is missing',
        advice,
      ],
    ],
  ])('%s', (_, text, problems) => {
    expect(readText(text)).toEqual({ problems });
  });

  test('a mapping with a column that the file doesn’t have', () => {
    const mapping = { id: { from: 'dbn' }, name: { from: 'name' }, region: { from: 'borogh' } };
    expect(readText('dbn,name,borough\n1,One,North\n', { mapping })).toEqual({
      problems: ['schools.csv:1: column borogh is missing'],
    });
  });
});

test('a mapping joins, splits, translates, multiplies, and substitutes', () => {
  const mapping = {
    id: { from: 'code' },
    name: { from: 'name' },
    region: { from: 'area', translate: { N: 'North' } },
    kind: { from: ['run by', 'type'], join: ', ' },
    grades: { from: 'years', separator: '/', translate: { '0K': 'K', '01': '1' } },
    levels: { from: 'category', onlyWithout: 'years', translate: { 'K-8': 'elementary;middle' } },
    poverty_percent: { from: 'poor', times: 100 },
    quality_review: { from: ['q1', 'q2'], translate: { 'Under Developed': 'Underdeveloped' } },
  };
  const text = [
    'code,name,area,run by,type,years,category,poor,q1,q2',
    '1,One,N,District,,0K/01,K-8,0.227,Proficient,',
    '2,Two,N,District,General,,K-8,,Under Developed,Proficient',
  ].join('\n');
  expect(readText(text, { mapping })).toMatchObject({
    parsed: {
      schools: [
        {
          id: '1',
          name: 'One',
          region: 'North',
          kind: 'District',
          grades: ['K', '1'],
          levels: ['elementary'],
          demographics: { poverty: 22.7 },
          qualityReview: { lowest: 'Proficient' },
        },
        {
          id: '2',
          name: 'Two',
          region: 'North',
          kind: 'District, General',
          grades: [],
          levels: ['elementary', 'middle'],
          demographics: {},
          qualityReview: { lowest: 'Underdeveloped' },
        },
      ],
      lines: new Map([
        ['1', 2],
        ['2', 3],
      ]),
      problems: [],
    },
  });
});
