import { expect, test } from 'vitest';
import { isRefusal } from '#domain/base/change.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { declineDate } from '#domain/visits/book.ts';
import { loseDay, regainDay } from '#domain/visits/closures.ts';
import { emptyVisitYear, type Whose } from '#domain/visits/visit-year.ts';
import { aheadOf, aSetting, mei, ofHost, published, summer, summerDay } from './years.ts';

const changedBy = <A extends object>(outcome: { readonly after: A } | { readonly refused: string }): A => {
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome.after;
};

const year = published(aSetting());
const { cycle } = year;
const planned = ofHost(year, 'H1');
const [visit] = aheadOf(planned, summerDay);
if (!visit) throw new Error('No visit is ahead');
const { number, visited, visiting } = visit;
const schools = [visited, ...visiting];

test('declining a date request twice declines it once; the same reason also declines another school’s', () => {
  const proposals = schools.map((school) => ({ school, date: '2014-12-01', reason: 'Fair', at: summer }));
  const asked: Partnership = {
    ...planned,
    visits: planned.visits.map((one) => (one.number === number ? { ...visit, proposals } : one)),
  };
  const decline = (partnership: Partnership, school: string) =>
    declineDate(partnership, number, school, 'We have tests.', mei, summer, cycle);
  const declined = changedBy(decline(asked, visited));
  expect(decline(declined, visited)).toEqual({ after: declined, events: [] });
  const both = schools.reduce<Partnership>((so, school) => changedBy(decline(so, school)), asked);
  expect(both.visits.find((one) => one.number === number)).toMatchObject({ proposals: [] });
});

test('removing a closure twice removes it once; another one on that day can go too', () => {
  const snow = (whose: Whose) => ({ date: '2014-12-01', whose, reason: 'Snow' });
  const all: Whose = { kind: 'all' };
  const one: Whose = { kind: 'school', school: 'H1' };
  const closed = [all, one].reduce(
    (so, whose) => changedBy(loseDay(so, snow(whose), cycle, mei, summer)),
    emptyVisitYear('2014'),
  );
  const open = changedBy(regainDay(closed, '2014-12-01', all, mei, summer));
  expect(regainDay(open, '2014-12-01', all, mei, summer)).toEqual({ after: open, events: [] });
  expect(changedBy(regainDay(open, '2014-12-01', one, mei, summer)).lostDays).toEqual([]);
  expect(isRefusal(regainDay(open, '2014-12-01', all, { ...mei, name: 'Noor' }, summer))).toBe(true);
});
