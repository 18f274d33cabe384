import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newVisit, settleVisits } from '#domain/partnership/settle-visits.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { type DateProposal, isBooked, standing, type Visit } from '#domain/partnership/visit.ts';

const usual = { start: '09:00', durationMinutes: 180 };
const because = 'Snow';

const anyDate = fc.integer({ min: 1, max: 28 }).map((day) => `2014-11-${String(day).padStart(2, '0')}`);
const anyWay = fc.constantFrom(
  { visiting: ['P1'], visited: 'H' },
  { visiting: ['P2'], visited: 'H' },
  { visiting: ['P1', 'P2'], visited: 'H' },
  { visiting: ['H'], visited: 'P1' },
);
const anyPlanned: fc.Arbitrary<PlannedVisit> = fc
  .tuple(anyDate, anyWay)
  .map(([date, way]) => ({ partnership: 'H', facilitator: 'F', date, ...way }));

const asked = (school: string): DateProposal => ({
  school,
  date: '2014-11-30',
  reason: 'Fair',
  at: '2014-11-01T12:00:00.000Z',
});

const anyVisit = (number: number): fc.Arbitrary<Visit> =>
  fc.tuple(anyPlanned, fc.constantFrom('booked', 'asked', 'held', 'cancelled')).map(([planned, state]) => {
    const { proposals: _, ...visit } = newVisit(number, planned, usual);
    switch (state) {
      case 'held':
        return { ...visit, state, attendance: {}, notes: '', reflections: [] };
      case 'cancelled':
        return { ...visit, state, reason: 'Before' };
      case 'asked':
        return {
          ...newVisit(number, planned, usual),
          proposals: [asked(planned.visited), asked(planned.visiting[0] ?? '')],
        };
      default:
        return newVisit(number, planned, usual);
    }
  });
const anyVisits = fc
  .integer({ min: 0, max: 7 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => anyVisit(index + 1))));

const say = ({ date, visiting, visited }: Pick<PlannedVisit, 'date' | 'visiting' | 'visited'>) =>
  [date, visited, ...[...visiting].sort()].join(' ');

describe('when any visits are settled to any plan', () => {
  const settled = fc.record({ visits: anyVisits, planned: fc.array(anyPlanned, { maxLength: 8 }) });

  test('they are on the days of the plan, together with past ones', () => {
    fc.assert(
      fc.property(settled, ({ visits, planned }) => {
        const after = settleVisits(visits, planned, usual, because);
        const left = planned.map(say);
        for (const held of visits.filter(({ state }) => state === 'held')) {
          const place = left.indexOf(say(held));
          if (place >= 0) left.splice(place, 1);
        }
        expect(after.visits.filter(isBooked).map(say).sort()).toEqual(left.sort());
      }),
    );
  });

  test('past and canceled visits stay, and every visit keeps its number and its host', () => {
    fc.assert(
      fc.property(settled, ({ visits, planned }) => {
        const after = settleVisits(visits, planned, usual, because);
        visits.forEach((visit, index) => {
          const same = after.visits[index];
          expect(same).toMatchObject({ number: visit.number, visited: visit.visited });
          if (!isBooked(visit)) expect(same).toEqual(visit);
        });
        const numbers = after.visits.map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }),
    );
  });

  test('each changed visit has one event and one more invitation version; others have none', () => {
    fc.assert(
      fc.property(settled, ({ visits, planned }) => {
        const after = settleVisits(visits, planned, usual, because);
        const told = after.events.map((event) => ('visit' in event ? event.visit : 0));
        expect(new Set(told).size).toBe(told.length);
        for (const visit of after.visits) {
          const before = visits.find(({ number }) => number === visit.number);
          if (!before) expect(told).toContain(visit.number);
          else if (told.includes(visit.number)) expect(visit.sequence).toBe(before.sequence + 1);
          else expect(visit).toEqual(before);
        }
      }),
    );
  });

  test('each requested date stays open while its visit keeps its day, and is otherwise answered by an event', () => {
    fc.assert(
      fc.property(settled, ({ visits, planned }) => {
        const after = settleVisits(visits, planned, usual, because);
        for (const before of visits.filter(isBooked)) {
          const visit = after.visits.find(({ number }) => number === before.number);
          const event = after.events.find((one) => 'visit' in one && one.visit === before.number);
          const answered = event && 'asked' in event ? event.asked : undefined;
          if (!visit || before.proposals.length === 0) expect(answered).toBeUndefined();
          else if (isBooked(visit) && visit.date === before.date)
            expect(visit.proposals).toEqual(
              before.proposals.filter(({ school }) => [visit.visited, ...visit.visiting].includes(school)),
            );
          else expect(answered).toEqual(before.proposals.map(({ school, date }) => ({ school, date })));
        }
      }),
    );
  });

  test('every new or moved visit has a reason', () => {
    fc.assert(
      fc.property(settled, ({ visits, planned }) => {
        for (const event of settleVisits(visits, planned, usual, because).events)
          if (event.type === 'visit-moved' || event.type === 'visit-booked')
            expect(event.because).toBe(because);
      }),
    );
  });

  test('settling twice changes nothing more', () => {
    fc.assert(
      fc.property(settled, ({ visits, planned }) => {
        const once = settleVisits(visits, planned, usual, because);
        const all = [...planned];
        expect(settleVisits(once.visits, all, usual, because)).toEqual({ visits: once.visits, events: [] });
      }),
    );
  });
});

test('a moved visit answers date requests and names its old date and the reason', () => {
  const [from, to] = ['2014-11-03', '2014-11-05'];
  const planned = { partnership: 'H', facilitator: 'F', date: from, visiting: ['P1'], visited: 'H' };
  const visit = {
    ...newVisit(1, planned, usual),
    theme: 'Talk',
    proposals: [{ school: 'P1', date: '2014-11-06', reason: 'Fair', at: '2014-11-01T12:00:00.000Z' }],
  };
  expect(settleVisits([visit], [{ ...planned, date: to }], usual, because)).toEqual({
    visits: [{ ...visit, date: to, sequence: 1, proposals: [] }],
    events: [{ type: 'visit-moved', visit: 1, from, because, asked: [{ school: 'P1', date: '2014-11-06' }] }],
  });
  expect(standing([visit])).toEqual([visit]);
});
