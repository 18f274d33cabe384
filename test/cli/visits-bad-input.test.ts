import { mkdir } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { calendar, partnerships, startVisitDesk, type VisitTexts } from './visit-files.ts';

const desk = startVisitDesk();

/** The problems with these files. Nothing may be written, and the answer has no local path. */
async function refusalOf(texts: VisitTexts): Promise<readonly string[]> {
  const files = await desk.ask(texts);
  const before = await desk.files();
  const outputs = ['--out', desk.at('never.csv'), '--ics', desk.at('never')];
  const { exit, said, warned } = await desk.plan(...files, ...outputs);
  expect({ exit, said }).toEqual({ exit: 2, said: [] });
  expect(await desk.files()).toEqual(before);
  return warned.map((line) => line.replaceAll(desk.at('/'), ''));
}

const withRow = (row: string) => `${partnerships}${row}\n`;
const rules = (over: object) => ({ rules: JSON.stringify(over) });
const blackouts = (row: string) => ({ blackouts: `id,date_from,date_to,reason\n${row}\n` });
const facilitators = (...rows: readonly string[]) => ({
  facilitators: `${['id,name,email,partnerships,weekdays_off,days_off', ...rows].join('\n')}\n`,
});

test.each<readonly [what: string, texts: VisitTexts, said: string]>([
  [
    'a school in two partnerships',
    { partnerships: withRow('T2,partner,P1,Birch,high,,') },
    'partnerships.csv:7: id: “P1” is already in partnership T1 (line 3)',
  ],
  [
    'a school twice in one partnership',
    { partnerships: withRow('T2,partner,H2,Damson,high,,') },
    'partnerships.csv:7: id: “H2” is already in this partnership (line 5)',
  ],
  [
    'a partnership without a host',
    { partnerships: withRow('T3,partner,P9,Fir,high,,') },
    'partnerships.csv:7: partnership T3 has no host',
  ],
  [
    'a partnership without a partner',
    { partnerships: withRow('T3,host,H9,Fir,high,,') },
    'partnerships.csv:7: partnership T3 has no partner',
  ],
  [
    'a second host',
    { partnerships: withRow('T2,host,H9,Fir,high,,') },
    'partnerships.csv:7: partnership T2 already has the host H2 (line 5)',
  ],
  [
    'two facilitators of one partnership',
    { partnerships: withRow('T2,partner,P9,Fir,high,F2,') },
    'partnerships.csv:7: facilitator: “F2” (line 5 of partnership T2 says F1)',
  ],
  [
    'an invalid role',
    { partnerships: withRow('T2,guest,P9,Fir,high,,') },
    'partnerships.csv:7: role: “guest” (expected host or partner)',
  ],
  [
    'a level that the calendar does not know',
    { partnerships: withRow('T2,partner,P9,Fir,hihg,,') },
    'partnerships.csv:7: levels: “hihg” (expected one of elementary, middle, high, K-8, 6-12, K-12, D75; did you mean high?)',
  ],
  [
    'a school without a level',
    { partnerships: withRow('T2,partner,P9,Fir,,,') },
    'partnerships.csv:7: levels: missing',
  ],
  [
    'an id that would be two in a list',
    { partnerships: withRow('T2,partner,P8;P9,Fir,high,,') },
    'partnerships.csv:7: id: “P8;P9” (expected an ID without “;”)',
  ],
  [
    'an invalid address',
    { partnerships: withRow('T2,partner,P9,Fir,high,,fir at example') },
    'partnerships.csv:7: email: “fir at example” (expected an email address)',
  ],
  [
    'an unknown column',
    { partnerships: partnerships.replace(',facilitator,', ',faciliator,') },
    'partnerships.csv:1: unknown column “faciliator” (did you mean facilitator? Or leave it out with --ignore-columns)',
  ],
  [
    'a column that is missing',
    { calendar: calendar.replaceAll(/,[a-z_]+$/gm, '') },
    'calendar.csv:1: column students_present is missing',
  ],
  [
    'a day that is not in any calendar',
    { calendar: calendar.replaceAll('2027-02-19', '2027-02-30') },
    'calendar.csv:7: date_to: “2027-02-30” (expected a date like 2027-10-04 or 10/4/2027)',
  ],
  [
    'a day in other words',
    { calendar: calendar.replace('2026-10-12', '12.10.2026') },
    'calendar.csv:3: date_from: “12.10.2026” (expected a date like 2027-10-04 or 10/4/2027)',
  ],
  [
    'a recess that ends before it begins',
    { calendar: calendar.replace('2027-01-01', '2026-01-01') },
    'calendar.csv:5: date_to: 2026-01-01 (expected 2026-12-24 or later)',
  ],
  [
    'students who are present in another way',
    { calendar: calendar.replace('exam\n', 'maybe\n') },
    'calendar.csv:6: students_present: “maybe” (expected one of yes, no, early, remote, exam)',
  ],
  [
    'a calendar with no school days',
    { calendar: calendar.replace('2026-10-12,2026-10-12', '2026-09-01,2027-06-30') },
    'calendar.csv: no school days from 2026-09-10 to 2027-06-28',
  ],
  [
    'a calendar of two years',
    { calendar: calendar.replaceAll('2027-06-28', '2028-06-28') },
    'calendar.csv:2: goes from 2026-09-10 to 2028-06-28 (expected one school year)',
  ],
  [
    'a calendar of nothing',
    { calendar: calendar.slice(0, calendar.indexOf('\n')) },
    'calendar.csv: no rows below the header',
  ],
  [
    'a blackout of an unknown school',
    blackouts('P9,2026-11-02,,'),
    'blackouts.csv:2: id: “P9” isn’t in partnerships.csv',
  ],
  [
    'a blackout in another year',
    blackouts('P1,2025-11-02,2025-11-04,'),
    'blackouts.csv:2: 2025-11-02 to 2025-11-04 is outside the school year, 2026-09-10 to 2027-06-28',
  ],
  [
    'a blackout that ends before it begins',
    blackouts('P1,2026-11-04,2026-11-02,'),
    'blackouts.csv:2: date_to: 2026-11-02 (expected 2026-11-04 or later)',
  ],
  [
    'a facilitator who is not in their file',
    { partnerships: partnerships.replace('high,F1,', 'high,F2,'), ...facilitators('F2,Sam Oak,,,,') },
    'partnerships.csv:2: facilitator: “F1” isn’t in facilitators.csv',
  ],
  [
    'a duplicate facilitator',
    facilitators('F1,Robin Ash,,,,', 'F1,Sam Oak,,,,'),
    'facilitators.csv:3: id: “F1” is already on line 2',
  ],
  [
    'files that disagree about who accompanies',
    facilitators('F1,Robin Ash,,,,', 'F2,Sam Oak,,T2,,'),
    'partnerships.csv:5: facilitator: “F1” (line 3 of facilitators.csv says F2)',
  ],
  [
    'an unknown facilitator of a partnership',
    facilitators('F1,Robin Ash,,T9,,'),
    'facilitators.csv:2: partnerships: “T9” isn’t in partnerships.csv',
  ],
  [
    'a partnership that two facilitators claim',
    facilitators('F1,Robin Ash,,T1,,', 'F2,Sam Oak,,T1,,'),
    'facilitators.csv:3: partnerships: “T1” already belongs to F1 (line 2)',
  ],
  [
    'a partnership that no facilitator has',
    { partnerships: partnerships.replaceAll('F1', ''), ...facilitators('F1,Robin Ash,,T1,,') },
    'partnerships.csv:5: partnership T2 has no facilitator. Add one in either file.',
  ],
  [
    'an invalid weekday',
    facilitators('F1,Robin Ash,,,Mon;Sat,'),
    'facilitators.csv:2: weekdays_off: “Sat” (expected a weekday from Monday to Friday)',
  ],
  [
    'a day off in another year',
    facilitators('F1,Robin Ash,,,,2026-10-02;2025-10-02'),
    'facilitators.csv:2: days_off: 2025-10-02 is outside the school year, 2026-09-10 to 2027-06-28',
  ],
  [
    'an unknown rule',
    rules({ patern: 'PH' }),
    expect.stringMatching(/^rules\.json: “patern” isn’t a rule \(expected one of pattern, /),
  ],
  [
    'an unknown field of the organizer',
    rules({ organizer: { name: 'Visits', email: 'visits@example.org', phone: '555-0100' } }),
    'rules.json: organizer: “phone” isn’t allowed here (expected one of name, email)',
  ],
  [
    'an invalid order of visits',
    rules({ pattern: 'PXH' }),
    'rules.json: pattern: expected an order of visits like PHPPHPHP: P to the host, H to the partner',
  ],
  [
    'gaps that no day is between',
    rules({ smallestGapDays: 60 }),
    'rules.json: smallestGapDays: 60 (expected at most largestGapDays, 50)',
  ],
  ['a start that no clock shows', rules({ start: '25:00' }), 'rules.json: start: expected a time like 09:00'],
  ...['America/New_Yrok', 'EST', '-05:00', 'america/new_york'].map(
    (timeZone): [string, VisitTexts, string] => [
      `the time zone ${timeZone}`,
      rules({ timeZone }),
      `rules.json: timeZone: unknown time zone “${timeZone}” (expected a region such as America/New_York)`,
    ],
  ),
  ['rules that are no JSON', { rules: '{' }, expect.stringMatching(/^rules\.json: not JSON: /)],
])('%s is reported with its file, and its row if it has one', async (_, texts, said) => {
  expect(await refusalOf(texts)).toEqual([said]);
});

test('all problems of files are reported at once', async () => {
  expect(await refusalOf({ ...blackouts('P1,never,,'), ...rules({ start: 'soon' }) })).toEqual([
    'rules.json: start: expected a time like 09:00',
    'blackouts.csv:2: date_from: “never” (expected a date like 2027-10-04 or 10/4/2027)',
  ]);
});

test('rules that can’t be kept are reported with possible changes', async () => {
  const warned = await refusalOf(rules({ smallestGapDays: 45 }));
  expect(warned[0]).toBe('No schedule is possible:');
  expect(warned.join('\n')).toMatch(/Birch, the Elder, Alder, and .*\n {2}You could: /);
});

test('a facilitator who is never available is named', async () => {
  const warned = await refusalOf(facilitators('F1,Robin Ash,,,1;2;3;4;5,'));
  expect(warned.join('\n')).toContain('F1');
});

test('a missing file is reported, and so is one that is used twice', async () => {
  const files = await desk.ask();
  expect(await desk.plan(...files, '--blackouts', desk.at('none.csv'), '--json')).toMatchObject({
    exit: 2,
    warned: [`${desk.at('none.csv')}: file not found`],
  });
  const { warned } = await desk.plan(...files, '--out', desk.at('calendar.csv'));
  expect(warned).toEqual([
    `${desk.at('calendar.csv')} is used twice. Use a different file for each option. See --help.`,
  ]);
});

test('a command reports its missing options', async () => {
  const files = await desk.ask();
  expect(await desk.plan('--json')).toMatchObject({
    exit: 2,
    warned: ['--partnerships and --calendar are required. See --help.'],
  });
  expect((await desk.plan(...files)).warned).toEqual([
    'Give an output file with --out, or use --json. See --help.',
  ]);
  expect((await desk.plan(...files, '--json', '--time-limit', 'soon')).warned).toEqual([
    'Invalid --time-limit “soon”: use 1 to 3,600 seconds. See --help.',
  ]);
  expect((await desk.check(...files)).warned).toEqual(['Give the visits file with --visits. See --help.']);
  expect((await desk.plan(...files, '--otu', 'x.csv')).warned).toEqual([expect.stringContaining('--otu')]);
});

test('if a file can’t be written, none is', async () => {
  const files = await desk.ask();
  const before = await desk.files();
  const { exit, warned } = await desk.plan(
    ...files,
    ...['--out', desk.at('no-such-folder/visits.csv'), '--ics', desk.at('calendars')],
  );
  expect({ exit, warned }).toEqual({
    exit: 2,
    warned: [`${desk.at('no-such-folder/visits.csv')}: can’t be written, because its folder doesn’t exist`],
  });
  expect(await desk.files()).toEqual(before);
});

test('a school with too few days names the days to free, and no facilitator if there is none', async () => {
  const warned = await refusalOf({
    partnerships: partnerships.replaceAll('F1', ''),
    ...blackouts('P3,2026-09-11,2027-06-20,'),
  });
  expect(warned).toEqual([
    'No schedule is possible:',
    '- Elm and Damson have 7 days in common but need 8 visits.',
    '  You could: Free up 7 more days for Elm and Damson, such as Nov 4, Dec 10, Jan 15, Feb 22, Mar 29, May 4, and Jun 10.',
  ]);
});

test('if a folder blocks a file, or a file blocks a folder, nothing is left behind', async () => {
  const files = await desk.ask();
  await mkdir(desk.at('taken/visits.csv'), { recursive: true });
  const file = await desk.put('file.txt', 'mine');
  const before = await desk.files();
  for (const [out, folder] of [
    [desk.at('taken'), desk.at('calendars')],
    [desk.at('visits.csv'), file],
    [desk.at('visits.csv'), `${file}/calendars`],
  ] as const) {
    const { exit, warned } = await desk.plan(...files, '--out', out, '--ics', folder);
    expect(exit).toBe(2);
    expect(warned).toEqual([
      expect.stringMatching(/can’t be (read|written) \(E[A-Z]+\)$|because it’s a folder$/),
    ]);
  }
  expect(await desk.plan(...files, '--out', desk.at('taken'))).toMatchObject({ exit: 2, said: [] });
  expect(await desk.files()).toEqual(before);
});
