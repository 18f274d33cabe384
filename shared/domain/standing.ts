import type { ApplicationSummary } from './summary.ts';

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
