import type { Report } from './report.ts';

/** Fills tables that have just been made. `now` is in milliseconds. Throws sentences for people. */
export type Seed = (into: {
  readonly tableNames: readonly string[];
  readonly endpoint: string;
  readonly now: number;
  readonly report: Report;
}) => Promise<void>;

/** Leaves the tables empty. */
export const noSeed: Seed = async () => {};
