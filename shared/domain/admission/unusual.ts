import {
  type Application,
  type Decision,
  type DecisionOutcome,
  openInquiry,
  type Recommendation,
  reviewsOf,
} from './application.ts';

/** What a director should know before a decision goes out, because most decisions aren't like that. */
export type Unusual =
  | { readonly kind: 'no-reviews' }
  | { readonly kind: 'reviews-missing'; readonly submitted: number; readonly assigned: number }
  | { readonly kind: 'open-question'; readonly askedBy: string }
  /** Every reviewer recommends something else. */
  | { readonly kind: 'against-reviews'; readonly recommendations: readonly Recommendation[] }
  | { readonly kind: 'short-reason' }
  /** Text in braces that stands for nothing. */
  | { readonly kind: 'placeholder'; readonly text: string };

const recommended: Readonly<Record<DecisionOutcome, Recommendation>> = {
  accepted: 'accept',
  waitlisted: 'waitlist',
  declined: 'decline',
};

/** A shorter reason isn't a sentence. */
const fewestWords = 4;

export function unusualAbout(
  application: Application,
  { outcome, reason }: Pick<Decision, 'outcome' | 'reason'>,
): readonly Unusual[] {
  const reviews = reviewsOf(application);
  const reviewers = 'reviewers' in application ? application.reviewers : [];
  const recommendations = reviews.map(({ recommendation }) => recommendation);
  const inquiry = openInquiry(application);
  const [placeholder] = /\{[^{}\n]{0,40}\}/.exec(reason) ?? [];
  return [
    ...(reviews.length === 0 ? [{ kind: 'no-reviews' } as const] : []),
    ...(reviews.length > 0 && reviews.length < reviewers.length
      ? [{ kind: 'reviews-missing', submitted: reviews.length, assigned: reviewers.length } as const]
      : []),
    ...(inquiry ? [{ kind: 'open-question', askedBy: inquiry.askedBy } as const] : []),
    ...(recommendations.length > 0 && !recommendations.includes(recommended[outcome])
      ? [{ kind: 'against-reviews', recommendations } as const]
      : []),
    ...(reason.trim().split(/\s+/).length < fewestWords ? [{ kind: 'short-reason' } as const] : []),
    ...(placeholder === undefined ? [] : [{ kind: 'placeholder', text: placeholder } as const]),
  ];
}
