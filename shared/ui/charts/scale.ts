import { sayShortDate } from '#domain/base/time.ts';

/** Whole days since 1970 of an ISO date such as 2014-05-02. */
export const dayNumber = (isoDate: string): number => Date.parse(`${isoDate}T00:00:00Z`) / 86_400_000;

/** "May 2" for a whole day since 1970. */
export const sayDay = (day: number): string => sayShortDate(new Date(day * 86_400_000).toISOString());

/** A linear scale from numbers to pixels. */
export function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = to - from;
  return (value) => round(span === 0 ? start : start + ((value - from) / span) * (end - start));
}

/** Rounds pixels to a tenth. More digits cost bytes, and no one sees them. */
export const round = (pixels: number): number => Math.round(pixels * 10) / 10;

/** Round numbers from 0 to at least `largest`, at most `most` steps apart. */
export function countTicks(largest: number, most: number): readonly number[] {
  const step = roundStep(Math.max(largest, 1) / most);
  const steps = Math.ceil(Math.max(largest, 1) / step);
  return Array.from({ length: steps + 1 }, (_, index) => index * step);
}

// The smallest of 1, 2, 5, 10, 20, 50 … that is not below the wanted step.
function roundStep(wanted: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(wanted)));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= wanted) ?? 10 * power;
}

const DAY_STEPS = [1, 2, 7, 14, 28, 56, 91, 182, 364];

/** At most `most` days from `first` to `last`, whole weeks apart if there are enough. */
export function dayTicks(first: number, last: number, most: number): readonly number[] {
  const span = last - first;
  const step = DAY_STEPS.find((days) => Math.floor(span / days) + 1 <= most) ?? Math.max(1, span);
  return Array.from({ length: Math.floor(span / step) + 1 }, (_, index) => first + index * step);
}

/** The place of a label in a drawing, in pixels. */
export type LabelBox = { readonly left: number; readonly right: number; readonly middle: number };

type Heights = { readonly gap: number; readonly highest: number; readonly lowest: number };

/**
 * Heights for labels, placed one after the other. Each keeps its height or moves to the nearest one that is `gap` pixels from
 * the labels already placed above or below it. If there is no room, it keeps its height.
 */
export function clearOf(
  labels: readonly LabelBox[],
  standing: readonly LabelBox[],
  { gap, highest, lowest }: Heights,
): readonly number[] {
  const placed = [...standing];
  return labels.map((label) => {
    const near = placed.filter(({ left, right }) => left < label.right && label.left < right);
    const middle = [label.middle, ...near.flatMap((other) => [other.middle - gap, other.middle + gap])]
      .filter((height) => highest <= height && height <= lowest)
      .filter((height) => near.every((other) => Math.abs(other.middle - height) >= gap - 0.05))
      .toSorted((a, b) => Math.abs(a - label.middle) - Math.abs(b - label.middle))[0];
    placed.push({ ...label, middle: middle ?? label.middle });
    return round(middle ?? label.middle);
  });
}

/** Moves two labels at least `gap` pixels apart, in the order they had, and none below `lowest`. */
export function spread(one: number, other: number, gap: number, lowest: number): readonly [number, number] {
  const half = Math.max(0, gap - Math.abs(other - one)) / 2;
  const [a, b] = one <= other ? [one - half, other + half] : [one + half, other - half];
  const over = Math.max(0, a - lowest, b - lowest);
  return [round(a - over), round(b - over)];
}
