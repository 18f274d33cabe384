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

/** Applications that a director can decide: every assigned reviewer is done and no question is open. Oldest first. */
export const decisionQueue = (summaries: readonly ApplicationSummary[]): readonly ApplicationSummary[] =>
  oldestFirst(
    summaries.filter(
      (summary) =>
        summary.state === 'submitted' &&
        !summary.awaitsSchool &&
        summary.reviewers.length > 0 &&
        summary.reviewers.every((reviewer) => summary.reviewedBy.includes(reviewer)),
    ),
  );
