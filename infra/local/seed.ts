import type { Report } from './report.ts';
import type { Sample } from './story.ts';

/** Fills new tables. `now` is in milliseconds. Returns the sample for the tour. */
export type Seed = (into: {
  readonly tableNames: readonly string[];
  readonly endpoint: string;
  readonly now: number;
  readonly report: Report;
}) => Promise<Sample | undefined>;

/** Leaves the tables empty. */
export const noSeed: Seed = async () => undefined;
