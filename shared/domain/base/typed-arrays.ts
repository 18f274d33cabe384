/*
 * Reads typed arrays at indexes that exist. The compiler can't know that they do, so each read would need a fallback;
 * here it is in one place. One function per kind of array keeps the reads as fast as direct ones.
 */
export const realAt = (cells: Float64Array, index: number): number => cells[index] ?? Number.NaN;

export const wholeAt = (cells: Int32Array, index: number): number => cells[index] ?? 0;
