import fc from 'fast-check';
import { renderToString } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { CumulativeDrawing, NARROW, WIDE } from '#ui/charts/cumulative-drawing.tsx';
import { clearOf } from '#ui/charts/scale.ts';

const heights = { gap: 18, highest: 0, lowest: 290 };

describe('labels that avoid others', () => {
  test('keep their height if nothing is in the way', () => {
    const label = { left: 40, right: 160, middle: 100 };
    expect(clearOf([label], [], heights)).toEqual([100]);
    expect(clearOf([label], [{ left: 160, right: 220, middle: 100 }], heights)).toEqual([100]);
  });

  test('move to the closer side of an obstacle, and not out of the drawing', () => {
    const standing = { left: 100, right: 220, middle: 100 };
    expect(clearOf([{ left: 40, right: 160, middle: 96 }], [standing], heights)).toEqual([82]);
    expect(clearOf([{ left: 40, right: 160, middle: 103 }], [standing], heights)).toEqual([118]);
    const low = { ...standing, middle: 288 };
    expect(clearOf([{ left: 40, right: 160, middle: 290 }], [low], heights)).toEqual([270]);
  });
});

type Label = { readonly x: number; readonly y: number; readonly words: string; readonly atEnd: boolean };

/** The labels of targets and line ends in a drawing. */
function labelsIn(svg: string): readonly Label[] {
  const found = svg.matchAll(/<text class="lp-chart__label[^"]*"([^>]*)>([^<]*)</g);
  return [...found].map(([, attributes = '', words = '']) => {
    const number = (name: string) => Number(new RegExp(`\\b${name}="([^"]+)"`).exec(attributes)?.[1]);
    return { x: number('x'), y: number('y'), words, atEnd: attributes.includes('text-anchor="end"') };
  });
}

/** The minimum width of a character. With a smaller estimate, labels could touch unnoticed. */
const letterPx = 6.5;

function overlap(one: Label, other: Label): boolean {
  const side = ({ x, words, atEnd }: Label) => (atEnd ? x - words.length * letterPx : x);
  const [a, b] = [side(one), side(other)];
  const beside = a + one.words.length * letterPx <= b || b + other.words.length * letterPx <= a;
  // The baseline of bold text is half a pixel lower.
  return !beside && Math.abs(one.y - other.y) < 16;
}

const drawing = (format: typeof NARROW, counts: readonly [number, number], today: number) =>
  renderToString(
    <CumulativeDrawing
      id="received"
      format={format}
      title="Applications received"
      description=""
      opens={16_000}
      today={16_000 + today}
      deadline={16_031}
      series={[
        { name: 'Hosts', target: 24, perDay: [{ date: '2013-10-23', count: counts[0] }] },
        { name: 'Partners', target: 48, perDay: [{ date: '2013-10-23', count: counts[1] }] },
      ]}
    />,
  );

describe('in the chart of applications', () => {
  test.each([
    ['phones', NARROW],
    ['screens', WIDE],
  ])('no label covers another, for any numbers and days, on %s', (_, format) => {
    fc.assert(
      fc.property(
        fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })),
        fc.integer({ min: 3, max: 31 }),
        (counts, today) => {
          const labels = labelsIn(drawing(format, counts, today));
          expect(labels).toHaveLength(4);
          const touching = labels.flatMap((one, index) =>
            labels
              .slice(index + 1)
              .filter((other) => overlap(one, other))
              .map(({ words }) => [one.words, words]),
          );
          expect(touching).toEqual([]);
        },
      ),
    );
  });
});
