import { compareText } from '#domain/base/natural-order.ts';
import type { Role } from '#domain/program/program.ts';
import type { Application, Review, ReviewVersion } from './application.ts';
import { independentVersion } from './review.ts';

/** How far reviewers are apart on one part. `points` is the difference of the highest and the lowest score. */
export type Gap = { readonly part: string; readonly points: number };

/** From this many points on one part, reviewers disagree, and a director can ask for another one. */
export const disagreementPoints = 2;

/** The largest gap between reviews; undefined for fewer than two. Of equal gaps, it is the first by part ID. */
export function largestGap(reviews: readonly Pick<ReviewVersion, 'scores'>[]): Gap | undefined {
  if (reviews.length < 2) return undefined;
  const parts = [...new Set(reviews.flatMap(({ scores }) => Object.keys(scores)))].sort();
  const gaps = parts.map((part) => {
    const given = reviews.flatMap(({ scores }) => scores[part] ?? []);
    return { part, points: Math.max(...given) - Math.min(...given) };
  });
  return gaps.reduce<Gap | undefined>(
    (most, gap) => (most && most.points >= gap.points ? most : gap),
    undefined,
  );
}

/** The largest gap, if it is a disagreement. */
export function disagreementIn(reviews: readonly Pick<ReviewVersion, 'scores'>[]): Gap | undefined {
  const gap = largestGap(reviews);
  return gap && gap.points >= disagreementPoints ? gap : undefined;
}

/** One reviewer's first, independent scores, compared with those of others on the same applications. */
export type ReviewerScores = {
  readonly email: string;
  readonly name: string;
  readonly reviews: number;
  /** The mean of all scores. */
  readonly mean: number;
  /**
   * How many points the reviewer scores above the others, on average; undefined if no one else scored the same
   * applications.
   */
  readonly aboveOthers?: number;
};

/** The independent reviews of one application. */
export type ApplicationScores = {
  readonly reference: string;
  readonly schoolName: string;
  readonly reviews: readonly { readonly name: string; readonly mean: number }[];
  readonly gap: Gap;
};

export type Calibration = {
  readonly reviewers: readonly ReviewerScores[];
  readonly applications: readonly ApplicationScores[];
};

type Scored = { readonly email: string; readonly name: string; readonly mean: number } & Pick<
  ReviewVersion,
  'scores'
>;

/**
 * Compares the reviewers of one role's applications by the versions that they wrote alone. Applications with the largest
 * gap come first, and reviewers are in order of their names. Applications with fewer than two independent reviews are
 * left out.
 */
export function calibrationOf(applications: readonly Application[], role: Role): Calibration {
  const read = applications.flatMap((application) =>
    application.role === role && 'reviews' in application
      ? [{ ...application, scored: application.reviews.flatMap(scoredAlone) }]
      : [],
  );
  const byReviewer = Map.groupBy(
    read.flatMap(({ scored }) => scored.map((own) => ({ own, others: scored.filter((one) => one !== own) }))),
    ({ own }) => own.email,
  );
  return {
    reviewers: [...byReviewer.values()].map(scoresOf).sort((a, b) => compareText(a.name, b.name)),
    applications: read
      .flatMap(({ reference, school, scored }): readonly ApplicationScores[] => {
        const gap = largestGap(scored);
        return gap
          ? [
              {
                reference,
                schoolName: school.name,
                reviews: scored.map(({ name, mean }) => ({ name, mean })),
                gap,
              },
            ]
          : [];
      })
      .sort((a, b) => b.gap.points - a.gap.points || compareText(a.reference, b.reference)),
  };
}

function scoredAlone(review: Review): readonly Scored[] {
  const version = independentVersion(review);
  const scores = Object.values(version?.scores ?? {});
  if (!version || scores.length === 0) return [];
  return [
    { email: review.reviewer, name: review.reviewerName, scores: version.scores, mean: meanOf(scores) },
  ];
}

function scoresOf(
  reviews: readonly { readonly own: Scored; readonly others: readonly Scored[] }[],
): ReviewerScores {
  const [first] = reviews;
  const compared = reviews.flatMap(({ own, others }) =>
    others.length > 0 ? [own.mean - meanOf(others.map(({ mean }) => mean))] : [],
  );
  return {
    email: first?.own.email ?? '',
    name: first?.own.name ?? '',
    reviews: reviews.length,
    mean: meanOf(reviews.flatMap(({ own }) => Object.values(own.scores))),
    ...(compared.length > 0 ? { aboveOthers: meanOf(compared) } : {}),
  };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
