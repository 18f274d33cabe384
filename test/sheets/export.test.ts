import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { csvOf, inert } from '#sheets/csv.ts';
import { cycleSheets } from '#sheets/cycle-sheets.ts';
import { exportOf } from '#sheets/export.ts';
import { exportFormats, exportName } from '#sheets/export-names.ts';
import type { Sheet } from '#sheets/sheet.ts';
import { workbookOf } from '#sheets/workbook.part.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aReview,
  aSchool,
  aWithdrawnApplication,
  hostAnswers,
} from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { aCancelledVisit, aHeldVisit, aVisit } from '../letters/visit-sample.ts';

const records = {
  cycle: aCycle(),
  applications: [
    anApplication({
      reviews: [aReview()],
      reviewers: [aReview().reviewer],
      inquiries: [
        {
          question: 'When was the last review?',
          askedBy: 'Mei Castellano',
          askedAt: '2014-04-15T14:00:00.000Z',
          answer: { text: 'In March.', at: '2014-04-16T14:00:00.000Z' },
        },
      ],
    }),
    aDecidedApplication({
      role: 'partner',
      school: aSchool({ id: '07X223', name: 'M.S. 223, “The Lab”' }),
      decision: aDecision({ outcome: 'waitlisted', reason: '=HYPERLINK("https://example.org";"Open")' }),
    }),
    aDraft({ school: aSchool({ id: '15K448' }) }),
  ],
  partnerships: [
    aPartnership({
      visits: [
        aVisit(1, '2014-10-06', { theme: 'Feedback' }),
        aCancelledVisit(2, '2014-11-03', 'Snow'),
        aHeldVisit(3, '2014-09-22', {
          attendance: { H1: 4, P1: 3 },
          reflections: [
            {
              school: 'P1',
              usefulness: 4,
              learned: 'Exit tickets are read the same day.',
              willTry: '=A1',
              at: '2014-09-22T20:00:00.000Z',
            },
          ],
        }),
      ],
    }),
  ],
};

/** Between the sample's visits. */
const october = '2014-10-15T14:00:00.000Z';

const sheets = new Map(cycleSheets(records, october).map((sheet) => [sheet.name, sheet]));

/** The rows of a sheet as objects. */
const rowsOf = (sheet: Sheet | undefined) =>
  sheet?.rows.map((cells) =>
    Object.fromEntries(sheet.columns.map((column, index) => [column, cells[index]])),
  );

describe('the sheets of a cycle', () => {
  test('have a row for each application, with times in the program’s zone', () => {
    expect(rowsOf(sheets.get('applications'))?.[0]).toMatchObject({
      'Application number': '2014-13K113',
      Role: 'Host school',
      Status: 'To decide',
      Submitted: { date: '2014-04-14 10:00' },
      Applicant: 'Dana Principal',
      Reviews: 1,
      'Average score': 3.33,
      'Grade levels': 'Middle',
      'Recommend accept': 1,
    });
    expect(rowsOf(sheets.get('applications'))?.map(({ Status }) => Status)).toEqual([
      'To decide',
      'Waitlisted',
      'Not submitted',
    ]);
  });

  test('have a row of answers for each application, with numbers as numbers', () => {
    expect(rowsOf(sheets.get('answers'))?.[0]).toMatchObject({
      'School name': expect.any(String),
      'Principal’s years at this school': expect.any(Number),
      'Number of partner schools to host': 2,
    });
    const partner = anApplication({ role: 'partner' });
    const [row] = rowsOf(cycleSheets({ ...records, applications: [partner] }, october)[1]) ?? [];
    expect(row?.['Students living in poverty']).toEqual({ percent: 82 });
  });

  test('have a row for each question to a school, and for each review with its scores', () => {
    expect(rowsOf(sheets.get('questions'))).toEqual([
      expect.objectContaining({
        'School ID': '13K113',
        Question: 'When was the last review?',
        'Asked by': 'Mei Castellano',
        Answer: 'In March.',
        Answered: { date: '2014-04-16 10:00' },
      }),
    ]);
    expect(rowsOf(sheets.get('reviews'))).toEqual([
      expect.objectContaining({
        'School ID': '13K113',
        Reviewer: aReview().reviewerName,
        Recommendation: 'Accept',
      }),
    ]);
    expect(Object.values(rowsOf(sheets.get('reviews'))?.[0] ?? {})).toEqual(
      expect.arrayContaining(Object.values(aReview().scores)),
    );
  });

  test('have a row for each version of a review, with a mark if its reviewer had read others', () => {
    const { reviewer: _, reviewerName: __, ...first } = aReview();
    const changed = aReview({ at: '2014-04-17T14:00:00.000Z', afterOthers: true, earlier: [first] });
    const [, , , sheet] = cycleSheets(
      { ...records, applications: [anApplication({ reviews: [changed] })] },
      october,
    );
    expect(rowsOf(sheet)?.map((row) => row['After reading others'])).toEqual([
      '',
      'Changed after reading other reviews',
    ]);
  });

  test('have a row for each decision, and none without one', () => {
    expect(rowsOf(sheets.get('decisions'))).toEqual([
      {
        'Application number': '2014-07X223',
        Role: 'Partner school',
        'School ID': '07X223',
        'School name': 'M.S. 223, “The Lab”',
        Decision: 'Waitlisted',
        Reason: '=HYPERLINK("https://example.org";"Open")',
        'Decided by': 'Ruth Lindqvist',
        Decided: { date: '2014-04-22 10:00' },
      },
    ]);
  });

  test('have a row for each school of a partnership, the host first', () => {
    expect(
      rowsOf(sheets.get('partnerships'))?.map((row) => [row['Host ID'], row.Role, row['School ID']]),
    ).toEqual([
      ['H1', 'Host school', 'H1'],
      ['H1', 'Partner school', 'P1'],
      ['H1', 'Partner school', 'P2'],
    ]);
    expect(rowsOf(sheets.get('partnerships'))?.map(({ Status }) => Status)).toEqual([
      'Active',
      'Active',
      'Active',
    ]);
  });

  test('have a row for each visit with its status, including canceled ones', () => {
    expect(
      rowsOf(sheets.get('visits'))?.map(({ Visit, Status, Reason, ...row }) => [
        ...[Visit, row['Visiting schools'], row['Visited school'], Status, row.Attendance, Reason],
      ]),
    ).toEqual([
      [1, 'School P1', 'School H1', 'Needs notes', '', ''],
      [2, 'School P1', 'School H1', 'Canceled', '', 'Snow'],
      [3, 'School P1', 'School H1', 'Happened', 7, ''],
    ]);
  });

  test('name schools that left, in their visits and reflections', () => {
    const namesWith = (former: Pick<Partnership, 'former'>) => {
      const left = records.partnerships.map((one) => ({
        ...one,
        ...former,
        partners: one.partners.filter(({ id }) => id !== 'P1'),
      }));
      const named = new Map(
        cycleSheets({ ...records, partnerships: left }, october).map((sheet) => [sheet.name, sheet]),
      );
      return [
        rowsOf(named.get('visits'))?.[0]?.['Visiting schools'],
        rowsOf(named.get('reflections'))?.[0]?.['School name'],
      ];
    };
    expect(namesWith({ former: [{ id: 'P1', name: 'School P1' }] })).toEqual(['School P1', 'School P1']);
    // Stored before names were.
    expect(namesWith({})).toEqual(['a former partner', 'a former partner']);
  });

  test('have a row for each school’s reflection', () => {
    expect(rowsOf(sheets.get('reflections'))).toEqual([
      expect.objectContaining({
        'School name': 'School P1',
        'Usefulness (1 to 4)': 4,
        Learned: 'Exit tickets are read the same day.',
        'Will try': '=A1',
        Submitted: { date: '2014-09-22 16:00' },
      }),
    ]);
  });

  test('have a cell for every column', () => {
    for (const { columns, rows } of cycleSheets(records, october))
      for (const cells of rows) expect(cells.length).toBe(columns.length);
  });
});

describe('a cell that begins like a formula', () => {
  test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1', '＝1', '\u0000=1'])(
    'is text: %j',
    (text) => {
      expect(inert(text)).toMatch(/^'/);
    },
  );

  test.each(['Brooklyn', 'a=b', '', '7 to 9', 5, -5])('stays the same otherwise: %j', (cell) => {
    expect(inert(cell)).toBe(cell);
  });

  test('is never in a file, whatever a school writes', async () => {
    const begins = /^[\s\p{Cc}]*[=+\-@\uff1d\uff0b\uff0d\uff20]/u;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), async (texts) => {
        const cells = texts.map((text) => `=${text}`);
        const sheet = { name: 'decisions', columns: cells.map(() => 'Reason'), rows: [cells] } as const;
        const found: unknown[] = [
          ...parse(csvOf(sheet), { bom: true }).flat(),
          ...(await readXlsxFile(await workbookOf([sheet]))).flatMap(({ data }) => data.flat()),
        ];
        expect(found.filter((cell) => begins.test(String(cell ?? '')))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });
});

/** A workbook counts days, so the milliseconds of a time aren’t exact. */
const toTheSecond = (cell: unknown) =>
  cell instanceof Date ? new Date(Math.round(cell.getTime() / 1000) * 1000) : cell;

describe('an exported file', () => {
  test('has the cycle’s name', () => {
    expect(exportFormats.map((format) => exportName('2014', format))).toEqual([
      ...['2014.xlsx', '2014.json', '2014-applications.csv', '2014-answers.csv', '2014-questions.csv'],
      ...['2014-reviews.csv', '2014-decisions.csv', '2014-partnerships.csv', '2014-visits.csv'],
      '2014-reflections.csv',
    ]);
  });

  test('has the same cells in xlsx as the sheets, except for apostrophes', async () => {
    const read = await readXlsxFile(await exportOf(records, 'xlsx', october));
    expect(read.map(({ sheet }) => sheet)).toEqual([
      ...['applications', 'answers', 'questions', 'reviews'],
      ...['decisions', 'partnerships', 'visits', 'reflections'],
    ]);
    const decided = read.find(({ sheet }) => sheet === 'decisions')?.data[1];
    expect(decided?.map(toTheSecond)).toEqual([
      ...['2014-07X223', 'Partner school', '07X223', 'M.S. 223, “The Lab”', 'Waitlisted'],
      ...['\'=HYPERLINK("https://example.org";"Open")', 'Ruth Lindqvist', new Date('2014-04-22T10:00Z')],
    ]);
  });

  test('has dates, percentages, filters, and wrapped long texts in xlsx', async () => {
    const long = 'a long answer, '.repeat(20).trim();
    const bytes = await workbookOf([
      {
        name: 'typed',
        columns: ['Day', 'Time', 'Share', 'Text'],
        rows: [[{ date: '2014-05-02' }, { date: '2014-05-02 17:00' }, { percent: 71.2 }, long]],
      },
    ]);
    const [typed] = await readXlsxFile(bytes);
    expect(typed?.data[1]?.map(toTheSecond)).toEqual([
      ...[new Date('2014-05-02T00:00Z'), new Date('2014-05-02T17:00Z'), 0.712, long],
    ]);
    const files = unzipSync(bytes);
    const [styles, sheet] = ['styles', 'worksheets/sheet1'].map((name) =>
      strFromU8(files[`xl/${name}.xml`] ?? new Uint8Array()),
    );
    expect(styles).toMatch(/formatCode="0\.0%"/);
    expect(styles).toMatch(/wrapText="1"/);
    expect(sheet).toMatch(/<\/sheetData>.*<autoFilter ref="A1:D2"\/>/s);
  });

  test('is UTF-8 for Excel in CSV', async () => {
    const file = await exportOf(records, 'decisions.csv', october);
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(parse(file, { bom: true })).toHaveLength(2);
  });

  test('has everything as it is stored in JSON', async () => {
    expect(JSON.parse(String(await exportOf(records, 'json', october)))).toEqual(
      JSON.parse(JSON.stringify(records)),
    );
  });
});

test('an application that the school replaced has its own row, with its answers', () => {
  const { school, applicant, startedAt } = aWithdrawnApplication();
  const earlier = [
    {
      school,
      applicant,
      startedAt,
      withdrawnAt: '2014-04-20T14:00:00.000Z',
      role: 'host' as const,
      answers: hostAnswers(),
    },
  ];
  const applications = [{ ...aDraft({ role: 'partner' }), earlier }];
  const [sheet, answerRows] = cycleSheets({ ...records, applications, partnerships: [] }, october);
  expect(rowsOf(sheet)?.map(({ Role, Status }) => [Role, Status])).toEqual([
    ['Host school', 'Withdrawn'],
    ['Partner school', 'Not submitted'],
  ]);
  expect(JSON.stringify(answerRows?.rows[0])).toContain('Teams look at student work every week.');
});
