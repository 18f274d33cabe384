import { rounded, sayYears } from './amounts.ts';
import type { HostAnswers, QualityReviewAnswer } from './answers.ts';
import { cannotVerify, type Finding, type Judgement, met, notMet } from './criteria.ts';
import { datesDiffer } from './month.ts';
import { focusAreaNames, type HostCriterion, type Program } from './program.ts';
import { isAtLeast, type Rating, type School } from './school.ts';

/** Holds a school that would host against the program's criteria, in their order. Unanswered topics cannot be verified. */
export const judgeHost = (
  program: Program,
  school: School,
  answers: Partial<HostAnswers>,
): readonly Finding[] =>
  program.hostCriteria.map((criterion) => ({
    id: criterion.id,
    statement: criterion.statement,
    ...judgeCriterion(criterion, program, school, answers),
  }));

function judgeCriterion(
  criterion: HostCriterion,
  program: Program,
  school: School,
  answers: Partial<HostAnswers>,
): Judgement {
  switch (criterion.kind) {
    case 'principal-years':
      return judgeLeadership(criterion.atLeastYears, school, answers.leadership);
    case 'quality-review':
      return judgeQualityReview(criterion.atLeast, school, answers['quality-review']);
    case 'not-fully-screened':
      return judgeAdmission(school, answers.admissions);
    case 'shares-practice':
      return judgePractices(program, answers.practices);
    case 'commits':
      return judgeCommitment(answers.commitment);
  }
}

function judgeLeadership(
  atLeast: number,
  { principalYearsHere: known }: School,
  answer: HostAnswers['leadership'] | undefined,
): Judgement {
  const total = answer && rounded(answer.yearsHere + answer.yearsElsewhere);
  if (total !== undefined && total < atLeast)
    return notMet(
      `The application tells of ${sayYears(total)} of leadership experience; at least ${atLeast} are needed.`,
    );
  if (known !== undefined && known >= atLeast)
    return met(`The directory shows the principal at this school for ${sayYears(known)}.`);
  if (!answer || total === undefined)
    return cannotVerify('The question on leadership experience is not answered yet.');
  const elsewhere = answer.yearsElsewhere > 0 ? `, ${sayYears(answer.yearsElsewhere)} of them elsewhere` : '';
  const record =
    known === undefined
      ? 'does not say how long the principal has led this school'
      : `shows ${sayYears(known)} and counts years at this school only`;
  return cannotVerify(
    `The application tells of ${sayYears(total)}${elsewhere}. The directory ${record}, so staff will check.`,
  );
}

function judgeQualityReview(
  atLeast: Rating,
  { qualityReview: known }: School,
  answer: QualityReviewAnswer | undefined,
): Judgement {
  const said = answer?.rating === 'none' ? undefined : answer?.rating;
  if (!known) return judgeUnknownReview(atLeast, answer, said);
  const review = `the most recent Quality Review${known.when ? ` (${known.when})` : ''}`;
  const otherDate = sayOtherDate(known.when, answer?.when);
  if (!isAtLeast(known.lowest, atLeast))
    return said && isAtLeast(said, atLeast)
      ? cannotVerify(
          `In the directory, the lowest indicator of ${review} is ${known.lowest}; the application says ${sayReview(said, answer)}. Staff will check.`,
        )
      : notMet(`The lowest indicator of ${review} is ${known.lowest}; ${atLeast} is needed.${otherDate}`);
  return said && !isAtLeast(said, atLeast)
    ? notMet(`The application says ${sayReview(said, answer)}; ${atLeast} is needed.`)
    : met(`Every indicator of ${review} is at least ${known.lowest}.${otherDate}`);
}

/** Or whoever reads both would wonder which of the two dates is meant. */
const sayOtherDate = (known: string | undefined, said: string | undefined): string =>
  known && said && datesDiffer(known, said)
    ? ` That is what the directory says; the application dates the review ${said}.`
    : '';

const sayReview = (rating: Rating, answer: QualityReviewAnswer | undefined): string =>
  answer?.when ? `${rating} (${answer.when})` : rating;

function judgeUnknownReview(
  atLeast: Rating,
  answer: QualityReviewAnswer | undefined,
  said: Rating | undefined,
): Judgement {
  if (!answer)
    return cannotVerify(
      'The directory holds no Quality Review of this school, and the question on it is not answered yet.',
    );
  if (!said)
    return cannotVerify(
      'The application says that the school has had no Quality Review; staff will ask about it.',
    );
  return isAtLeast(said, atLeast)
    ? cannotVerify(
        `The application says ${sayReview(said, answer)}; the directory holds no Quality Review of this school, so staff will check.`,
      )
    : notMet(`The application says ${sayReview(said, answer)}; ${atLeast} is needed.`);
}

function judgeAdmission({ fullyScreened }: School, answer: HostAnswers['admissions'] | undefined): Judgement {
  if (answer?.admission === 'all-screened')
    return notMet('The application says that every program admits by grades or tests.');
  if (fullyScreened === false) return met('The directory shows that not every program screens.');
  if (!answer)
    return cannotVerify(
      fullyScreened
        ? 'The directory shows a screen for every program, and the question on admission is not answered yet.'
        : 'The directory does not say how this school admits, and the question on it is not answered yet.',
    );
  const said =
    answer.admission === 'language-only'
      ? 'The application says that the only screen is one of language'
      : 'The application says that not every program screens';
  return cannotVerify(
    fullyScreened
      ? `${said}; the directory shows a screen for every program. Staff will check.`
      : `${said}; the directory does not tell, so staff will check.`,
  );
}

function judgePractices(program: Program, answer: HostAnswers['practices'] | undefined): Judgement {
  if (!answer) return cannotVerify('The question on what the school can share is not answered yet.');
  return answer.focusAreas.length > 0
    ? met(
        `The school offers practice in: ${focusAreaNames(program, answer.focusAreas)}. Readers weigh the evidence.`,
      )
    : notMet('The application names no area in which the school has a practice to share.');
}

function judgeCommitment(answer: HostAnswers['commitment'] | undefined): Judgement {
  if (!answer) return cannotVerify('The question on commitment is not answered yet.');
  return answer.priority
    ? met('The application says that principal and staff will make this a priority in the year.')
    : notMet('The application says that this cannot be a priority in the year.');
}
