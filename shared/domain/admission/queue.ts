import type { ApplicationSummary } from './summary.ts';

const oldestFirst = (summaries: readonly ApplicationSummary[]): readonly ApplicationSummary[] =>
  summaries.toSorted((a, b) => ((a.submittedAt ?? '') < (b.submittedAt ?? '') ? -1 : 1));

/** The applications that a reviewer still has to review, oldest first. */
export const readingQueue = (
  summaries: readonly ApplicationSummary[],
  reviewer: string,
): readonly ApplicationSummary[] =>
  oldestFirst(
    summaries.filter(
      (summary) =>
        summary.state === 'submitted' &&
        summary.reviewers.includes(reviewer) &&
        !summary.reviewedBy.includes(reviewer),
    ),
  );

/** Applications that wait for our staff: no question is open, and no decision is planned. Oldest first. */
export const undecided = (summaries: readonly ApplicationSummary[]): readonly ApplicationSummary[] =>
  oldestFirst(
    summaries.filter(
      ({ state, awaitsSchool, plannedFor }) =>
        state === 'submitted' && !awaitsSchool && plannedFor === undefined,
    ),
  );

/** Applications that wait for a director: all reviews are in. Oldest first. */
export const decisionQueue = (summaries: readonly ApplicationSummary[]): readonly ApplicationSummary[] =>
  undecided(summaries).filter(isReviewed);

/** An application's status for staff: its state, and who needs to act next. */
export const standings = [
  'to-decide',
  'in-review',
  'awaits-school',
  'accepted',
  'waitlisted',
  'declined',
  'withdrawn',
  'draft',
] as const;
export type Standing = (typeof standings)[number];

export const standingNames: Readonly<Record<Standing, string>> = {
  'to-decide': 'To decide',
  'in-review': 'In review',
  'awaits-school': 'Waiting for the school',
  accepted: 'Accepted',
  waitlisted: 'Waitlisted',
  declined: 'Declined',
  withdrawn: 'Withdrawn',
  draft: 'Not submitted',
};

/** `to-decide` once every assigned reviewer is done and no question is open; `in-review` also without reviewers. */
export function standingOf(summary: ApplicationSummary): Standing {
  switch (summary.state) {
    case 'draft':
    case 'withdrawn':
      return summary.state;
    case 'decided':
      return summary.outcome ?? 'to-decide';
    case 'submitted':
      if (summary.awaitsSchool) return 'awaits-school';
      return isReviewed(summary) ? 'to-decide' : 'in-review';
  }
}

const isReviewed = ({ reviewers, reviewedBy }: ApplicationSummary): boolean =>
  reviewers.length > 0 && reviewers.every((reviewer) => reviewedBy.includes(reviewer));
