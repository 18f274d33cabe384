import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sayProgress, stepsOf } from '#ui/charts/cumulative-drawing.tsx';
import { countTicks, dayNumber, dayTicks, sayDay, spread } from '#ui/charts/scale.ts';

describe('the axes', () => {
  test('counts are whole, from 0 to at least the largest', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 100_000, noNaN: true }),
        fc.integer({ min: 2, max: 8 }),
        (largest, most) => {
          const ticks = countTicks(largest, most);
          expect(ticks[0]).toBe(0);
          expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest);
          expect(ticks.every(Number.isInteger)).toBe(true);
          expect(ticks.length).toBeLessThanOrEqual(most + 1);
        },
      ),
    );
  });

  test('days start at the first, stay in the window, and are never too many', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), fc.integer({ min: 2, max: 8 }), (span, most) => {
        const ticks = dayTicks(16_000, 16_000 + span, most);
        expect(ticks[0]).toBe(16_000);
        expect(ticks.every((day) => day <= 16_000 + span)).toBe(true);
        expect(ticks.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  test('a window of a month is marked by weeks', () => {
    const ticks = dayTicks(dayNumber('2014-04-01'), dayNumber('2014-05-02'), 7);
    expect(ticks.map(sayDay)).toEqual(['Apr 1', 'Apr 8', 'Apr 15', 'Apr 22', 'Apr 29']);
  });

  test('two labels never overlap, keep their order, and stay above the axis', () => {
    const height = fc.integer({ min: 0, max: 300 });
    fc.assert(
      fc.property(height, height, (one, other) => {
        const [a, b] = spread(one, other, 18, 290);
        expect(Math.max(a, b)).toBeLessThanOrEqual(290);
        expect(Math.abs(a - b)).toBeGreaterThanOrEqual(17.8);
        if (one !== other) expect(Math.sign(b - a)).toBe(Math.sign(other - one));
      }),
    );
  });
});

describe('a series', () => {
  const perDay = [
    { date: '2014-04-09', count: 2 },
    { date: '2014-04-01', count: 1 },
    { date: '2014-04-09', count: 3 },
    { date: '2014-04-05', count: 0 },
  ];

  test('adds up by day, in any order of days', () => {
    expect(stepsOf({ name: 'Hosts', target: 24, perDay })).toEqual([
      { day: dayNumber('2014-04-01'), received: 1, total: 1 },
      { day: dayNumber('2014-04-09'), received: 5, total: 6 },
    ]);
  });

  test('describes its progress in words', () => {
    expect(sayProgress({ name: 'Hosts', target: 24, perDay })).toBe(
      'Hosts: 6 received, 18 more needed to reach the target of 24.',
    );
    expect(sayProgress({ name: 'Hosts', target: 6, perDay })).toBe(
      'Hosts: 6 received, so the target of 6 is reached.',
    );
  });
});
