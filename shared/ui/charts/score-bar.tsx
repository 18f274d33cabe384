import { type ScoreWeights, scoreParts } from '#domain/program/program.ts';
import { round } from './scale.ts';

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
    round(widths.slice(0, index).reduce((sum, width) => sum + width + GAP, 0));
  const slots = parts.map((part, index) => ({
    part,
    x: startOf(index),
    width: round(widths[index] ?? 0),
    filled: round(((widths[index] ?? 0) * points[part]) / weights[part]),
  }));
  return (
    <svg class="lp-score" viewBox={`0 0 ${WIDTH} 10`} width={WIDTH} height="10" aria-hidden="true">
      <path class="lp-score__slots" d={slots.map(({ x, width }) => boxOf(x, width)).join('')} />
      <path class="lp-score__earned" d={slots.map(({ x, filled }) => boxOf(x, filled)).join('')} />
    </svg>
  );
}

const boxOf = (x: number, width: number): string => (width > 0 ? `M${x} 1h${width}v8h-${width}z` : '');
