import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { planVisitsCommand } from '../../infra/cli/plan-visits.ts';
import { shuffled, someDirectory } from './pairing-files.ts';
import { calendarFiles, partnerships, partnershipsFrom, startVisitDesk } from './visit-files.ts';

const desk = startVisitDesk();

test('a year of visits goes to a file with its proof and passes its check', async () => {
  const files = await desk.ask();
  const { exit, said, warned } = await desk.plan(...files, '--out', desk.at('visits.csv'));
  expect({ exit, warned }).toEqual({ exit: 0, warned: [] });
  expect(said).toEqual([expect.stringMatching(/^24 visits, \d+ days? from .*: no better schedule exists$/)]);
  const [columns, ...rows] = (await desk.read('visits.csv')).trimEnd().split('\n');
  expect(columns).toBe(
    'partnership,date,start,visiting,visited,facilitator,visiting_names,visited_name,focus',
  );
  expect(rows).toHaveLength(24);
  expect(rows.filter((row) => /^T1,20\d\d-\d\d-\d\d,09:00,P1,H1,F1,/.test(row))).toHaveLength(5);
  expect(rows.filter((row) => /^T1,20\d\d-\d\d-\d\d,09:00,H1,P1,F1,/.test(row))).toHaveLength(3);
  expect(await desk.check(...files, '--visits', desk.at('visits.csv'))).toEqual({
    exit: 0,
    said: [`${desk.at('visits.csv')}: 24 visits, everything checks out`],
    warned: [],
  });
});

test('the order of rows changes nothing', async () => {
  await desk.plan(...(await desk.ask()), '--out', desk.at('visits.csv'));
  const [columns, ...rows] = partnerships.trimEnd().split('\n');
  const other = `${[columns, ...shuffled(rows)].join('\n')}\n`;
  await desk.plan(...(await desk.ask({ partnerships: other })), '--out', desk.at('other.csv'));
  expect(await desk.read('other.csv')).toBe(await desk.read('visits.csv'));
});

test('days off, blackouts, and rules are kept', async () => {
  const files = await desk.ask({
    facilitators:
      'id,name,partnerships,weekdays_off,days_off\nF1,Robin Ash,T2,Mon;Friday,2026-09-15;2026-09-16\n',
    blackouts: 'id,date_from,date_to,reason\nH1,2026-09-10,2026-09-25,Building works\nP3,2026-12-01,,\n',
    rules: JSON.stringify({
      pattern: 'PHP',
      largestGapDays: 120,
      start: '13:30',
      farthestFromTargetDays: 60,
    }),
  });
  const { exit } = await desk.plan(...files, '--out', desk.at('ruled.csv'));
  expect(exit).toBe(0);
  const rows = (await desk.read('ruled.csv')).trimEnd().split('\n').slice(1);
  const cells = rows.map((row) => row.split(','));
  expect(cells).toHaveLength(9);
  expect(new Set(cells.map(([, , start]) => start))).toEqual(new Set(['13:30']));
  expect(cells.filter(([, date = '']) => [1, 5].includes(new Date(date).getUTCDay()))).toEqual([]);
  expect(cells.filter(([partnership, date = '']) => partnership === 'T1' && date <= '2026-09-25')).toEqual(
    [],
  );
  expect(await desk.check(...files, '--visits', desk.at('ruled.csv'))).toMatchObject({ exit: 0 });
});

test('if the rules allow joint visits, those schools share a row', async () => {
  const files = await desk.ask({ rules: JSON.stringify({ jointVisits: true }) });
  await desk.plan(...files, '--out', desk.at('joint.csv'));
  expect(await desk.read('joint.csv')).toContain(',P1;P2,H1,F1');
  expect(await desk.check(...files, '--visits', desk.at('joint.csv'))).toMatchObject({ exit: 0 });
});

test('partnerships without a facilitator are planned and checked without a name', async () => {
  const files = await desk.ask({ partnerships: partnerships.replaceAll('F1', '') });
  await desk.plan(...files, '--out', desk.at('alone.csv'));
  const rows = (await desk.read('alone.csv')).trimEnd().split('\n').slice(1);
  expect(rows.filter((row) => !row.endsWith(','))).toEqual([]);
  expect(await desk.check(...files, '--visits', desk.at('alone.csv'))).toMatchObject({ exit: 0 });
});

test('the plan is printed as JSON with its cost, bound, and gap', async () => {
  const { exit, said } = await desk.plan(...(await desk.ask()), '--json');
  const result: unknown = JSON.parse(said.join('\n'));
  expect(exit).toBe(0);
  expect(result).toMatchObject({
    visits: expect.arrayContaining([
      expect.objectContaining({
        partnership: 'T2',
        start: '09:00',
        visiting: ['P3'],
        visited: 'H2',
        facilitator: 'F1',
      }),
    ]),
    gap: 0,
    parts: [{ facilitator: 'F1', partners: 3 }],
  });
});

test('times that a spreadsheet saved without the leading zero are read', async () => {
  const files = await desk.ask();
  await desk.plan(...files, '--out', desk.at('visits.csv'));
  const saved = (await desk.read('visits.csv')).replaceAll(',09:00,', ',9:00,').replaceAll('\n', '\r\n');
  const visits = await desk.put('saved.csv', `\uFEFF${saved}`);
  expect(await desk.check(...files, '--visits', visits)).toMatchObject({ exit: 0 });
});

test.each(calendarFiles)('the schools of a real directory have a year of visits by %s', async (file) => {
  const files = await desk.ask({
    partnerships: partnershipsFrom(someDirectory(), 24, file),
    calendar: await readFile(file, 'utf8'),
  });
  const planned = await desk.plan(...files, '--out', desk.at('real.csv'));
  expect(planned).toMatchObject({ exit: 0, warned: [], said: [expect.stringMatching(/^384 visits, /)] });
  expect(await desk.check(...files, '--visits', desk.at('real.csv'))).toMatchObject({ exit: 0 });
});

test('both commands explain themselves and their exit codes', async () => {
  for (const [command, name] of [
    [desk.plan, 'plan-visits'],
    [desk.check, 'check-visits'],
  ] as const) {
    const { exit, said } = await command('--help');
    expect(exit).toBe(0);
    expect(said.join()).toContain(`npm run -s ${name} -- --partnerships FILE --calendar FILE`);
    expect(said.join()).toContain('Exit codes: 0');
  }
});

test('on a terminal, planning shows its progress by facilitator', async () => {
  const shown: (readonly [number, number])[] = [];
  const args = [...(await desk.ask()), '--out', desk.at('visits.csv')];
  const exit = await planVisitsCommand(args, {
    say: () => {},
    warn: () => {},
    progress: (done, total) => shown.push([done, total]),
    environment: {},
  });
  expect({ exit, shown }).toEqual({ exit: 0, shown: [[1, 1]] });
});
