/*
 * Reads of typed arrays at places that exist. The compiler cannot know that they do, and would have every read say what else
 * should happen; here it is said once. One function for each kind of array keeps both as fast as the bare read.
 */

export const realAt = (cells: Float64Array, index: number): number => cells[index] ?? Number.NaN;

export const wholeAt = (cells: Int32Array, index: number): number => cells[index] ?? 0;
