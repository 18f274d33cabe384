import fc from 'fast-check';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { type MapHost, type MapPartner, PartnershipMap } from '#ui/charts/partnership-map.tsx';
import { ScoreBar } from '#ui/charts/score-bar.tsx';
import { css } from './compiled-styles.ts';

const school = (id: string, latitude: number, longitude: number, region = 'Bronx'): MapPartner => ({
  id,
  href: `#row-${id}`,
  name: `School ${id}`,
  region,
  location: { latitude, longitude },
});

type Shown = Partial<Omit<Parameters<typeof PartnershipMap>[0], 'hosts'>>;

const draw = (hosts: readonly MapHost[], shown: Shown = {}) =>
  renderToString(
    h(PartnershipMap, {
      list: '#partnerships',
      title: 'Where they are',
      unit: 'miles',
      outlines: [],
      unplaced: [],
      hosts,
      ...shown,
    }),
  );

const hostAt = (latitude: number, longitude: number, partners: readonly MapPartner[]): MapHost => ({
  ...school('H', latitude, longitude),
  number: 1,
  partners,
});

const coordinate = (svg: string, mark: string, name: 'cx' | 'cy') =>
  Number(new RegExp(`${mark}[^>]*?${name}="([\\d.]+)"`).exec(svg)?.[1]);

describe('the map', () => {
  test('lets the keyboard skip to the list before any school', () => {
    const page = draw([hostAt(40.8, -73.9, [school('P', 40.6, -74.1)])]);
    expect(/<a [^>]*href="([^"]*)"/.exec(page)?.[1]).toBe('#partnerships');
  });

  test('has north at the top and east at the right', () => {
    const svg = draw([hostAt(40.8, -73.9, [school('P', 40.6, -74.1)])]);
    expect(coordinate(svg, '<circle', 'cy')).toBeGreaterThan(0);
    const partnerY = coordinate(svg, 'lp-map__partner"><a href="#row-P"><circle', 'cy');
    const hostY = coordinate(svg, 'lp-map__host"><circle', 'cy');
    expect(hostY).toBeLessThan(partnerY);
    expect(coordinate(svg, 'lp-map__host"><circle', 'cx')).toBeGreaterThan(
      coordinate(svg, 'lp-map__partner"><a href="#row-P"><circle', 'cx'),
    );
  });

  test('draws one line for each pair and names each region once', () => {
    const partners = [school('P1', 40.7, -74), school('P2', 40.75, -73.95, 'Queens')];
    const svg = draw([hostAt(40.8, -73.9, partners)]);
    expect(svg).not.toContain('lp-map__legend');
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
    const svg = draw([hostAt(40.8, -73.9, [nowhere])], { unplaced: [school('U', 40.7, -73.8)] });
    expect(svg).toContain('1 school isn’t shown because the directory has no location for it.');
    expect(svg).toMatch(/class="lp-map__unplaced"><a href="#row-U"><circle/);
    expect(draw([])).toContain('0 hosts');
  });

  test('links every mark to its row, by the school’s name', () => {
    const svg = draw([hostAt(40.8, -73.9, [school('P', 40.7, -74)])], {
      unplaced: [school('U', 40.75, -73.8)],
    });
    const links = [
      ...svg.matchAll(
        /<a href="([^"]+)"[^>]*>.*?<text class="lp-map__(?:name|tight)"[^>]*>([^<]+)<\/text><\/a>/g,
      ),
    ];
    expect(links.map(([, href, name]) => [href, name]).sort()).toEqual([
      ['#row-H', 'School H'],
      ['#row-P', 'School P'],
      ['#row-U', 'School U'],
    ]);
  });

  test('tells kinds of pairs apart by color and dashes, and explains them with their numbers', () => {
    const partners = (['first', 'first', 'second', 'exception'] as const).map((match, n) => ({
      ...school(`P${n}`, 40.7 + n / 50, -74 + n / 50),
      match,
    }));
    const svg = draw([hostAt(40.8, -73.9, partners)]);
    const linesOf = (kind: string) =>
      new RegExp(`lp-map__pairs--${kind}" d="(M[\\d. ]+L[^"]+)"`).exec(svg)?.[1]?.match(/M/g)?.length;
    expect(['first', 'second', 'exception'].map(linesOf)).toEqual([2, 1, 1]);
    const legend = svg.replace(/<svg.*?<\/svg>/gs, '').replace(/<[^>]+>/g, ' ');
    expect(legend.replace(/\s+/g, ' ')).toContain(
      'Partner’s first choice: 2 Partner’s second choice: 1 Exception: no shared focus area: 1',
    );
    for (const kind of ['second', 'exception'])
      expect(css).toMatch(new RegExp(`lp-map__pairs--${kind}{[^}]*stroke-dasharray`));
  });

  test('has a scale in the program’s unit that measures distances between schools', () => {
    // A degree of latitude is 111.2 km, or 69.1 miles.
    const far = [hostAt(40, -74, [school('P', 41, -74)])];
    for (const [unit, perDegree] of [
      ['miles', 69.09],
      ['kilometers', 111.19],
    ] as const) {
      const svg = draw(far, { unit });
      const [, end = '', said = ''] =
        /class="lp-map__scale"><path d="M22 \d+v6H([\d.]+)v-6"><\/path><text[^>]*>(\d+) /.exec(svg) ?? [];
      const degree = Math.abs(
        coordinate(svg, 'lp-map__host"><circle', 'cy') -
          coordinate(svg, 'lp-map__partner"><a href="#row-P"><circle', 'cy'),
      );
      expect((Number(end) - 22) / degree).toBeCloseTo(Number(said) / perDegree, 2);
      expect(svg).toContain(`${said} ${unit}</text>`);
    }
  });

  test('draws the outlines of regions with their holes', () => {
    const square = (from: number, to: number) =>
      [
        [from, from],
        [to, from],
        [to, to],
        [from, to],
        [from, from],
      ].map(([x = 0, y = 0]) => [-74 + x, 40 + y] as const);
    const hosts = [hostAt(40.2, -73.8, [school('P', 40.8, -73.2)])];
    const svg = draw(hosts, { outlines: [[square(0, 1), square(0.4, 0.6)]] });
    expect(/class="lp-map__outline" d="([^"]+)"/.exec(svg)?.[1]?.match(/M[^z]+z/g)).toHaveLength(2);
    expect(draw(hosts)).not.toContain('lp-map__outline');
  });

  test('moves hosts in one place apart, so that each number can be read', () => {
    const hosts = ['A', 'B', 'C'].map((id, n) => ({ ...hostAt(40.8, -73.9, []), id, number: n + 1 }));
    const svg = draw([...hosts, { ...hostAt(40.6, -74.1, []), id: 'D', number: 4 }]);
    const marks = [...svg.matchAll(/lp-map__host"><circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(
      ([, x, y]) => [Number(x), Number(y)] as const,
    );
    expect(marks).toHaveLength(4);
    for (const [index, [x, y]] of marks.entries())
      for (const [otherX, otherY] of marks.slice(index + 1))
        expect(Math.hypot(x - otherX, y - otherY)).toBeGreaterThanOrEqual(21.5);
  });

  test('shows names only next to marks that leave room for them', () => {
    const crowd = Array.from({ length: 6 }, (_, n) => school(`P${n}`, 40.7 + n / 10_000, -74));
    const svg = draw([hostAt(40.9, -73.5, crowd)]);
    expect(svg.match(/lp-map__tight/g)?.length).toBeGreaterThan(3);
    expect(svg.match(/class="lp-map__name"/g)?.length).toBeGreaterThan(0);
  });
});

test('a score bar fills each part by its points', () => {
  const weights = { focusArea: 5000, level: 5000, distance: 0, demographics: 0, region: 0 };
  const bar = (level: number) =>
    renderToString(h(ScoreBar, { weights, points: { ...weights, focusArea: 5000, level } }));
  expect(bar(2500)).toContain('<path d="M0 5h59M61 5h30"></path></svg>');
  expect(bar(0)).toContain('<path d="M0 5h59"></path></svg>');
});
