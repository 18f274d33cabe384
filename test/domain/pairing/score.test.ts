import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DistanceUnit } from '#domain/base/wording.ts';
import { distanceKm } from '#domain/pairing/geography.ts';
import { scoreOf } from '#domain/pairing/score.ts';

import { emptyRow, rowScores, tabulate } from '#domain/pairing/solver/columns.ts';
import { scoreParts } from '#domain/program/program.ts';
import { sayScore } from '#text/pairing.ts';
import { aHost, anEntrant, anyProblem, theRules } from './random-problems.ts';

const host = aHost('h1');
const points = (over: Parameters<typeof anEntrant>[1], own = host) =>
  scoreOf(theRules, own, anEntrant('p1', over))?.points;
const { location: _, ...placeless } = anEntrant('p1');

describe('a pair gets points', () => {
  test('for everything, if nothing is missing', () => {
    expect(scoreOf(theRules, host, anEntrant('p1'))).toEqual({ total: 10_000, points: theRules.weights });
  });

  test.each([
    [
      'for the share of the partner’s areas that the host can share',
      { focusAreas: ['feedback', 'literacy', 'art'] },
      'focusArea',
      1333,
    ],
    ['half for areas if the partner lists none', { focusAreas: [] }, 'focusArea', 2000],
    ['none for areas that the host can’t share', { focusAreas: ['art'] }, 'focusArea', 0],
    [
      'for each area once, however often it is listed',
      { focusAreas: ['feedback', 'feedback', 'art'] },
      'focusArea',
      2000,
    ],
    ['some for neighboring levels', { levels: ['high'] }, 'level', 700],
    ['all for the best of several levels', { levels: ['high', 'middle'] }, 'level', 2000],
    ['half if a level is unknown', { levels: [] }, 'level', 1000],
    ['fewer with more distance', { location: { latitude: 40.67, longitude: -73.9 } }, 'distance', 1149],
    ['none from the farthest distance', { location: { latitude: 41.3, longitude: -73.9 } }, 'distance', 0],
    [
      'by the mean difference of known shares',
      { demographics: { poverty: 60, hispanic: 30, black: 5 } },
      'demographics',
      750,
    ],
    ['half if no share is known for both', { demographics: { black: 5 } }, 'demographics', 500],
    ['none for another region', { region: 'Queens' }, 'region', 0],
  ] as const)('%s', (_name, over, part, expected) => {
    expect(points(over)?.[part]).toBe(expected);
  });

  test('half for an unknown distance', () => {
    expect(scoreOf(theRules, host, placeless)?.points.distance).toBe(1150);
  });
});

describe('two schools can’t be paired', () => {
  test('if they are two levels apart', () => {
    expect(points({ levels: ['elementary'] }, aHost('h1', { levels: ['high'] }))).toBeUndefined();
    expect(points({ levels: ['elementary', 'middle'] }, aHost('h1', { levels: ['high'] }))).toBeDefined();
  });

  test('if they are known to be farther apart than the rules allow', () => {
    const rules = { ...theRules, withinKm: 10 };
    const far = anEntrant('p1', { location: { latitude: 40.67, longitude: -73.9 } });
    expect(scoreOf(rules, host, far)).toBeUndefined();
    expect(scoreOf(rules, host, placeless)).toBeDefined();
  });

  test('if the host takes another level', () => {
    const takesHigh = aHost('h1', { takes: 'high' });
    expect(points({}, takesHigh)).toBeUndefined();
    expect(points({ levels: ['middle', 'high'] }, takesHigh)).toBeDefined();
  });
});

test('the points of the parts are whole and add up to the total', () => {
  fc.assert(
    fc.property(anyProblem, ({ rules, hosts, partners }) => {
      for (const own of hosts)
        for (const partner of partners) {
          const score = scoreOf(rules, own, partner);
          if (!score) continue;
          const parts = scoreParts.map((part) => score.points[part]);
          expect(parts.every(Number.isInteger)).toBe(true);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(score.total);
        }
    }),
  );
});

test('column scores equal school scores for every pair', () => {
  fc.assert(
    fc.property(anyProblem, ({ rules, hosts, partners }) => {
      const scores = rowScores(tabulate(rules, hosts, partners));
      const everyHost = Int32Array.from(hosts.keys());
      partners.forEach((partner, row) => {
        const written = emptyRow(hosts.length);
        const count = scores(row, everyHost, written);
        const byColumns = new Map(
          Array.from(written.hosts.subarray(0, count), (own, index) => [own, written.points[index]]),
        );
        hosts.forEach((own, index) => {
          expect(byColumns.get(index)).toBe(scoreOf(rules, own, partner)?.total);
        });
      });
    }),
  );
});

test('more focus areas than bits in a word are distinguished', () => {
  const areas = Array.from({ length: 70 }, (_, index) => `area ${index}`);
  const hosts = areas.map((area, index) => aHost(`h${index}`, { focusAreas: [area] }));
  const partner = anEntrant('p1', { focusAreas: ['area 3', 'area 33', 'area 63'] });
  const row = emptyRow(hosts.length);
  const count = rowScores(tabulate(theRules, hosts, [partner]))(0, Int32Array.from(hosts.keys()), row);
  const sharing = Array.from(row.points.subarray(0, count), (score, index) => ({ score, index }))
    .filter(({ score }) => score > 6000)
    .map(({ index }) => index);
  expect(sharing).toEqual([3, 33, 63]);
});

test.each([
  [
    'City Hall to Bronx Zoo',
    { latitude: 40.7128, longitude: -74.006 },
    { latitude: 40.8506, longitude: -73.877 },
    18.77,
  ],
  [
    'New York to Los Angeles',
    { latitude: 40.7128, longitude: -74.006 },
    { latitude: 34.0522, longitude: -118.2437 },
    3935.75,
  ],
  ['across the date line', { latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 }, 111.19],
  ['from pole to pole', { latitude: 90, longitude: 0 }, { latitude: -90, longitude: 77 }, 20015.09],
])('distance, %s', (_, from, to, km) => {
  expect(distanceKm(from, to)).toBeCloseTo(km, 1);
});

describe('a score in words', () => {
  const say = (
    own: typeof host,
    partner: ReturnType<typeof anEntrant>,
    distanceUnit: DistanceUnit = 'miles',
  ) => {
    const score = scoreOf(theRules, own, partner);
    return (
      score &&
      sayScore(score, own, partner, {
        focusAreas: [{ id: 'feedback', name: '“feedback”' }],
        distanceUnit,
        pairing: theRules,
      })
    );
  };
  const far = anEntrant('p1', {
    focusAreas: ['feedback', 'art'],
    location: { latitude: 40.67, longitude: -73.9 },
    demographics: { poverty: 60 },
  });

  test('has every part with its points', () => {
    expect(say(host, far)).toBe(
      '6,649 of 10,000 points. 1 of 2 focus areas: “feedback” (2,000). ' +
        'Both serve middle grades (2,000). 12.4 miles apart (1,149). Student similarity: 80% (800). Both in Bronx (700).',
    );
  });

  test('has the distance in the program’s unit', () => {
    expect(say(host, far, 'kilometers')).toContain(' 20.0 kilometers apart (1,149). ');
  });

  test('doesn’t say that two schools in one place are 0 miles apart', () => {
    expect(say(host, anEntrant('p1', {}))).toContain(' Less than 0.1 miles apart (2,300). ');
  });

  test('names each level if they are neighbors, or the host’s if it has several', () => {
    const partner = anEntrant('p1', { levels: ['elementary'] });
    expect(say(host, partner)).toContain(
      '. The host is a middle school and the partner is an elementary school (700). ',
    );
    const several = aHost('h1', { levels: ['middle', 'high'] });
    expect(say(several, partner)).toContain(
      '. The host is a middle and high school and the partner is an elementary school (700). ',
    );
  });

  test('says which data is missing', () => {
    const unknown = { ...placeless, focusAreas: [], levels: [], demographics: {}, region: 'Queens' };
    expect(say(host, unknown)).toBe(
      '4,650 of 10,000 points. The partner didn’t choose a focus area (2,000). Grade level unknown (1,000). ' +
        'Distance unknown (1,150). Student similarity unknown (500). Different regions: Bronx and Queens (0).',
    );
  });
});
