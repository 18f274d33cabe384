import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isSchoolDay, sayDeadline } from '#domain/program/cycle.ts';
import type { Program } from '#domain/program/program.ts';
import { loadCycle, parseCalendar, parseCycle, parseProgram } from '../../infra/cli/cycle-file.ts';
import { isBroken } from '../../infra/parsing/parsed.ts';

const shippedJson = async (): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile('programs/learning-partners/program.json', 'utf8'));

async function shipped(): Promise<Program> {
  const program = parseProgram(await shippedJson());
  if (isBroken(program)) throw new Error(program.problems.join('\n'));
  return program.parsed;
}

describe('the shipped program', () => {
  test('is the one that was announced', async () => {
    expect(await shipped()).toMatchObject({
      targets: { host: 24, partner: 48 },
      capacity: { smallest: 1, usual: 2, largest: 7 },
      visits: { pattern: 'PHPPHPHP', reminderSchoolDays: 3 },
      emphasis: ['middle'],
      regions: ['Bronx', 'Brooklyn', 'Manhattan', 'Queens', 'Staten Island'],
      hostCriteria: [
        { kind: 'principal-years', atLeastYears: 5 },
        { kind: 'quality-review', atLeast: 'Proficient' },
        { kind: 'not-fully-screened' },
        { kind: 'shares-practice' },
        { kind: 'commits' },
      ],
      partnerMarks: [
        { kind: 'new-principal', fromYears: 2, toYears: 4 },
        { kind: 'diverse-needs', povertyPercent: 70, blackOrHispanicPercent: 70, otherNeedPercent: 20 },
        { kind: 'wants-to-improve' },
      ],
    });
  });

  test('closes on Friday 2 May 2014, in its own zone, and knows its school days', async () => {
    const cycle = await loadCycle('programs/learning-partners/cycle-2014.json');
    if (isBroken(cycle)) throw new Error(cycle.problems.join('\n'));
    expect(sayDeadline(cycle.parsed)).toBe('Friday, May 2, at 5:00 PM EDT');
    const days = ['2014-11-26', '2014-11-27', '2014-11-29', '2014-12-25', '2015-06-26', '2015-07-01'];
    expect(days.filter((day) => isSchoolDay(cycle.parsed, day))).toEqual(['2014-11-26', '2015-06-26']);
  });

  test('has no quotas above its targets', async () => {
    for (const file of ['programs/learning-partners/cycle-2014.json', 'programs/wexmoor/cycle-2027.json']) {
      const cycle = await loadCycle(file);
      if (isBroken(cycle)) throw new Error(cycle.problems.join('\n'));
      const { quotas, targets } = cycle.parsed.program;
      const wanted = (kind: 'region' | 'level') =>
        quotas.filter((quota) => quota[kind] !== undefined).reduce((sum, { atLeast }) => sum + atLeast, 0);
      expect(wanted('region')).toBeLessThanOrEqual(targets.host + targets.partner);
      expect(wanted('level')).toBeLessThanOrEqual(targets.host + targets.partner);
    }
  });
});

describe('a bad program reports the place and the problem', () => {
  test.each<[string, object, string | RegExp]>([
    ['a misspelled rule', { capcity: {} }, /^capcity: /],
    [
      'an unknown rating',
      { hostCriteria: [{ id: 'a', statement: 'b', kind: 'quality-review', atLeast: 'Good' }] },
      /^hostCriteria\.0\.atLeast: “Good” isn’t one of Underdeveloped, /,
    ],
    [
      'an unknown kind',
      { partnerMarks: [{ id: 'a', statement: 'b', kind: 'likes-us' }] },
      /^partnerMarks\.0\.kind: .*"likes-us"/,
    ],
    [
      'a share over 100',
      {
        partnerMarks: [
          {
            id: 'a',
            statement: 'b',
            kind: 'diverse-needs',
            povertyPercent: 170,
            blackOrHispanicPercent: 70,
            otherNeedPercent: 20,
          },
        ],
      },
      /^partnerMarks\.0\.povertyPercent: /,
    ],
    ['an invalid address', { contactEmail: 'the office' }, /^contactEmail: /],
    ['an unknown zone', { timeZone: 'America/Gotham' }, 'timeZone: unknown time zone “America/Gotham”'],
    [
      'a quota of an unknown region',
      { quotas: [{ region: 'Gotham', atLeast: 2 }] },
      'quotas.0.region: “Gotham” (expected one of regions)',
    ],
    ['a quota of nothing', { quotas: [{ atLeast: 2 }] }, 'quotas.0: needs a region or a level'],
    ['capacities out of order', { capacity: { smallest: 3, usual: 2, largest: 7 } }, /^capacity: /],
    [
      'an id twice',
      {
        focusAreas: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
      'focusAreas: “a” appears twice',
    ],
  ])('%s', async (_, change, problem) => {
    const outcome = parseProgram({ ...(await shippedJson()), ...change });
    expect(outcome).toEqual({
      problems: [typeof problem === 'string' ? problem : expect.stringMatching(problem)],
    });
  });

  test('something that isn’t a program', () => {
    expect(parseProgram('a program')).toEqual({ problems: [expect.stringMatching(/^the file: /)] });
  });
});

describe('a bad cycle reports the place and the problem', () => {
  const file = {
    id: '2014',
    name: '2014–15',
    startsIn: 'September 2014',
    opens: '2014-04-07T09:00',
    closes: '2014-05-02T17:00',
    program: 'program.json',
    calendar: 'calendar.csv',
  };

  test.each<[string, object, RegExp]>([
    ['an id that no reference can begin with', { id: '2014-15' }, /^id: /],
    [
      'a window that ends before it begins',
      { closes: '2014-04-01T17:00' },
      /^closes: 2014-04-01T17:00 \(expected after opens/,
    ],
    [
      'an hour that the clocks leave out',
      { opens: '2014-03-09T02:30' },
      /^opens: “2014-03-09T02:30” doesn’t exist, or occurs twice/,
    ],
    ['a deadline without a time', { closes: '2014-05-02' }, /^closes: “2014-05-02”/],
  ])('%s', async (_, change, problem) => {
    expect(parseCycle({ ...file, ...change }, await shipped(), [])).toEqual({
      problems: [expect.stringMatching(problem)],
    });
  });

  test('a missing file', async () => {
    expect(await loadCycle('programs/nowhere/cycle.json')).toEqual({
      problems: ['programs/nowhere/cycle.json: can’t be read (ENOENT)'],
    });
  });
});

describe('a calendar', () => {
  const header = 'date_from,date_to,applies_to,event,students_present';

  test('uses the program’s level names and keeps other kinds of school', () => {
    expect(parseCalendar(`${header}\n2014-11-05,2014-11-06,High; D75,Conferences,early\n`)).toEqual({
      parsed: [
        {
          from: '2014-11-05',
          to: '2014-11-06',
          appliesTo: ['high', 'D75'],
          event: 'Conferences',
          studentsPresent: 'early',
        },
      ],
    });
  });

  test('may mark the first and last day of school', () => {
    const csv = `${header},marks\n2014-09-04,2014-09-04,all,Back to school,yes,first-day\n2014-10-13,2014-10-13,all,Holiday,no,\n`;
    const calendar = parseCalendar(csv);
    expect(isBroken(calendar) || calendar.parsed.map(({ marks }) => marks)).toEqual(['first-day', undefined]);
  });

  test.each([
    ['another column', 'date,event\n2014-11-05,Conferences\n', /^line 2, date_from: /],
    ['an invalid day', `${header}\nNov 5,2014-11-06,all,Conferences,no\n`, /^line 2, from: /],
    [
      'an end before its beginning',
      `${header}\n2014-11-06,2014-11-05,all,Conferences,no\n`,
      /^line 2, to: 2014-11-05 \(expected 2014-11-06 or later\)/,
    ],
    [
      'an unknown presence',
      `${header}\n2014-11-05,2014-11-06,all,Conferences,maybe\n`,
      /^line 2, studentsPresent: /,
    ],
    [
      'an unknown mark',
      `${header},marks\n2014-11-05,2014-11-06,all,Conferences,no,middle\n`,
      /^line 2, marks: /,
    ],
    ['a row too short', `${header}\n2014-11-05,2014-11-06\n`, /Invalid Record Length/],
  ])('with %s is a problem', (_, csv, problem) => {
    const calendar = parseCalendar(csv);
    expect(isBroken(calendar) && calendar.problems[0]).toMatch(problem);
  });
});
