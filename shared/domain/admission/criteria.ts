import { datesDiffer } from '#domain/base/time.ts';
import { rounded, sayYears } from '#domain/base/wording.ts';
import { focusAreaNames, type HostCriterion, type Program } from '#domain/program/program.ts';
import { isAtLeast, type Rating, type School } from '#domain/program/school.ts';
import { type HostAnswers, type QualityReviewAnswer, type Topic, topicNames } from './answers.ts';

/** The result of checking a school against one criterion. With `cannot-verify`, staff need to check. */
export type Outcome = 'met' | 'not-met' | 'cannot-verify';

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'cannot-verify': 'Needs a check',
};

/** The result of one criterion for one school. `why` is worded for the school itself or for staff: see `Wording`. */
export type Finding = {
  readonly id: string;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly why: string;
};

/** The phrases that differ between readers. `you` begins a sentence, and `check` ends one. */
export type Wording = {
  readonly you: string;
  readonly check: string;
  readonly unanswered: (topic: Topic) => string;
};

export type Reader = 'school' | 'staff';

export const wordings: Readonly<Record<Reader, Wording>> = {
  school: {
    you: 'You',
    check: 'so our staff will check',
    unanswered: (topic) => `Not answered yet. Complete the section “${topicNames[topic]}”.`,
  },
  staff: {
    you: 'The school',
    check: 'so please check',
    unanswered: (topic) => `The school hasn’t completed the section “${topicNames[topic]}”.`,
  },
};

/*
 * How the directory and the application are weighed: an answer against the school counts. An answer in its favor counts
 * if the directory does not contradict it and does not have to confirm it. Staff check everything else.
 */
export type Judgement = Pick<Finding, 'outcome' | 'why'>;

export const met = (why: string): Judgement => ({ outcome: 'met', why });
export const notMet = (why: string): Judgement => ({ outcome: 'not-met', why });
export const cannotVerify = (why: string): Judgement => ({ outcome: 'cannot-verify', why });

/** Checks a host applicant against the program's criteria, in their order. Unanswered sections are `cannot-verify`. */
export const judgeHost = (
  program: Program,
  school: School,
  answers: Partial<HostAnswers>,
  words: Wording = wordings.school,
): readonly Finding[] =>
  program.hostCriteria.map((criterion) => ({
    id: criterion.id,
    statement: criterion.statement,
    ...judgeCriterion(criterion, program, school, answers, words),
  }));

function judgeCriterion(
  criterion: HostCriterion,
  program: Program,
  school: School,
  answers: Partial<HostAnswers>,
  words: Wording,
): Judgement {
  switch (criterion.kind) {
    case 'principal-years':
      return judgeLeadership(criterion.atLeastYears, school, answers.leadership, words);
    case 'quality-review':
      return judgeQualityReview(criterion.atLeast, school, answers['quality-review'], words);
    case 'not-fully-screened':
      return judgeAdmission(school, answers.admissions, words);
    case 'shares-practice':
      return judgePractices(program, answers.practices, words);
    case 'commits':
      return judgeCommitment(answers.commitment, words);
  }
}

function judgeLeadership(
  atLeast: number,
  { principalYearsHere: known }: School,
  answer: HostAnswers['leadership'] | undefined,
  { you, unanswered, check }: Wording,
): Judgement {
  const total = answer && rounded(answer.yearsHere + answer.yearsElsewhere);
  if (total !== undefined && total < atLeast)
    return notMet(
      `${you} reported ${sayYears(total)} of leadership experience. The minimum is ${sayYears(atLeast)}.`,
    );
  if (known !== undefined && known >= atLeast)
    return met(`The directory lists ${sayYears(known)} as principal of this school.`);
  if (!answer || total === undefined) return cannotVerify(unanswered('leadership'));
  const earlier =
    answer.yearsElsewhere > 0 ? `, including ${sayYears(answer.yearsElsewhere)} of earlier experience` : '';
  const record =
    known === undefined
      ? 'doesn’t list years at this school'
      : `lists ${sayYears(known)}, at this school only`;
  return cannotVerify(`${you} reported ${sayYears(total)}${earlier}. The directory ${record}, ${check}.`);
}

function judgeQualityReview(
  atLeast: Rating,
  { qualityReview: known }: School,
  answer: QualityReviewAnswer | undefined,
  words: Wording,
): Judgement {
  const { you, check } = words;
  const said = answer?.rating === 'none' ? undefined : answer?.rating;
  if (!known) return judgeUnknownReview(atLeast, answer, said, words);
  const review = `the most recent Quality Review${known.when ? ` (${known.when})` : ''}`;
  const otherDate = said ? sayOtherDate(known.when, answer?.when, words) : '';
  if (!isAtLeast(known.lowest, atLeast))
    return said && isAtLeast(said, atLeast)
      ? cannotVerify(
          `${you} reported ${sayReview(said, answer)}. In the directory, the lowest rating on ${review} is ${known.lowest}, ${check}.`,
        )
      : notMet(
          `The lowest rating on ${review} is ${known.lowest}. ${atLeast} or higher is required.${otherDate}`,
        );
  return said && !isAtLeast(said, atLeast)
    ? notMet(`${you} reported ${sayReview(said, answer)}. ${atLeast} or higher is required.`)
    : met(`Every rating on ${review} is ${known.lowest} or higher.${otherDate}`);
}

/** Says which date is meant if the directory and the application differ. */
const sayOtherDate = (known: string | undefined, said: string | undefined, { you }: Wording): string =>
  known && said && datesDiffer(known, said)
    ? ` This is from the directory. ${you} gave ${said} as the date.`
    : '';

const sayReview = (rating: Rating, answer: QualityReviewAnswer | undefined): string =>
  answer?.when ? `${rating} (${answer.when})` : rating;

function judgeUnknownReview(
  atLeast: Rating,
  answer: QualityReviewAnswer | undefined,
  said: Rating | undefined,
  { you, unanswered, check }: Wording,
): Judgement {
  if (!answer) return cannotVerify(unanswered('quality-review'));
  if (!said) return cannotVerify(`${you} reported no Quality Review yet, ${check}.`);
  return isAtLeast(said, atLeast)
    ? cannotVerify(
        `${you} reported ${sayReview(said, answer)}. The directory has no Quality Review for this school, ${check}.`,
      )
    : notMet(`${you} reported ${sayReview(said, answer)}. ${atLeast} or higher is required.`);
}

function judgeAdmission(
  { fullyScreened }: School,
  answer: HostAnswers['admissions'] | undefined,
  { you, unanswered, check }: Wording,
): Judgement {
  if (answer?.admission === 'all-screened')
    return notMet(`${you} reported that every program admits by grades, tests, or interviews.`);
  if (fullyScreened === false) return met('According to the directory, at least one program isn’t screened.');
  const directory = fullyScreened
    ? 'According to the directory, every program is screened'
    : 'The directory doesn’t say how this school admits students';
  if (!answer) return cannotVerify(unanswered('admissions'));
  const said =
    answer.admission === 'language-only' ? 'only a language screen' : 'that not every program is screened';
  return cannotVerify(`${you} reported ${said}. ${directory}, ${check}.`);
}

function judgePractices(
  program: Program,
  answer: HostAnswers['practices'] | undefined,
  { you, unanswered }: Wording,
): Judgement {
  if (!answer) return cannotVerify(unanswered('practices'));
  return answer.focusAreas.length > 0
    ? met(
        `The school can share: ${focusAreaNames(program, answer.focusAreas)}. Reviewers will look at the evidence.`,
      )
    : notMet(`${you} didn’t choose an area to share.`);
}

function judgeCommitment(
  answer: HostAnswers['commitment'] | undefined,
  { you, unanswered }: Wording,
): Judgement {
  if (!answer) return cannotVerify(unanswered('commitment'));
  return answer.priority
    ? met(`${you} said the principal and staff will make this a priority.`)
    : notMet(`${you} said this can’t be a priority next school year.`);
}
