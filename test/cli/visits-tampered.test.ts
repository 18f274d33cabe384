import { beforeAll, expect, test } from 'vitest';
import { plusDays } from '#domain/base/time.ts';
import { startVisitDesk } from './visit-files.ts';

const desk = startVisitDesk();
let files: readonly string[] = [];
let rows: readonly string[] = [];
beforeAll(async () => {
  files = await desk.ask({ blackouts: 'id,date_from,date_to\nP1,2026-11-03,\n' });
  await desk.plan(...files, '--out', desk.at('visits.csv'));
  rows = (await desk.read('visits.csv')).trimEnd().split('\n');
});

const first = (): string => rows[1] ?? '';
/** The plan with its first visit changed. */
const changed = (change: (row: string) => string) => () => rows.with(1, change(first()));
const movedTo = (date: string) => changed((row) => row.replace(/\d{4}-\d\d-\d\d/, date));
const onDayOf = (index: number) => () => rows.with(1, dated(first(), dateIn(index)));
const dated = (row: string, date: string): string => row.replace(/\d{4}-\d\d-\d\d/, date);
const dateIn = (index: number): string => rows[index]?.split(',')[1] ?? '';
/** Where P1's visits are: the first is to its host, the second from its host. */
const ofP1 = (): readonly number[] => [...rows.keys()].filter((index) => /,P1,/.test(rows[index] ?? ''));
/** P1's visit number `from`, moved this many days before visit number `to`. */
const closeTo = (from: number, to: number, days: number) => () => {
  const [index = 0, other = 0] = [ofP1()[from], ofP1()[to]];
  return rows.with(index, dated(rows[index] ?? '', plusDays(dateIn(other), -days)));
};
const exchanged = () => {
  const [index = 0, other = 0] = ofP1();
  return rows
    .with(index, dated(rows[index] ?? '', dateIn(other)))
    .with(other, dated(rows[other] ?? '', dateIn(index)));
};

test.each<readonly [what: string, tamper: () => readonly string[], said: RegExp]>([
  ['a visit on a holiday', movedTo('2026-10-12'), /Monday, October 12.*Autumn holiday/],
  ['a visit on an early-dismissal day', movedTo('2026-11-12'), /November 12.*Conferences/],
  ['a visit on a Saturday', movedTo('2026-10-10'), /Saturday, October 10.*weekend/],
  ['a visit before the year', movedTo('2026-09-09'), /September 9.*September 10/],
  ['a visit after the year', movedTo('2027-06-29'), /June 29.*June 28/],
  [
    'a visit in another year',
    movedTo('2036-06-24'),
    /Tuesday, June 24, 2036, .*visits end on Monday, June 28, 2027/,
  ],
  ['a visit on an invalid date', movedTo('2027-02-30'), /2027-02-30.*not a valid date/],
  ['a visit on a school’s own day off', movedTo('2026-11-03'), /November 3.*P1 isn’t available that day/],
  ['a visit on the day of another', onDayOf(3), /already has a visit that day/],
  ['a visit too soon after another', closeTo(0, 1, 3), /only 3 days after the previous visit \(minimum 10\)/],
  ['a visit too long after another', closeTo(0, 1, 60), /60 days after the previous visit \(maximum 50\)/],
  ['a visit too far from its target', closeTo(0, 1, 90), /days from its ideal date \(maximum 40\)/],
  ['two visits in the wrong order', exchanged, /in the order HP.*the rules say PHPPHPHP/],
  ['a visit that is missing', () => rows.toSpliced(1, 1), /should have 5/],
  ['a duplicate visit', () => [...rows, first()], /already has a visit that day/],
  [
    'a visit the other way round',
    changed((row) => row.replace(/,(\w+),(\w+),F1,/, ',$2,$1,F1,')),
    /should have/,
  ],
  ['an unknown school', changed((row) => row.replace(/,(\w+),F1,/, ',X1,F1,')), /X1/],
  ['an unknown partnership', changed((row) => row.replace(/^T\d/, 'T9')), /no partnership T9/],
  ['another facilitator', changed((row) => row.replace(/,F1,/, ',F2,')), /F1, not F2/],
  [
    'a joint visit that the rules do not allow',
    changed((row) => row.replace(/,P\d,/, ',P1;P2,')),
    /don’t allow joint visits/,
  ],
  ['a start that no clock shows', changed((row) => row.replace('09:00', '29:00')), /start: .*29:00/],
])('%s is noticed, with its day or its rule', async (_, tamper, said) => {
  const visits = await desk.put('tampered.csv', `${tamper().join('\n')}\n`);
  const outcome = await desk.check(...files, '--visits', visits);
  expect(outcome).toMatchObject({ exit: 1, said: [] });
  expect(outcome.warned.filter((line) => line.startsWith(`${visits}: `) && said.test(line))).not.toEqual([]);
});

test.each<readonly [what: string, text: string, said: string]>([
  ['another column', 'partnership,day\nT1,2026-10-05\n', ':1: unknown column “day”'],
  [
    'a row that is too short',
    'partnership,date,start,visiting,visited,facilitator\nT1,2026-10-05\n',
    ':2: the row has 2',
  ],
  [
    'a visit without visitors',
    'partnership,date,start,visiting,visited,facilitator\nT1,2026-10-05,09:00,,H1,F1\n',
    ':2: visiting: missing',
  ],
  ['no visits at all', 'partnership,date,start,visiting,visited,facilitator\n', ': no rows'],
])('a plan with %s can’t be checked, and that is reported', async (_, text, said) => {
  const visits = await desk.put('unread.csv', text);
  const { exit, warned } = await desk.check(...files, '--visits', visits);
  expect(exit).toBe(2);
  expect(warned[0]).toContain(`${visits}${said}`);
});

test('a plan fails against another year or other schools', async () => {
  const visits = desk.at('visits.csv');
  const otherRules = ['--rules', await desk.put('rules.json', JSON.stringify({ pattern: 'PHPH' }))];
  expect(await desk.check(...files, ...otherRules, '--visits', visits)).toMatchObject({ exit: 1 });
});
