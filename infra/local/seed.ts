import type { Report } from './report.ts';
import type { Sample } from './story.ts';

/** Fills tables that have just been made. `now` is in milliseconds. Answers what to show to those who look around. */
export type Seed = (into: {
  readonly tableNames: readonly string[];
  readonly endpoint: string;
  readonly now: number;
  readonly report: Report;
}) => Promise<Sample | undefined>;

/** Leaves the tables empty. */
export const noSeed: Seed = async () => undefined;
