import { datesDiffer } from '#domain/base/time.ts';
import { rounded } from '#domain/base/wording.ts';
import type { CriterionKinds, CriterionOf, hostCriterionKinds, Program } from '#domain/program/program.ts';
import { isAtLeast, type Rating, type School } from '#domain/program/school.ts';
import type { HostAnswers } from './answers.ts';
import type { Admission, AnswerOf, Topic } from './topics.ts';

/** The result of checking a school against one criterion. With `cannot-verify`, staff need to check. */
export type Outcome = 'met' | 'not-met' | 'cannot-verify';

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'cannot-verify': 'Needs a check',
};

type Review = { readonly rating: Rating; readonly when?: string };

/** The facts that reasons are made of. */
type Facts = {
  readonly topic: Topic;
  readonly years: number;
  readonly rating: Rating;
  readonly review: Review;
  /** With the date in the application, if that is another one. */
  readonly 'listed review': Review & { readonly reportedWhen?: string };
  readonly admission: Admission;
  readonly areas: readonly string[];
  readonly shares: readonly { readonly group: keyof AnswerOf<'students'>; readonly percent: number }[];
};

/** What a result rests on, by kind. `reported` is from the application, `listed` from the directory. */
export const reasonFacts = {
  unanswered: { topic: 'topic' },
  'too-few-years': { reported: 'years', atLeast: 'years' },
  'years-listed': { listed: 'years' },
  'fewer-years-listed': { reported: 'years', earlier: 'years', listed: 'years' },
  'years-not-listed': { reported: 'years', earlier: 'years' },
  'review-listed': { listed: 'listed review' },
  'listed-review-too-low': { listed: 'listed review', atLeast: 'rating' },
  'listed-review-lower': { reported: 'review', listed: 'review' },
  'reported-review-too-low': { reported: 'review', atLeast: 'rating' },
  'review-not-listed': { reported: 'review' },
  'no-review': {},
  'all-screened': {},
  'not-screened': {},
  'listed-as-screened': { reported: 'admission' },
  'screening-not-listed': { reported: 'admission' },
  'shares-areas': { focusAreas: 'areas' },
  'shares-nothing': {},
  priority: {},
  'no-priority': {},
  'new-principal': { reported: 'years' },
  'not-new': { reported: 'years', from: 'years', to: 'years' },
  'listed-as-not-new': { listed: 'years', from: 'years', to: 'years' },
  'longer-listed': { reported: 'years', listed: 'years' },
  'high-needs': { shares: 'shares' },
  'lower-needs-listed': { shares: 'shares' },
  'no-high-needs': {},
  'needs-not-listed': {},
  'improves-areas': { focusAreas: 'areas' },
  'improves-nothing': {},
} as const satisfies Readonly<Record<string, Readonly<Record<string, keyof Facts>>>>;

export type ReasonKind = keyof typeof reasonFacts;
export type Reason<K extends ReasonKind = ReasonKind> = {
  readonly [P in K]: { readonly kind: P } & {
    readonly [Name in keyof (typeof reasonFacts)[P]]: Facts[Extract<
      (typeof reasonFacts)[P][Name],
      keyof Facts
    >];
  };
}[K];

/** The result of one criterion for one school. */
export type Finding = {
  readonly id: string;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly reason: Reason;
};

/*
 * How the directory and the application are weighed: an answer against the school counts. An answer in its favor counts
 * if the directory does not contradict it and does not have to confirm it. Staff check everything else.
 */
export type Judgement = Pick<Finding, 'outcome' | 'reason'>;

export const met = (reason: Reason): Judgement => ({ outcome: 'met', reason });
export const notMet = (reason: Reason): Judgement => ({ outcome: 'not-met', reason });
export const cannotVerify = (reason: Reason): Judgement => ({ outcome: 'cannot-verify', reason });
export const unanswered = (topic: Topic): Judgement => cannotVerify({ kind: 'unanswered', topic });

type Judges<Kinds extends CriterionKinds, Answers> = {
  readonly [K in keyof Kinds]: (
    criterion: CriterionOf<Kinds, K>,
    school: School,
    answers: Partial<Answers>,
  ) => Judgement;
};

/** Checks a school against criteria, in their order. */
export const judging = <Kinds extends CriterionKinds, Answers>(judges: Judges<Kinds, Answers>) => {
  const judge = <K extends keyof Kinds>(
    kind: K,
    criterion: CriterionOf<Kinds, K>,
    school: School,
    answers: Partial<Answers>,
  ): Judgement => judges[kind](criterion, school, answers);
  return (
    criteria: readonly CriterionOf<Kinds>[],
    school: School,
    answers: Partial<Answers>,
  ): readonly Finding[] =>
    criteria.map((criterion) => ({
      id: criterion.id,
      statement: criterion.statement,
      ...judge(criterion.kind, criterion, school, answers),
    }));
};

const judgeCriteria = judging<typeof hostCriterionKinds, HostAnswers>({
  'principal-years': ({ atLeastYears: atLeast }, { principalYearsHere: listed }, { leadership }) => {
    const reported = leadership && rounded(leadership.yearsHere + leadership.yearsElsewhere);
    if (reported !== undefined && reported < atLeast)
      return notMet({ kind: 'too-few-years', reported, atLeast });
    if (listed !== undefined && listed >= atLeast) return met({ kind: 'years-listed', listed });
    if (!leadership || reported === undefined) return unanswered('leadership');
    const about = { reported, earlier: leadership.yearsElsewhere };
    return listed === undefined
      ? cannotVerify({ kind: 'years-not-listed', ...about })
      : cannotVerify({ kind: 'fewer-years-listed', ...about, listed });
  },

  'quality-review': ({ atLeast }, { qualityReview }, { 'quality-review': answer }) => {
    const reported = answer && reportedReview(answer);
    const isLow = (review: Review | undefined) => review && !isAtLeast(review.rating, atLeast);
    if (!qualityReview) {
      if (!answer) return unanswered('quality-review');
      if (!reported) return cannotVerify({ kind: 'no-review' });
      return isLow(reported)
        ? notMet({ kind: 'reported-review-too-low', reported, atLeast })
        : cannotVerify({ kind: 'review-not-listed', reported });
    }
    const { lowest: rating, ...date } = qualityReview;
    const reportedWhen = reported?.when;
    const differs = date.when && reportedWhen && datesDiffer(date.when, reportedWhen);
    const listed = { rating, ...date, ...(differs && { reportedWhen }) };
    if (isLow(listed))
      return reported && !isLow(reported)
        ? cannotVerify({ kind: 'listed-review-lower', reported, listed: { rating, ...date } })
        : notMet({ kind: 'listed-review-too-low', listed, atLeast });
    return reported && isLow(reported)
      ? notMet({ kind: 'reported-review-too-low', reported, atLeast })
      : met({ kind: 'review-listed', listed });
  },

  'not-fully-screened': (_, { fullyScreened }, { admissions: answer }) => {
    if (answer?.admission === 'all-screened') return notMet({ kind: 'all-screened' });
    if (fullyScreened === false) return met({ kind: 'not-screened' });
    if (!answer) return unanswered('admissions');
    return cannotVerify({
      kind: fullyScreened ? 'listed-as-screened' : 'screening-not-listed',
      reported: answer.admission,
    });
  },

  'shares-practice': (_, __, { practices }) => {
    if (!practices) return unanswered('practices');
    const { focusAreas } = practices;
    return focusAreas.length > 0
      ? met({ kind: 'shares-areas', focusAreas })
      : notMet({ kind: 'shares-nothing' });
  },

  commits: (_, __, { commitment }) => {
    if (!commitment) return unanswered('commitment');
    return commitment.priority ? met({ kind: 'priority' }) : notMet({ kind: 'no-priority' });
  },
});

const reportedReview = ({ rating, ...date }: HostAnswers['quality-review']): Review | undefined =>
  rating === 'none' ? undefined : { rating, ...date };

/** Checks a host applicant against the program's criteria, in their order. Unanswered sections are `cannot-verify`. */
export const judgeHost = ({ hostCriteria }: Program, school: School, answers: Partial<HostAnswers>) =>
  judgeCriteria(hostCriteria, school, answers);
