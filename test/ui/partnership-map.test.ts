import fc from 'fast-check';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type MapHost, type MapSchool, PartnershipMap } from '#ui/charts/partnership-map.tsx';
import { ScoreBar } from '#ui/charts/score-bar.tsx';

const school = (id: string, latitude: number, longitude: number, region = 'Bronx'): MapSchool => ({
  id,
  name: `School ${id}`,
  region,
  location: { latitude, longitude },
});

const draw = (hosts: readonly MapHost[], unplaced: readonly MapSchool[] = []) =>
  renderToString(h(PartnershipMap, { title: 'Where they are', hosts, unplaced }));

const hostAt = (latitude: number, longitude: number, partners: readonly MapSchool[]): MapHost => ({
  ...school('H', latitude, longitude),
  number: 1,
  partners,
});

const coordinate = (svg: string, mark: string, name: 'cx' | 'cy') =>
  Number(new RegExp(`${mark}[^>]*?${name}="([\\d.]+)"`).exec(svg)?.[1]);

describe('the map', () => {
  test('has north at the top and east at the right', () => {
    const svg = draw([hostAt(40.8, -73.9, [school('P', 40.6, -74.1)])]);
    expect(coordinate(svg, '<circle', 'cy')).toBeGreaterThan(0);
    const partnerY = coordinate(svg, 'lp-map__partner"', 'cy');
    const hostY = coordinate(svg, 'lp-map__host"><title>School H</title><circle', 'cy');
    expect(hostY).toBeLessThan(partnerY);
    expect(coordinate(svg, 'lp-map__host"><title>School H</title><circle', 'cx')).toBeGreaterThan(
      coordinate(svg, 'lp-map__partner"', 'cx'),
    );
  });

  test('draws one line for each pair and names each region once', () => {
    const partners = [school('P1', 40.7, -74), school('P2', 40.75, -73.95, 'Queens')];
    const svg = draw([hostAt(40.8, -73.9, partners)]);
    expect(/class="lp-map__pairs" d="([^"]*)"/.exec(svg)?.[1]?.match(/M/g)).toHaveLength(2);
    expect(svg.match(/>Bronx<\/text>/g)).toHaveLength(1);
    expect(svg.match(/>Queens<\/text>/g)).toHaveLength(1);
  });

  test('keeps everything inside, wherever the schools are', () => {
    const place = fc.record({
      latitude: fc.double({ min: -80, max: 80, noNaN: true }),
      longitude: fc.double({ min: -179, max: 179, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(place, { minLength: 1, maxLength: 6 }), (places) => {
        const partners = places.map((at, n) => ({ ...school(`P${n}`, 0, 0), location: at }));
        const svg = draw([hostAt(40.8, -73.9, partners)]);
        const height = Number(/viewBox="0 0 640 (\d+)"/.exec(svg)?.[1]);
        const marks = [...svg.matchAll(/cx="(-?[\d.]+)" cy="(-?[\d.]+)"/g)];
        expect(marks).toHaveLength(partners.length + 1);
        for (const [, x, y] of marks) {
          expect(Number(x)).toBeGreaterThanOrEqual(20);
          expect(Number(x)).toBeLessThanOrEqual(620);
          expect(Number(y)).toBeGreaterThanOrEqual(20);
          expect(Number(y)).toBeLessThanOrEqual(height - 20);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('names the number of schools without a location and draws the others', () => {
    const { location: _, ...nowhere } = school('P', 0, 0);
    const svg = draw([hostAt(40.8, -73.9, [nowhere])], [school('U', 40.7, -73.8)]);
    expect(svg).toContain('1 school isn’t shown because the directory has no location for it.');
    expect(svg).toContain('class="lp-map__unplaced"');
    expect(draw([])).toContain('0 hosts');
  });
});

test('a score bar fills each part by its points', () => {
  const weights = { focusArea: 5000, level: 5000, distance: 0, demographics: 0, region: 0 };
  const bar = (level: number) =>
    renderToString(h(ScoreBar, { weights, points: { ...weights, focusArea: 5000, level } }));
  expect(bar(2500)).toContain('class="lp-score__earned" d="M0 1h59v8h-59zM61 1h29.5v8h-29.5z"');
  expect(bar(0)).toContain('class="lp-score__earned" d="M0 1h59v8h-59z"');
});
