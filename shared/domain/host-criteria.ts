import { rounded, sayYears } from './amounts.ts';
import type { HostAnswers, QualityReviewAnswer } from './answers.ts';
import {
  cannotVerify,
  type Finding,
  type Judgement,
  met,
  notMet,
  type Wording,
  wordings,
} from './criteria.ts';
import { datesDiffer } from './month.ts';
import { focusAreaNames, type HostCriterion, type Program } from './program.ts';
import { isAtLeast, type Rating, type School } from './school.ts';

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
  const otherDate = sayOtherDate(known.when, answer?.when, words);
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
