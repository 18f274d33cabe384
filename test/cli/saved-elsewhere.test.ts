/** Files as spreadsheets, student systems, and people make them, through the commands that read them. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUnreadable, readDate, readGrades, readWhen } from '../../infra/cli/cells.ts';
import { loadDirectory } from '../../infra/cli/directory/read-directory.ts';
import { openCycleCommand } from '../../infra/cli/open-cycle.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';
import { startDesk } from './pairing-files.ts';
import { run } from './run.ts';
import { calendar, partnerships, startVisitDesk } from './visit-files.ts';
import { strict, textRow, transitional, workbookOf } from './workbook-files.ts';

const desk = startDesk();
const visits = startVisitDesk();

/** What a directory file says, with its problems and doubts without the folder. */
async function read(bytes: string | Buffer, name = 'schools.csv', ids: readonly string[] = []) {
  await writeFile(desk.at(name), bytes);
  const directory = await loadDirectory(desk.at(name), { ids });
  if (isBroken(directory)) return { schools: [], problems: directory.problems.map(plain), doubts: [] };
  const { schools, problems, doubts } = directory.parsed;
  return {
    schools,
    problems: problems.map(({ line, problem }) => `${line}: ${problem}`),
    doubts: doubts.map(plain),
  };
}

const header = 'id,name,region,levels';
const columns = header.split(',');
const dateIn = (text: string) => {
  const cell = readDate(text);
  return isUnreadable(cell) ? undefined : cell.value;
};

/** With the names of files instead of their paths. */
const plain = (line: string) => line.replaceAll(/[^\s(]*\/(?=[\w-]+\.\w+)/g, '');

describe('a CSV file', () => {
  test.each<readonly [saved: string, bytes: string | Buffer]>([
    ['separated by bars', 'id|name|region|levels\nS1|École Ash|North|high\n'],
    ['with a separator line in quotation marks', '"sep=;"\nid;name;region;levels\nS1;École Ash;North;high\n'],
    ['with a space in its separator line', 'sep = ;\nid;name;region;levels\nS1;École Ash;North;high\n'],
    [
      'in the encoding of old Macs',
      Buffer.from('id,name,region,levels\rS1,\x83cole Ash,North,high\r', 'latin1'),
    ],
    [
      'below a title, a date, and a blank row',
      `Schools of North,,,\n9/1/2027,,,\n,,,\n${header}\nS1,École Ash,North,high\n`,
    ],
    ['with its header again on every page', `${header}\nS1,École Ash,North,high\n${header}\n`],
    ['with the end mark of DOS', `${header}\nS1,École Ash,North,high\n\x1a`],
    [
      'with headers as people write them',
      '\u00a0ID ,Name\u200b,REGION,Le\u00advels\nS1,École Ash,North,high\n',
    ],
    ['with texts in formulas, to keep their zeros', `${header}\n="S1",="École Ash",North,high\n`],
    ['with invisible marks and hard spaces', `${header}\n\ufeffS1\u200b,École\u00a0Ash,North,high\n`],
  ])('%s is read', async (_, bytes) => {
    const school = {
      id: 'S1',
      name: 'École Ash',
      levels: ['high'],
      grades: [],
      region: 'North',
      demographics: {},
    };
    expect(await read(bytes)).toEqual({ schools: [school], problems: [], doubts: [] });
  });

  test('in two encodings is read row by row', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${header}\nS1,École,North,high\n`),
      Buffer.from(
        'S2,Peñasco – “Elm”,North,high\n'.replace('–', '\x96').replace('“', '\x93').replace('”', '\x94'),
        'latin1',
      ),
    ]);
    expect((await read(bytes)).schools.map(({ name }) => name)).toEqual(['École', 'Peñasco – “Elm”']);
  });

  test('keeps quotation marks inside its cells', async () => {
    const names = ['The "New" School', '5\' 2" School', 'O"Neill'];
    const { schools, problems } = await read(
      `${header}\n${names.map((name, at) => `S${at},${name},North,high\n`).join('')}`,
    );
    expect([schools.map(({ name }) => name), problems]).toEqual([names, []]);
  });

  test.each([
    '<html><table><tr><td>id</td></tr></table></html>',
    '%PDF-1.7\n1 0 obj',
    '[{"id":"S1"}]',
    '{\\rtf1 id}',
  ])('that is really something else is refused: %s', async (text) => {
    expect((await read(text)).problems).toEqual([
      expect.stringMatching(/^schools.csv: not a spreadsheet \(save it as/),
    ]);
  });

  test('with unknown columns gets them all in one line, and each missing column in its own', async () => {
    const { problems } = await read('School ID,School Name,Borough\nS1,Ash,North\n');
    expect(problems).toEqual([
      expect.stringMatching(
        /^schools.csv:1: unknown columns “School ID”, “School Name”, “Borough” \(expected one of id, /,
      ),
      ...['id', 'name', 'region'].map((column) => `schools.csv:1: column ${column} is missing`),
      'schools.csv: If its columns have other names, give a mapping with --columns.',
    ]);
  });
});

describe('a workbook', () => {
  const school = textRow('S1', 'Ash &amp; Elm', 'North', 'high');
  test.each([
    ['without addresses of its cells', { names: transitional, prefix: '' }],
    ['whose elements have a prefix', { names: transitional, prefix: 'x:' }],
    ['in the strict form of the standard', { names: strict, prefix: '' }],
  ])('%s is read', async (_, form) => {
    const bytes = workbookOf({ ...form, sheets: [{ name: 'Schools', rows: textRow(...columns) + school }] });
    expect(await read(bytes, 'schools.xlsx')).toMatchObject({
      schools: [{ id: 'S1', name: 'Ash & Elm' }],
      problems: [],
    });
  });

  test('is read from its first visible sheet with the columns', async () => {
    const rows = (id: string) => textRow(...columns) + textRow(id, 'Ash', 'North', 'high');
    const bytes = workbookOf({
      sheets: [
        { name: 'Last year', rows: rows('OLD'), state: 'hidden' },
        { name: 'Read me', rows: textRow('These are our schools.') },
        { name: 'Schools', rows: textRow('Schools', '') + rows('S1') },
        { name: 'Copy', rows: rows('S2') },
      ],
    });
    expect((await read(bytes, 'schools.xlsx')).schools.map(({ id }) => id)).toEqual(['S1']);
  });

  test('shows its numbers as people see them', async () => {
    const rows = `${textRow(...columns, 'poverty_percent', 'enrollment', 'quality_review', 'quality_review_when')}
      <row r="5"><c r="A5" s="1"><v>113</v></c>${school.slice('<row><c t="inlineStr"><is><t>S1</t></is></c>'.length, -'</row>'.length)}
      <c r="E5" s="2"><v>0.712</v></c><c r="F5"><v>1200</v></c><c r="G5" t="s"><v>0</v></c><c r="H5" s="3"><v>44286</v></c></row>`;
    const bytes = workbookOf({
      sheets: [{ name: 'Schools', rows }],
      shared:
        '<si><r><t>Pro</t></r><r><rPr><b/></rPr><t>ficient</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si>',
      formats: ['General', '00000', '0.0%', 'mmm\\-yy'],
      from1904: true,
    });
    expect((await read(bytes, 'schools.xlsx')).schools).toMatchObject([
      {
        id: '00113',
        demographics: { poverty: 71.2 },
        enrollment: 1200,
        qualityReview: { lowest: 'Proficient', when: 'April 2025' },
      },
    ]);
  });

  test('reports formulas that failed or have no value', async () => {
    const rowOf = (id: string, cell: string) =>
      textRow(id, 'Ash', 'North', 'high').replace('</row>', `${cell}</row>`);
    const rows = [
      textRow(...columns, 'enrollment'),
      rowOf('S1', '<c t="e"><f>1/0</f><v>#DIV/0!</v></c>'),
      rowOf('S2', '<c><f>2*3</f></c>'),
      rowOf('S3', '<c><f>2*3</f><v>6</v></c>'),
      rowOf('1', '').replace(
        /<c t="inlineStr"><is><t>1<\/t><\/is><\/c>/,
        '<c><v>12345678901234567890</v></c>',
      ),
    ].join('');
    expect(await read(workbookOf({ sheets: [{ name: 'A', rows }] }), 'schools.xlsx')).toMatchObject({
      schools: [{ id: 'S3', enrollment: 6 }],
      problems: [
        '2: enrollment: “#DIV/0!” (expected a value: its formula failed)',
        '3: enrollment: has a formula without a value (open the file in a spreadsheet, and save it again)',
        expect.stringMatching(/^5: id: “1.23.*e\+19” \(expected the whole ID: /),
      ],
    });
  });
});

describe('a cell', () => {
  const cells = (column: string, ...values: readonly string[]) =>
    read(`${header},${column}\n${values.map((value, at) => `S${at},Ash,North,high,"${value}"\n`).join('')}`);

  test('with a number may have commas, a percent sign, and a minus sign of either kind', async () => {
    const { schools, problems } = await cells(
      'enrollment',
      '1,200',
      '1200.0',
      '12,00',
      '<10',
      '1.2E+03',
      'N/A',
      '—',
      'TBD',
    );
    expect(schools.map(({ enrollment }) => enrollment)).toEqual([
      1200,
      1200,
      undefined,
      undefined,
      undefined,
    ]);
    expect(problems).toEqual(
      [
        [4, '12,00'],
        [5, '<10'],
        [6, '1.2E+03'],
      ].map(([line, text]) => `${line}: enrollment: “${text}” (expected a number, or an empty cell)`),
    );
    const shares = await cells('poverty_percent', '71.2%', '71 %', '.5', '101%', '-1');
    expect(shares.schools.map(({ demographics }) => demographics.poverty)).toEqual([71.2, 71, 0.5]);
    expect(shares.problems).toEqual([
      '5: poverty_percent: “101%” (expected a number from 0 to 100)',
      '6: poverty_percent: “-1” (expected a number from 0 to 100)',
    ]);
    const place = await read('id,name,region,levels,latitude,longitude\nS1,Ash,North,high,43.2,\u221276.5\n');
    expect(place.schools).toMatchObject([{ location: { latitude: 43.2, longitude: -76.5 } }]);
  });

  test('with yes or no may have any word for it', async () => {
    const yes = ['Y', 'TRUE', 'x', '1', '✓', 'Yes '];
    const no = ['n', 'False', '0', 'NO'];
    const { schools, problems } = await cells('fully_screened', ...yes, ...no, 'Y/N');
    expect(schools.map(({ fullyScreened }) => fullyScreened)).toEqual([
      ...yes.map(() => true),
      ...no.map(() => false),
    ]);
    expect(problems).toEqual(['12: fully_screened: “Y/N” (expected yes, no, or empty)']);
  });

  test.each([
    ['PK-5', ['PK', 'K', '1', '2', '3', '4', '5']],
    ['K–2', ['K', '1', '2']],
    ['6 through 8', ['6', '7', '8']],
    ['9 - 12, SE', ['9', '10', '11', '12', 'SE']],
    ['0K,01,02', ['K', '1', '2']],
    ['KG\n1', ['K', '1']],
    ['Pre-K;Kindergarten', ['PK', 'K']],
    ['Pre-K to 1', ['PK', 'K', '1']],
    ['3-K–Pre-K', ['3K', 'PK']],
    ['Pre-K-1', ['PK', 'K', '1']],
  ])('with the grades %j names them all', (text, grades) => {
    expect(readGrades(text)).toEqual({ value: grades });
  });

  test.each(['8-Jun', '12-Sep', 'Jun-08', '2026-06-08'])(
    'with grades that became the date %s says so',
    (text) => {
      expect(readGrades(text)).toEqual({
        problem: expect.stringContaining('a spreadsheet made a date of them'),
      });
    },
  );

  test.each(['5-Mar', 'Mar-05', '3/5/2026', '2026-03-05', '1E+05'])(
    'with an ID that became %s is refused',
    async (id) => {
      expect((await read(`${header}\n${id},Ash,North,high\n`)).problems).toEqual([
        `2: id: “${id}” (expected the whole ID: format the column as text and enter it again)`,
      ]);
    },
  );

  test.each([
    '2027-10-04',
    '10/4/2027',
    '10/04/27',
    '4-Oct-27',
    '04-Oct-2027',
    'October 4, 2027',
    'Oct. 4, 2027',
    'Monday, October 4, 2027',
    '2027/10/04',
    '20271004',
    '2027‑10‑04',
    '2027-10-04T00:00:00Z',
    '10/4/2027 0:00',
    '10/4/2027 12:00:00 AM',
    '2027-10-04 00:00:00.000',
  ])('with the date %s is October 4, 2027', (text) => {
    expect(readDate(text)).toEqual({ value: '2027-10-04' });
  });

  test.each([
    '46300',
    '4.10.2027',
    '25/10/2027',
    '2027-02-29',
    '2/30/27',
    'Friday, October 4, 2027',
    '10/4/2027 9:00',
    '10/4',
    '4-Xyz-27',
  ])('with the date %s is refused', (text) => {
    expect(readDate(text)).toEqual({ problem: expect.stringMatching(/\(expected a date/) });
  });

  test('with any date is read however US spreadsheets show it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (day) => {
          const shown = (options: Intl.DateTimeFormatOptions) =>
            new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' }).format(day);
          const ways = [
            shown({ dateStyle: 'short' }),
            shown({ dateStyle: 'medium' }),
            shown({ dateStyle: 'long' }),
            shown({ dateStyle: 'full' }),
          ];
          expect(ways.map(dateIn)).toEqual(ways.map(() => day.toISOString().slice(0, 10)));
        },
      ),
    );
  });

  test.each([
    ['2025-04-01', 'April 2025'],
    ['4/1/2025', 'April 2025'],
    ['1-Apr-25', 'April 2025'],
    ['Apr-25', 'April 2025'],
  ])('with the month of a review as %s means %s', (text, when) => {
    expect(readWhen(text)).toEqual({ value: when });
  });
});

describe('values that are probably wrong are reported', () => {
  test('IDs that lost their zeros, in the file and in the directory', async () => {
    const { doubts } = await read(
      `${header}\n0113,Ash,North,high\n113,Ash,North,high\n27,Elm,North,high\n`,
      'schools.csv',
      ['0027', '0113'],
    );
    expect(doubts).toEqual([
      'schools.csv:3: 113 may be 0113 (schools.csv:2). A spreadsheet may have removed its zeros.',
      'schools.csv:3: 113 may be 0113 in the directory. A spreadsheet may have removed its zeros.',
      'schools.csv:4: 27 may be 0027 in the directory. A spreadsheet may have removed its zeros.',
    ]);
  });

  test.each(['Ã‰cole', 'Oâ€™Neill', '\ufffdcole', 'PeÃ±asco'])('the garbled name %s', async (name) => {
    expect((await read(`${header}\nS1,${name},North,high\n`)).doubts).toEqual([
      `schools.csv:2: name: “${name}” looks garbled. Save the original file again as “CSV UTF-8”.`,
    ]);
  });
});

describe('a calendar', () => {
  const planned = async (calendarText: string) => {
    const { exit, warned } = await visits.plan(...(await visits.ask({ calendar: calendarText })), '--json');
    return { exit, warned: warned.map(plain) };
  };

  test('may have headers, words, and dates as spreadsheets show them', async () => {
    const text = calendar
      .replace(
        'date_from,date_to,applies_to,event,students_present',
        'Date From,Date To,Applies To,Event,Students Present,Marks',
      )
      .replaceAll(
        /(\d{4})-(\d\d)-(\d\d)/g,
        (_, year, month, day) => `${Number(month)}/${Number(day)}/${year.slice(2)} 0:00`,
      )
      .replaceAll('Middle;D75', '"Middle, D75"')
      .replaceAll(/,yes$/gm, ',TRUE')
      .replaceAll(/,no$/gm, ',N')
      .replaceAll(/(TRUE|N|early|exam)$/gm, '$1,')
      .replace('TRUE,', 'TRUE,First Day');
    expect(await planned(text)).toEqual({ exit: 0, warned: [] });
  });

  const marked = calendar
    .replace('students_present\n', 'students_present,marks\n')
    .replaceAll(/,(yes|no|early|exam)$/gm, ',$1,');
  test.each([
    [
      'marks two first days',
      `${marked.replace('yes,\n', 'yes,first-day\n')}2026-09-14,2026-09-14,all,Again,yes,first-day\n`,
      'calendar.csv:10: marks: first-day is already on line 2',
    ],
    [
      'begins on a Sunday',
      marked.replace('yes,\n', 'yes,first-day\n').replaceAll('2026-09-10', '2026-09-06'),
      'calendar.csv:2: date_from: 2026-09-06 is on a weekend (expected a school day)',
    ],
    [
      'has a holiday in a year that never comes',
      calendar.replaceAll('2026-10-12', '2062-10-12'),
      'calendar.csv:3: date_from: 2062-10-12 is far outside the school year, 2026-09-10 to 2027-06-28',
    ],
    [
      'ends before it begins',
      calendar.replaceAll('2027-06-28', '2026-06-28'),
      'calendar.csv:2: the last day of school is before the first',
    ],
  ])('that %s is refused, for a spreadsheet and for the service', async (_, text, problem) => {
    expect(await planned(text)).toEqual({ exit: 2, warned: [problem] });
    for (const name of ['program.json', 'cycle-2027.json'])
      await copyFile(`programs/wexmoor/${name}`, visits.at(name));
    await writeFile(visits.at('calendar.csv'), text.replaceAll(';D75', ''));
    const { exit, warned } = await run((terminal) =>
      openCycleCommand([visits.at('cycle-2027.json'), '--dry-run'], terminal),
    );
    expect([exit, warned.map(plain)]).toEqual([2, [problem]]);
  });
});

describe('the files of visits', () => {
  const planned = async (texts: Parameters<typeof visits.ask>[0]) => {
    const { exit, warned } = await visits.plan(...(await visits.ask(texts)), '--json');
    return { exit, warned: warned.map(plain) };
  };
  const facilitators = 'id,name,partnerships,weekdays_off,days_off\n007,Mei,T1;T2,,\n';

  test('may list days and weekdays with commas', async () => {
    const own = facilitators
      .replace(',,\n', ',"Mondays, Fri.","10/5/2026, October 6, 2026; 2026-10-07"\n')
      .replace('007', 'F1');
    expect(await planned({ facilitators: own })).toEqual({ exit: 0, warned: [] });
  });

  test('suggest the right ID if one lost its zeros', async () => {
    const own = partnerships.replaceAll('F1', '7');
    expect(await planned({ partnerships: own, facilitators })).toEqual({
      exit: 2,
      warned: [2, 5].map(
        (line) => `partnerships.csv:${line}: facilitator: “7” isn’t in facilitators.csv (did you mean 007?)`,
      ),
    });
  });

  test('read N/A as no facilitator', async () => {
    const json = async (text: string) =>
      (await visits.plan(...(await visits.ask({ partnerships: text })), '--json')).said;
    expect(await json(partnerships.replaceAll('F1', 'N/A'))).toEqual(
      await json(partnerships.replaceAll('F1', '')),
    );
  });

  test('get one message for a missing facilitator or an unreadable time', async () => {
    const files = await visits.ask();
    await visits.plan(...files, '--out', visits.at('visits.csv'));
    const rows = (await readFile(visits.at('visits.csv'), 'utf8')).trimEnd().split('\n');
    const check = async (change: (row: string) => string) => {
      const file = await visits.put('changed.csv', rows.with(1, change(rows[1] ?? '')).join('\n'));
      const { exit, warned } = await visits.check(...files, '--visits', file);
      return { exit, warned };
    };
    expect(await check((row) => row.replace('"09:00"', '9:00:00 AM'))).toMatchObject({ exit: 0 });
    expect((await check((row) => row.replace('"F1"', ''))).warned).toEqual([
      expect.stringMatching(/: this partnership’s facilitator is F1, but the visit has none\.$/),
    ]);
    for (const start of ['0.375', '25:00'])
      expect((await check((row) => row.replace('"09:00"', start))).warned).toEqual([
        expect.stringContaining(`start: “${start}” (expected a time like 09:00).`),
      ]);
  });
});

describe('a JSON file', () => {
  test('with a list in place of rules is refused', async () => {
    const files = await visits.ask({ rules: '[]' });
    expect((await visits.plan(...files, '--json')).warned).toEqual([
      expect.stringMatching(/rules.json: a list in \[ \] isn’t a list of names and values in \{ \}$/),
    ]);
  });

  test('with an invisible name, or a name twice in different case, is refused', async () => {
    const program = JSON.parse(await readFile('programs/wexmoor/program.json', 'utf8'));
    await copyFile('programs/wexmoor/cycle-2027.json', visits.at('cycle-2027.json'));
    await writeFile(visits.at('calendar.csv'), await readFile('programs/wexmoor/calendar.csv'));
    const own = {
      ...program,
      name: '\u200b',
      regions: [...program.regions, program.regions[0].toUpperCase()],
    };
    await writeFile(visits.at('program.json'), JSON.stringify(own));
    const { warned } = await run((terminal) =>
      openCycleCommand([visits.at('cycle-2027.json'), '--dry-run'], terminal),
    );
    expect(warned.map(plain)).toEqual([
      'program.json: regions: “HARBORSIDE” appears twice',
      'program.json: name: no one can see this name',
    ]);
  });
});
