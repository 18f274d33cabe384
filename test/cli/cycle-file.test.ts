import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { isSchoolDay, sayDeadline } from '#domain/program/cycle.ts';
import { type Program, polygonsOf } from '#domain/program/program.ts';
import { loadCycle, parseCycle, parseCycleFile, parseProgram } from '../../infra/cli/cycle-file.ts';
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

const outlinesOf = (geometry: object, name = 'Bronx') => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: { name }, geometry }],
});
const triangle = [
  [-73.9, 40.8],
  [-73.8, 40.9],
  [-73.8, 40.8],
  [-73.9, 40.8],
];
const expected = 'expected GeoJSON: a FeatureCollection of Polygons and MultiPolygons';

const badOutlines: readonly (readonly [string, unknown, string | RegExp])[] = [
  ['a text', 'regions.geojson', `regionOutlines: ${expected}`],
  ['TopoJSON', { type: 'Topology', objects: {}, arcs: [] }, `regionOutlines.type: ${expected}`],
  ['a geometry by itself', { type: 'Polygon', coordinates: [triangle] }, `regionOutlines.type: ${expected}`],
  [
    'a point',
    outlinesOf({ type: 'Point', coordinates: [-73.9, 40.8] }),
    `regionOutlines.features.0.geometry.type: ${expected}`,
  ],
  [
    'latitude first',
    outlinesOf({
      type: 'Polygon',
      coordinates: [[...triangle.slice(0, 3), [40, -95], ...triangle.slice(3)]],
    }),
    'regionOutlines.features.0.geometry.coordinates.0.3.1: -95 is less than -90',
  ],
  [
    'a ring that stays open',
    outlinesOf({ type: 'Polygon', coordinates: [[...triangle.slice(0, 3), [-73.7, 40.7]]] }),
    'regionOutlines.features.0.geometry.coordinates.0: a ring must end at the point where it starts',
  ],
  [
    'too many points',
    outlinesOf({ type: 'MultiPolygon', coordinates: Array.from({ length: 76 }, () => [triangle]) }),
    'regionOutlines: has too many points: simplify the outlines to 300 points in all',
  ],
  [
    'an unknown region',
    outlinesOf({ type: 'Polygon', coordinates: [triangle] }, 'bronx'),
    'regionOutlines.features.0.properties.name: “bronx” (expected one of the regions; did you mean Bronx?)',
  ],
];

test('outlines of regions may be polygons with holes, or several polygons, with heights', async () => {
  const raised = triangle.map((point) => [...point, 12]);
  const program = parseProgram({
    ...(await shippedJson()),
    regionOutlines: outlinesOf({ type: 'MultiPolygon', coordinates: [[triangle, triangle], [raised]] }),
  });
  if (isBroken(program)) throw new Error(program.problems.join('\n'));
  expect(program.parsed.regionOutlines && polygonsOf(program.parsed.regionOutlines)).toEqual([
    [triangle, triangle],
    [triangle],
  ]);
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
    ...['America/Gotham', 'EST', '-05:00', 'Etc/GMT+5', 'UTC', 'GMT'].map(
      (timeZone): [string, object, string] => [
        `the zone ${timeZone}, which is no region`,
        { timeZone },
        `timeZone: unknown time zone “${timeZone}” (expected a region such as America/New_York)`,
      ],
    ),
    [
      'a zone without its capitals',
      { timeZone: 'america/los_angeles' },
      'timeZone: unknown time zone “america/los_angeles” (expected a region such as America/Los_Angeles)',
    ],
    [
      'a quota of an unknown region',
      { quotas: [{ region: 'Gotham', atLeast: 2 }] },
      'quotas.0.region: “Gotham” (expected one of the regions)',
    ],
    [
      'a quota of a misspelled region',
      { quotas: [{ region: 'bronx', atLeast: 2 }] },
      'quotas.0.region: “bronx” (expected one of the regions; did you mean Bronx?)',
    ],
    ['a quota of nothing', { quotas: [{ atLeast: 2 }] }, 'quotas.0: needs a region or a level'],
    ...badOutlines.map(([what, regionOutlines, problem]): [string, object, string | RegExp] => [
      `outlines: ${what}`,
      { regionOutlines },
      problem,
    ]),
    ['capacities out of order', { capacity: { smallest: 3, usual: 2, largest: 7 } }, /^capacity: /],
    [
      'a reserved ID',
      { focusAreas: [{ id: 'constructor', name: 'A' }] },
      'focusAreas: “constructor” is reserved. Use another ID.',
    ],
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
    const named = parseCycleFile({ ...file, ...change });
    const cycle = isBroken(named) ? named : parseCycle(named.parsed, await shipped(), []);
    expect(cycle).toEqual({ problems: [expect.stringMatching(problem)] });
  });

  test('a missing file', async () => {
    expect(await loadCycle('programs/nowhere/cycle.json')).toEqual({
      problems: ['programs/nowhere/cycle.json: file not found'],
    });
  });
});
