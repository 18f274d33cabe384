import { type ScoreWeights, scoreParts } from '#domain/program/program.ts';

/** In pixels, as the style says. */
const WIDTH = 120;
const GAP = 2;

/** The points of a pair by part. Each slot is as wide as its weight and filled by its points. */
export function ScoreBar({
  points,
  weights,
}: {
  readonly points: ScoreWeights;
  readonly weights: ScoreWeights;
}) {
  const parts = scoreParts.filter((part) => weights[part] > 0);
  const all = parts.reduce((sum, part) => sum + weights[part], 0);
  const room = WIDTH - GAP * (parts.length - 1);
  const widths = parts.map((part) => (weights[part] / Math.max(1, all)) * room);
  const startOf = (index: number) =>
    Math.round(widths.slice(0, index).reduce((sum, width) => sum + width + GAP, 0));
  const slots = parts.map((part, index) => ({
    x: startOf(index),
    width: Math.round(widths[index] ?? 0),
    filled: Math.round(((widths[index] ?? 0) * points[part]) / weights[part]),
  }));
  return (
    <svg class="lp-score" aria-hidden="true">
      <path d={slots.map(({ x, width }) => strokeOf(x, width)).join('')} />
      <path d={slots.map(({ x, filled }) => strokeOf(x, filled)).join('')} />
    </svg>
  );
}

/** Short, because a page has a bar for each pair. The style gives it its size. */
const strokeOf = (x: number, width: number): string => (width > 0 ? `M${x} 5h${width}` : '');
