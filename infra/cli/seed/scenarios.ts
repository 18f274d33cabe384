import type { Role } from '#domain/program/program.ts';

/** How far an application has progressed. */
export type Stage =
  | 'begun'
  | 'half-answered'
  | 'answered'
  | 'just-sent'
  | 'assigned'
  | 'reassigned'
  | 'half-reviewed'
  | 'reviewed'
  | 'asked'
  | 'asked-and-answered'
  | 'accepted'
  | 'waitlisted'
  | 'declined'
  | 'draft-withdrawn'
  | 'withdrawn';

export type Scenario = {
  readonly stage: Stage;
  readonly role: Role;
  /** How many days ago it was or would have been submitted. */
  readonly daysAgo: number;
};

/** The number of applications in each stage, and the range of days since they were submitted: later stages are older. */
const stages: readonly {
  readonly stage: Stage;
  readonly count: number;
  readonly daysAgo: readonly [number, number];
}[] = [
  // With their places, enough to pair at once.
  { stage: 'accepted', count: 23, daysAgo: [10, 18] },
  { stage: 'waitlisted', count: 9, daysAgo: [9, 16] },
  { stage: 'declined', count: 3, daysAgo: [9, 16] },
  { stage: 'withdrawn', count: 2, daysAgo: [6, 14] },
  { stage: 'draft-withdrawn', count: 1, daysAgo: [8, 8] },
  { stage: 'reviewed', count: 10, daysAgo: [5, 12] },
  { stage: 'asked-and-answered', count: 3, daysAgo: [7, 11] },
  { stage: 'asked', count: 3, daysAgo: [5, 9] },
  { stage: 'half-reviewed', count: 8, daysAgo: [4, 9] },
  { stage: 'reassigned', count: 2, daysAgo: [3, 6] },
  { stage: 'assigned', count: 7, daysAgo: [1, 4] },
  { stage: 'just-sent', count: 3, daysAgo: [0, 0] },
  { stage: 'answered', count: 3, daysAgo: [1, 3] },
  { stage: 'half-answered', count: 4, daysAgo: [1, 12] },
  { stage: 'begun', count: 3, daysAgo: [1, 15] },
];

/** Every third is a host, because the program wants two partners per host. */
export const scenarios: readonly Scenario[] = stages
  .flatMap(({ stage, count, daysAgo: [least, most] }) =>
    Array.from({ length: count }, (_, index) => ({
      stage,
      daysAgo: least + Math.round(((most - least) * index) / Math.max(1, count - 1)),
    })),
  )
  .map((scenario, index) => ({ ...scenario, role: index % 3 === 0 ? 'host' : 'partner' }));
