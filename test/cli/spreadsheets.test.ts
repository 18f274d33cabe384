/** What spreadsheets, student systems, and people really save, through the commands that read it. */
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { csvOf } from '#sheets/csv.ts';
import type { Exit, Terminal } from '../../infra/cli/command.ts';
import { importSchoolsCommand } from '../../infra/cli/import-schools.ts';
import { openCycleCommand } from '../../infra/cli/open-cycle.ts';
import { pairCommand } from '../../infra/cli/pair.ts';
import { planVisitsCommand } from '../../infra/cli/plan-visits.ts';
import { tableIn } from '../../infra/cli/sheet.ts';
import { startDesk } from './pairing-files.ts';
import { run } from './run.ts';
import { calendar, partnerships, startVisitDesk } from './visit-files.ts';

const desk = startDesk();
const visits = startVisitDesk();
const fixture = (name: string) => path.resolve('test/fixtures/spreadsheets', name);

/** A command's outcome, with the names of files instead of their paths. */
async function outcomeOf(
  command: (args: readonly string[], terminal: Terminal) => Promise<Exit>,
  ...args: readonly string[]
) {
  const { warned, ...rest } = await run((terminal) => command(args, terminal));
  return { ...rest, warned: warned.map((line) => line.replaceAll(/[^\s(]*\/(?=[\w-]+\.\w+)/g, '')) };
}

const imported = (file: string, ...options: readonly string[]) =>
  outcomeOf(importSchoolsCommand, file, '--dry-run', ...options);

const someHosts = fixture('pair-hosts.csv');
const somePartners = fixture('pair-partners-same-case.csv');
const paired = (hosts: string, partners: string, ...options: readonly string[]) =>
  outcomeOf(pairCommand, '--hosts', hosts, '--partners', partners, ...options, '--json');
const planned = (files: readonly string[]) => outcomeOf(planVisitsCommand, ...files, '--json');

const schools = `id,name,region,grades,fully_screened
S1,Peñasco School,North,"K;1;2",no
S2,"Oak; Elm, and Ash",South,6;7;8,YES
`;
const ready = { exit: 0, said: ['2 schools ready to import. Dry run: nothing was changed.'], warned: [] };

const utf16 = (text: string, mark: readonly number[], swap: boolean) => {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes]);
};

describe('a file beyond a limit is refused', () => {
  const header = 'id,name,level,region,focusAreas\n';

  test('if it never ends', async () => {
    expect((await paired('/dev/zero', somePartners)).warned).toEqual([
      '/dev/zero: this file is too large (at most 64 MB)',
    ]);
  });

  test('if a line is too long, with its number; others are read', async () => {
    const long = `H2,${'x'.repeat(1_000_001)},middle,N,math\n`;
    const hosts = await desk.put('hosts.csv', `${header}H1,A,middle,N,math\n${long}H3,C,middle,N,\n`);
    expect((await paired(hosts, somePartners)).warned).toEqual([
      'hosts.csv:3: the line is too long (at most 1,000,000 characters)',
    ]);
  });

  test('if it’s a workbook that is small only because it’s compressed', async () => {
    const sheet = new Uint8Array(129 * 1024 * 1024);
    await writeFile(desk.at('bomb.xlsx'), zipSync({ 'xl/workbook.xml': sheet }));
    expect((await paired(desk.at('bomb.xlsx'), somePartners)).warned).toEqual([
      'bomb.xlsx: the workbook is too large (at most 128 MB uncompressed)',
    ]);
  });

  test.each([
    ['1e999', 'rules.json: weights.level: the number is too large'],
    ['-1e999', 'rules.json: weights.level: the number is too large'],
    ['NaN', 'rules.json: not JSON: Unexpected token'],
    ['Infinity', 'rules.json: not JSON: Unexpected token'],
  ])('if its rules have the number %s, with the place', async (number, problem) => {
    const rules = await desk.put('rules.json', `{ "weights": { "level": ${number} } }`);
    expect((await paired(someHosts, somePartners, '--rules', rules)).warned).toEqual([
      expect.stringContaining(problem),
    ]);
  });
});

test('numbers with all the digits of a program are read', async () => {
  const file = await desk.put(
    'schools.csv',
    'id,name,region,levels,poverty_percent\nS1,A,N,high,30.000000000000004\nS2,B,N,high,0.30000000000000004\n',
  );
  expect(await imported(file)).toMatchObject(ready);
});

describe('a file is read', () => {
  test.each<readonly [saved: string, bytes: Buffer]>([
    ['in UTF-8', Buffer.from(schools)],
    ['with a byte order mark', Buffer.from(`\uFEFF${schools}`)],
    ['in UTF-16 with a byte order mark', utf16(schools, [0xff, 0xfe], false)],
    ['in UTF-16 of the other order', utf16(schools, [0xfe, 0xff], true)],
    ['in UTF-16 without a mark', utf16(schools, [], false)],
    ['in Windows-1252', Buffer.from(schools, 'latin1')],
    ['with Windows line ends', Buffer.from(schools.replaceAll('\n', '\r\n'))],
    ['with the line ends of old Macs', Buffer.from(schools.replaceAll('\n', '\r'))],
    ['with several kinds of line ends', Buffer.from(schools.replace('\n', '\r\n'))],
    ['with blank lines', Buffer.from(schools.replaceAll('\n', '\n\n'))],
    ['with rows of commas', Buffer.from(`,,,,\n${schools},,,,\n , ,,,\n`)],
    ['with empty columns at the right', Buffer.from(schools.replaceAll('\n', ',,\n'))],
    ['with a separator line', Buffer.from(`sep=,\r\n${schools}`)],
    ['with capitals in its header', Buffer.from(schools.replace('id,name,region', 'ID, Name ,REGION'))],
    ['with accents in two parts', Buffer.from(schools.normalize('NFD'))],
  ])('%s', async (_, bytes) => {
    await writeFile(desk.at('schools.csv'), bytes);
    expect(await imported(desk.at('schools.csv'))).toEqual(ready);
  });

  test.each([';', '\t', '|'])(
    'separated by “%s”, as the header or a separator line says',
    async (separator) => {
      const text = `id,name,region,grades,fully_screened\nS1,"Ash, and Oak",North,"K;1",no\nS2,Elm,South,"6;7",yes\n`;
      const other = text.replaceAll(/,(?! )/g, separator);
      const file = await desk.put('schools.csv', `sep=${separator}\n${other}`);
      expect(await imported(file)).toEqual(ready);
      if (separator === '|') return;
      await desk.put('schools.csv', other);
      expect(await imported(file)).toEqual(ready);
    },
  );

  test('from a workbook, with its dates, times, numbers, and checkmarks', async () => {
    const sheet = [
      [],
      ['ID', 'name', 'region', 'grades', 'fully_screened', 'enrollment', 'latitude', 'longitude'],
      [113, 'Ash', 'North', 'K;1', false, 410, 40.7, -73.9],
      [],
      ['S2', 'Elm', 'South', 'K;1', true],
    ].map((row) => row.map((value) => ({ value })));
    await writeWorkbook(sheet).toFile(desk.at('schools.xlsx'));
    expect(await imported(desk.at('schools.xlsx'))).toEqual(ready);

    const [columns = [], ...rows] = calendar
      .trimEnd()
      .split('\n')
      .map((line) => line.split(','));
    const dated = rows.map(([from = '', to = '', ...rest]) => [
      ...[from, to].map((date) => ({ value: new Date(`${date}T00:00Z`), type: Date, format: 'm/d/yyyy' })),
      ...rest.map((value) => ({ value })),
    ]);
    await writeWorkbook([columns.map((value) => ({ value })), ...dated]).toFile(visits.at('calendar.xlsx'));
    const files = await visits.ask();
    await visits.plan(...files, '--out', visits.at('text.csv'));
    const workbook = files.map((file) => (file.endsWith('calendar.csv') ? visits.at('calendar.xlsx') : file));
    expect(await visits.plan(...workbook, '--out', visits.at('dates.csv'))).toMatchObject({
      exit: 0,
      warned: [],
    });
    expect(await visits.read('dates.csv')).toBe(await visits.read('text.csv'));
  });

  test.each([
    [
      'an old workbook',
      Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'latin1'),
      /^schools.csv: not a spreadsheet/,
    ],
    [
      'a damaged workbook',
      Buffer.from('PK\x03\x04 and nothing else'),
      /^schools.csv: the workbook can’t be read/,
    ],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 0, 255]), /^schools.csv: not a spreadsheet/],
  ])('but not %s', async (_, bytes, problem) => {
    await writeFile(desk.at('schools.csv'), bytes);
    expect(await imported(desk.at('schools.csv'))).toEqual({
      exit: 2,
      said: [],
      warned: [expect.stringMatching(problem)],
    });
  });
});

test('whatever is written is read back, however it is saved again', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 3 }),
        fc.constantFrom('"', ',', ';', '\t', '\n', '=', '-', ' '),
      ),
    )
    .map((parts) =>
      parts
        .join('')
        .normalize('NFC')
        .replaceAll(/\p{Zs}/gu, ' ')
        .trim(),
    )
    .filter(
      (cell) => /[\p{L}\p{N}]/u.test(cell) && !/^'|[\p{Cc}\p{Cf}]/u.test(cell.replaceAll(/[\n\t]/g, '')),
    );
  const table = fc.tuple(
    fc.uniqueArray(text, { minLength: 2, maxLength: 5, selector: (name) => name.toLowerCase() }),
    fc.array(fc.array(fc.oneof(text, fc.constant('')), { minLength: 5, maxLength: 5 }), { maxLength: 5 }),
  );
  const read = (csv: string) => {
    const { rows, damaged } = tableIn(csv);
    const [header, ...others] = rows.map(({ cells }) => cells);
    return { header, rows: others, damaged };
  };
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), ([columns, cells], lineEnd) => {
      const rows = cells
        .map((row) => row.slice(0, columns.length))
        .filter((row) => row.some((cell) => cell !== ''));
      const saved = csvOf({ columns, rows }).replaceAll('\n', lineEnd);
      expect(read(saved)).toEqual({ header: columns, rows, damaged: [] });
      expect(read(`sep=,${lineEnd}${saved.slice(1)}`)).toEqual({ header: columns, rows, damaged: [] });
    }),
  );
});

describe('what is left behind in a file is no row', () => {
  test('rows of commas in a directory, and empty columns in a list of hosts', async () => {
    expect(await imported(fixture('rows-of-commas.csv'))).toMatchObject({
      exit: 0,
      said: [expect.stringContaining('1 school ')],
    });
    expect(await paired(fixture('pair-hosts-empty-columns.csv'), somePartners)).toMatchObject({ exit: 0 });
  });

  test('empty lines in a calendar, for the service and for a spreadsheet', async () => {
    for (const name of ['program.json', 'cycle-2027.json'])
      await copyFile(`programs/wexmoor/${name}`, visits.at(name));
    await copyFile(fixture('calendar-empty-row.csv'), visits.at('calendar.csv'));
    expect(await outcomeOf(openCycleCommand, visits.at('cycle-2027.json'), '--dry-run')).toMatchObject({
      exit: 0,
    });
    const files = [
      '--partnerships',
      fixture('partnerships-elementary.csv'),
      '--calendar',
      visits.at('calendar.csv'),
    ];
    expect(await planned(files)).toMatchObject({ exit: 0, warned: [] });
  });

  test('a header alone is an empty list of locks, but no directory and no year', async () => {
    const locks = await desk.put('locks.csv', 'host,partner,rule,reason\n');
    expect(await paired(someHosts, somePartners, '--locks', locks)).toMatchObject({ exit: 0 });
    expect(await imported(await desk.put('schools.csv', 'id,name,region\n'))).toMatchObject({ exit: 2 });
  });
});

describe('IDs', () => {
  test('that differ only by case are one ID', async () => {
    expect(await imported(fixture('ids-by-case.csv'))).toEqual({
      exit: 1,
      said: ['1 school ready to import. Dry run: nothing was changed.'],
      warned: ['ids-by-case.csv:3: id: “q1” is already on line 2', '1 row skipped'],
    });
    const hosts = await desk.put('hosts.csv', (await readFile(someHosts, 'utf8')).replace('H2', 'h1'));
    expect(await paired(hosts, somePartners)).toMatchObject({
      exit: 2,
      warned: ['hosts.csv:3: id: “H1” is already on line 2'],
    });
  });

  test('are found in other files in any case', async () => {
    const locks = await desk.put('locks.csv', 'Host,PARTNER,rule\nh2,p1,LOCK\n');
    const { said } = await paired(someHosts, somePartners, '--locks', locks);
    expect(JSON.parse(said.join())).toMatchObject({ pairs: [{ host: 'H2', partner: 'P1' }] });
    const misspelled = await desk.put('locks.csv', 'host,partner,rule\nH22,P1,lock\n');
    expect(await paired(someHosts, somePartners, '--locks', misspelled)).toMatchObject({
      warned: ['locks.csv:2: host: “H22” not found (did you mean H2?)'],
    });
  });

  test.each(['1.00E+05', '1.23E+12', '1E-7', '1.5e10'])(
    'that a spreadsheet made of %s are refused',
    async (id) => {
      const expected = `id: “${id}” (expected the whole ID: format the column as text and enter it again)`;
      const file = await desk.put('schools.csv', `id,name,region,grades\n${id},Ash,North,K;1\n`);
      expect((await imported(file)).warned[0]).toBe(`schools.csv:2: ${expected}`);
      const partners = await desk.put(
        'partners.csv',
        `id,name,level,region,focusAreas\n${id},Ash,high,North,math\n`,
      );
      expect((await paired(someHosts, partners)).warned).toContain(`partners.csv:2: ${expected}`);
      const rows = `partnership,role,id,name,level\nT1,host,${id},Ash,high\nT1,partner,P1,Elm,high\n`;
      const files = await visits.ask({ partnerships: rows });
      expect((await planned(files)).warned).toContain(`partnerships.csv:2: ${expected}`);
    },
  );
});

describe('columns that a command doesn’t know', () => {
  test('are left out only if the operator says so', async () => {
    const file = await desk.put(
      'schools.csv',
      'id,name,region,grades,Notes,phone\nS1,Ash,North,K;1,x,\nS2,Elm,South,6,,1\n',
    );
    expect(await imported(file)).toMatchObject({ exit: 2 });
    expect(await imported(file, '--ignore-columns', 'notes, Phone')).toEqual(ready);
    const files = await visits.ask({
      partnerships: partnerships.replaceAll('\n', ',x\n').replace(',x', ',phone'),
    });
    expect(await planned(files)).toMatchObject({ exit: 2 });
    expect(await visits.plan(...files, '--json', '--ignore-columns', 'phone')).toMatchObject({ exit: 0 });
  });

  test('can’t be left out without a name', async () => {
    const file = await desk.put('schools.csv', 'id,name,region,grades,,kind\nS1,Ash,North,K;1,x,District\n');
    expect((await imported(file)).warned[0]).toBe('schools.csv:1: column 5 has values but no name');
  });
});

describe('one damaged row', () => {
  test('is counted once, and swallows no other row', async () => {
    const file = await desk.put(
      'schools.csv',
      'id,name,region,grades\nS1,"Ash, North,K;1\nS2,"Elm ""A+""",North,K;1\nS3,"Oak "B"",North,K;1\nS4,Fir,North,K;1\n',
    );
    const problem = 'misplaced quotation mark (expected two in a cell that begins with one)';
    expect(await imported(file)).toEqual({
      exit: 1,
      said: ['2 schools ready to import. Dry run: nothing was changed.'],
      warned: [`schools.csv:2: ${problem}`, `schools.csv:4: ${problem}`, '2 rows skipped'],
    });
  });

  test('isn’t a row with quotation marks inside a cell, because spreadsheets read it', async () => {
    expect(await imported(fixture('quote-inside-cell.csv'))).toEqual(ready);
  });

  test('after a cell with a line break is on its own line', async () => {
    const rows = calendar.replace('Autumn holiday', '"Autumn\nholiday"').replace('early', 'maybe');
    const files = await visits.ask({ calendar: rows });
    expect((await planned(files)).warned).toEqual([
      'calendar.csv:3: event: contains a line break or another control character (expected one line of text)',
      'calendar.csv:5: students_present: “maybe” (expected one of yes, no, early, remote, exam)',
    ]);
  });
});

test('a name that no one can see is missing', async () => {
  expect((await imported(fixture('invisible-name.csv'))).warned[0]).toBe(
    'invisible-name.csv:2: name: missing',
  );
  for (const name of ['\u2060', '\u00ad', '\u2800', '\u3164', '\u200f', '\u00a0', '\ufeff']) {
    const file = await desk.put('schools.csv', `id,name,region,grades\nS1,"${name}",North,K;1\n`);
    expect((await imported(file)).warned[0]).toBe('schools.csv:2: name: missing');
  }
  const file = await desk.put('schools.csv', 'id,name,region,grades\nS1,Ash \u202eloohcS,North,K;1\n');
  expect((await imported(file)).warned[0]).toMatch(/name: contains/);
});

test('addresses that people really have get invitations', async () => {
  const addresses = (await readFile(fixture('emails.txt'), 'utf8')).trim().split('\n');
  for (const address of addresses) {
    const rows = `partnership,role,id,name,level,email\nT1,host,H1,Ash,middle,${address}\nT1,partner,P1,Elm,middle,\n`;
    const files = await visits.ask({ partnerships: rows });
    expect(await planned(files)).toMatchObject({ exit: 0, warned: [] });
  }
  const files = [
    '--partnerships',
    fixture('partnerships-apostrophe-email.csv'),
    '--calendar',
    fixture('calendar-empty-row.csv'),
  ];
  expect(await planned(files)).toMatchObject({ exit: 0, warned: [] });
});

test('a plan that a US spreadsheet saved is read back', async () => {
  const files = await visits.ask();
  await visits.plan(...files, '--out', visits.at('visits.csv'));
  const saved = (await visits.read('visits.csv'))
    .replaceAll(/(\d{4})-0?(\d+)-0?(\d+)/g, '$2/$3/$1')
    .replaceAll(',09:00,', ',9:00,');
  const file = await visits.put('saved.csv', saved);
  expect(await visits.check(...files, '--visits', file)).toMatchObject({ exit: 0, warned: [] });
  const texts = { calendar: calendar.replaceAll(/(\d{4})-0?(\d+)-0?(\d+)/g, '$2/$3/$1') };
  expect(await visits.check(...(await visits.ask(texts)), '--visits', file)).toMatchObject({
    exit: 0,
    warned: [],
  });
});

describe('references', () => {
  const pairedBy = async (hosts: string, partners: string, ...options: readonly string[]) => {
    const { exit, said, warned } = await paired(hosts, partners, ...options);
    return { exit, warned, pairs: exit === 0 ? JSON.parse(said.join()).pairs : [] };
  };

  test('to focus areas and regions match in any spelling', async () => {
    const same = await pairedBy(someHosts, somePartners);
    expect(same.pairs).toMatchObject([{ host: 'H1', partner: 'P1', score: 7650 }]);
    expect(await pairedBy(someHosts, fixture('pair-partners-case.csv'))).toEqual(same);
    const hosts = await desk.put(
      'hosts.csv',
      'id,name,level,region,focusAreas\nH1,A,high,ÉTÉ,mathématiques\n'.normalize('NFD'),
    );
    const partners = await desk.put(
      'partners.csv',
      'id,name,level,region,focusAreas\nP1,B,high,été , Mathématiques \n',
    );
    expect(await pairedBy(hosts, partners)).toMatchObject({ warned: [], pairs: [{ score: 8350 }] });
  });

  test('that only one side has are reported', async () => {
    const hosts = someHosts;
    const partners = await desk.put(
      'partners.csv',
      'id,name,level,region,focusAreas\nP1,B,elementary,Noth,mathh;art\n',
    );
    expect((await pairedBy(hosts, partners)).warned).toEqual([
      'Only pair-hosts.csv has the focus areas math and writing (did you mean mathh for math?).',
      'Only partners.csv has the focus areas art and mathh (did you mean math for mathh?).',
      'Only pair-hosts.csv has the regions North and South (did you mean Noth for North?).',
      'Only partners.csv has the region Noth (did you mean North for Noth?).',
    ]);
  });

  test('that only one side has are listed up to ten', async () => {
    const areas = Array.from({ length: 12 }, (_, index) => `area ${index + 10}`).join(';');
    const partners = await desk.put(
      'partners.csv',
      `id,name,level,region,focusAreas\nP1,B,elementary,North,${areas};math\n`,
    );
    expect((await pairedBy(someHosts, partners)).warned).toContain(
      `Only partners.csv has the focus areas ${areas.split(';').slice(0, 10).join(', ')}, and 2 more.`,
    );
  });

  test('separated by commas are refused', async () => {
    expect(await pairedBy(fixture('pair-hosts-comma-areas.csv'), somePartners)).toEqual({
      exit: 2,
      warned: [
        'pair-hosts-comma-areas.csv:2: focus_areas: “math, reading” (expected focus areas separated by “;”)',
      ],
      pairs: [],
    });
  });

  test('must be in the program’s lists, by ID or by name', async () => {
    const rules = ['--rules', path.resolve('programs/learning-partners/program.json')];
    const hosts = await desk.put(
      'hosts.csv',
      'id,name,level,region,focusAreas\nH1,A,high,bronx,reading and writing in every subject\n',
    );
    const partners = await desk.put(
      'partners.csv',
      'id,name,level,region,focusAreas\nP1,B,high,BRONX,Literacy\n',
    );
    expect(await pairedBy(hosts, partners, ...rules)).toMatchObject({
      warned: ['program.json: targets and quotas only apply with --select'],
      pairs: [{ host: 'H1' }],
    });
    const strange = await desk.put(
      'partners.csv',
      'id,name,level,region,focusAreas\nP1,B,high,Bornx,literacyy;zeal\n',
    );
    expect((await pairedBy(hosts, strange, ...rules)).warned).toEqual([
      'partners.csv:2: region: “Bornx” (expected one of Bronx, Brooklyn, Manhattan, Queens, Staten Island; did you mean Bronx?)',
      'partners.csv:2: focus_areas: “literacyy” (expected a focus area of the rules; did you mean literacy?); “zeal” (expected a focus area of the rules)',
    ]);
  });

  test('to a group that no school has are refused in a calendar', async () => {
    const plan = (calendarFile: string, rows: string) =>
      planned(['--partnerships', rows, '--calendar', calendarFile]);
    expect(
      await plan(fixture('calendar-group-misspelled.csv'), fixture('partnerships-elementary.csv')),
    ).toEqual({
      exit: 2,
      said: [],
      warned: [5, 14].map(
        (line) =>
          `calendar-group-misspelled.csv:${line}: applies_to: no school is “Elementry” (did you mean elementary?)`,
      ),
    });
    expect(
      (await plan(fixture('calendar-middle-schools.csv'), fixture('partnerships-middle.csv'))).warned,
    ).toEqual([
      'calendar-middle-schools.csv:3: applies_to: no school is “Middle schools” (did you mean middle?)',
    ]);
    for (const name of ['program.json', 'cycle-2027.json'])
      await copyFile(`programs/wexmoor/${name}`, visits.at(name));
    await copyFile(fixture('calendar-group-misspelled.csv'), visits.at('calendar.csv'));
    expect((await outcomeOf(openCycleCommand, visits.at('cycle-2027.json'), '--dry-run')).warned).toEqual(
      [5, 14].map((line) =>
        expect.stringMatching(
          new RegExp(`^calendar.csv:${line}: applies_to: “Elementry” .*did you mean elementary`),
        ),
      ),
    );
  });
});

test('a calendar may name the kinds of school of a whole program', async () => {
  const rows = calendar.replaceAll('D75', 'Consortium');
  const files = await visits.ask({ partnerships: partnerships.replace(';D75', ''), calendar: rows });
  expect((await planned(files)).warned).toEqual([
    'calendar.csv:4: applies_to: no school is “Consortium” (expected all, a level, or a kind of school)',
  ]);
  const program = JSON.parse(await readFile('programs/learning-partners/program.json', 'utf8'));
  const calendarGroups = [{ name: 'Consortium', kind: 'Consortium' }];
  const rules = await visits.put('program.json', JSON.stringify({ ...program, calendarGroups }));
  expect(await visits.plan(...files, '--rules', rules, '--json')).toMatchObject({ exit: 0, warned: [] });
});

test('the first day of one level plans no visit of another before its school opens', async () => {
  const files = [
    '--partnerships',
    fixture('partnerships-middle.csv'),
    '--calendar',
    fixture('calendar-prek.csv'),
  ];
  expect(await visits.plan(...files, '--out', visits.at('prek.csv'))).toMatchObject({ exit: 0 });
  const dates = (await visits.read('prek.csv')).match(/\d{4}-\d\d-\d\d/g) ?? [];
  expect(dates).toHaveLength(8);
  expect(dates.filter((date) => date < '2026-09-10')).toEqual([]);
  expect(await visits.check(...files, '--visits', visits.at('prek.csv'))).toMatchObject({ exit: 0 });
});

test('unreadable grades are named, and 06 is grade 6', async () => {
  expect(await imported(fixture('grades-partly-unknown.csv'))).toMatchObject({
    exit: 1,
    warned: [
      'grades-partly-unknown.csv:2: grades: “5th” (expected PK, 3K, SE, K, 1 to 14, or a range like K-5)',
      '1 row skipped',
    ],
  });
  const file = await desk.put('schools.csv', 'id,name,region,grades\nS1,A,N,pk;0K;01\nS2,B,N,06;07;08\n');
  expect(await imported(file)).toEqual(ready);
});

describe('values that are probably wrong are reported, and kept', () => {
  const directory = (...rows: readonly string[]) =>
    desk.put(
      'schools.csv',
      ['id,name,region,levels,latitude,longitude,poverty_percent', ...rows, ''].join('\n'),
    );
  const near = ['A1,A,N,high,40.71,-74.01,', 'A2,B,N,high,40.80,-73.95,', 'A3,C,N,high,40.65,-73.90,'];

  test('a lost minus sign, and coordinates at zero', async () => {
    expect(await imported(fixture('longitude-sign-lost.csv'))).toMatchObject({
      exit: 0,
      warned: [
        expect.stringMatching(
          /^longitude-sign-lost.csv:2: 40.7128, 74.006 is far from the other schools\. Check the coordinates\.$/,
        ),
        'longitude-sign-lost.csv:3: 0, 0 is in the Atlantic. Leave unknown coordinates empty.',
      ],
    });
    const file = await directory(...near, 'A4,D,N,high,40.7128,74.0060,', 'A5,E,N,high,-40.7,-73.9,');
    expect((await imported(file)).warned).toEqual([
      expect.stringMatching(
        /^schools.csv:5: .* is far from the other schools. The longitude may have the wrong sign.$/,
      ),
      expect.stringMatching(
        /^schools.csv:6: .* is far from the other schools. The latitude may have the wrong sign.$/,
      ),
    ]);
  });

  test('swapped coordinates of one school, or of all', async () => {
    const one = await directory(...near, 'A4,D,N,high,-73.9,40.7,');
    const swapped = /: -73.9, 40.7: latitude and longitude may be swapped.$/;
    expect((await imported(one)).warned).toEqual([expect.stringMatching(swapped)]);
    const all = await directory('A4,D,N,high,-73.9,40.7,', 'A5,D,N,high,-73.9,40.7,');
    expect((await imported(all)).warned).toEqual(
      [swapped, swapped].map((each) => expect.stringMatching(each)),
    );
  });

  test('schools that are far apart in a large country are not', async () => {
    const file = await directory(
      'A1,A,N,high,40.7,-74.0,',
      'A2,B,N,high,34.1,-118.2,',
      'A3,C,N,high,41.9,-87.6,',
      'A4,D,N,high,21.3,-157.9,',
    );
    expect((await imported(file)).warned).toEqual([]);
  });

  test('fractions in a column of percentages', async () => {
    const file = await directory('A1,A,N,high,,,0.75', 'A2,B,N,high,,,0.4', 'A3,C,N,high,,,1');
    expect((await imported(file)).warned).toEqual([
      'schools.csv:2: poverty_percent: 0.75 may be a fraction (expected a percentage, like 75).',
    ]);
    expect((await imported(await directory('A1,A,N,high,,,0.5', 'A2,B,N,high,,,40'))).warned).toEqual([]);
  });

  test('in a pairing too', async () => {
    const hosts = await desk.put(
      'hosts.csv',
      'id,name,level,region,focusAreas,lat,lon,poverty_percent\nH1,A,high,N,m,40.7,-74,80\n',
    );
    const partners = await desk.put(
      'partners.csv',
      'id,name,level,region,focusAreas,lat,lon\nP1,A,high,N,m,0,0\n',
    );
    expect((await paired(hosts, partners)).warned).toEqual([
      'partners.csv:2: 0, 0 is in the Atlantic. Leave unknown coordinates empty.',
    ]);
  });
});
