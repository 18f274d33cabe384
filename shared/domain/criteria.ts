import type { HostAnswers, LeadershipAnswer, PartnerAnswers } from './answers.ts';
import { focusAreaName, type HostCriterion, type PartnerMark, type Program } from './program.ts';
import { isAtLeast, type School } from './school.ts';

/** What can be said of a school and one criterion. "Cannot verify" means that staff have to look. */
export type Outcome = 'met' | 'not-met' | 'cannot-verify';

export const outcomeNames: Readonly<Record<Outcome, string>> = {
  met: 'Met',
  'not-met': 'Not met',
  'cannot-verify': 'Cannot verify',
};

/** One criterion held against one school; `why` is a sentence for the applicant and for staff. */
export type Finding = {
  readonly id: string;
  readonly statement: string;
  readonly outcome: Outcome;
  readonly why: string;
};

type Judgement = Pick<Finding, 'outcome' | 'why'>;

const met = (why: string): Judgement => ({ outcome: 'met', why });
const notMet = (why: string): Judgement => ({ outcome: 'not-met', why });
const cannotVerify = (why: string): Judgement => ({ outcome: 'cannot-verify', why });

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
      return judgeQualityReview(criterion, school, answers['quality-review']);
    case 'not-fully-screened':
      return judgeAdmission(school, answers.admissions);
    case 'shares-practice':
      return judgePractices(program, answers.practices);
    case 'commits':
      return judgeCommitment(answers.commitment);
  }
}

const years = (count: number) => `${Number(count.toFixed(1))} ${count === 1 ? 'year' : 'years'}`;

function judgeLeadership(atLeast: number, school: School, answer: LeadershipAnswer | undefined): Judgement {
  const known = school.principalYearsHere;
  if (known !== undefined && known >= atLeast)
    return met(`The directory shows the principal at this school for ${years(known)}.`);
  if (!answer) return cannotVerify('The question on leadership experience is not answered yet.');
  const total = answer.yearsHere + answer.yearsElsewhere;
  if (total < atLeast)
    return notMet(`You told us of ${years(total)} of leadership experience; at least ${atLeast} are needed.`);
  if (known === undefined && answer.yearsElsewhere === 0)
    return cannotVerify(`You told us of ${years(total)}; the directory has no record to compare it with.`);
  return cannotVerify(
    `You told us of ${years(total)}${answer.yearsElsewhere > 0 ? `, ${years(answer.yearsElsewhere)} of them elsewhere` : ''}. ` +
      'The directory counts years at this school only, so staff will check.',
  );
}

function judgeQualityReview(
  criterion: Extract<HostCriterion, { kind: 'quality-review' }>,
  school: School,
  answer: HostAnswers['quality-review'] | undefined,
): Judgement {
  const known = school.qualityReview;
  if (known) {
    const when = known.when ? ` (${known.when})` : '';
    return isAtLeast(known.lowest, criterion.atLeast)
      ? met(`Every indicator of the most recent Quality Review${when} is at least ${known.lowest}.`)
      : notMet(
          `The lowest indicator of the most recent Quality Review${when} is ${known.lowest}; ${criterion.atLeast} is needed.`,
        );
  }
  if (!answer) return cannotVerify('The directory holds no Quality Review of this school.');
  if (answer.rating === 'none')
    return cannotVerify(
      'You told us that the school has had no Quality Review; staff will ask you about it.',
    );
  return isAtLeast(answer.rating, criterion.atLeast)
    ? cannotVerify(
        `You told us “${answer.rating}”; the directory holds no Quality Review, so staff will check.`,
      )
    : notMet(`You told us “${answer.rating}”; ${criterion.atLeast} is needed.`);
}

function judgeAdmission(school: School, answer: HostAnswers['admissions'] | undefined): Judgement {
  const saysScreened = answer && answer.admission === 'all-screened';
  if (saysScreened) return notMet('You told us that every program admits by grades or tests.');
  if (school.fullyScreened === false) return met('The directory shows programs that do not screen.');
  if (school.fullyScreened === true)
    return cannotVerify(
      answer?.admission === 'language-only'
        ? 'The directory shows a screen for every program, and you told us that it is of language only; staff will check.'
        : 'The directory shows a screen for every program; staff will check.',
    );
  if (!answer) return cannotVerify('The directory does not say how this school admits.');
  return school.levels.includes('high') || school.levels.includes('middle')
    ? cannotVerify(
        'You told us that not every program screens; the directory does not say, so staff will check.',
      )
    : met(
        'You told us that not every program screens, and no screen is on record for this elementary school.',
      );
}

function judgePractices(program: Program, answer: HostAnswers['practices'] | undefined): Judgement {
  if (!answer) return cannotVerify('The question on what your school can share is not answered yet.');
  const areas = answer.focusAreas.map((id) => focusAreaName(program, id)).join('; ');
  return met(`You named evidence of practice in: ${areas}. Reviewers will weigh it.`);
}

function judgeCommitment(answer: HostAnswers['commitment'] | undefined): Judgement {
  if (!answer) return cannotVerify('The question on commitment is not answered yet.');
  return answer.priority
    ? met('You told us that principal and staff will make this a priority in the year.')
    : notMet('You told us that this cannot be a priority in the year.');
}

/** Holds a school that would be a partner against the marks of an ideal one, in their order. None is required. */
export const markPartner = (
  program: Program,
  school: School,
  answers: Partial<PartnerAnswers>,
): readonly Finding[] =>
  program.partnerMarks.map((mark) => ({
    id: mark.id,
    statement: mark.statement,
    ...judgeMark(mark, program, school, answers),
  }));

function judgeMark(
  mark: PartnerMark,
  program: Program,
  school: School,
  answers: Partial<PartnerAnswers>,
): Judgement {
  switch (mark.kind) {
    case 'new-principal':
      return judgeNewPrincipal(mark, school, answers.leadership);
    case 'diverse-needs':
      return judgeNeeds(mark, school, answers.students);
    case 'wants-to-improve': {
      const wish = answers.improvement;
      return wish
        ? met(
            `You want to improve in: ${wish.focusAreas.map((id) => focusAreaName(program, id)).join('; ')}.`,
          )
        : cannotVerify('The question on what you want to improve is not answered yet.');
    }
  }
}

function judgeNewPrincipal(
  mark: Extract<PartnerMark, { kind: 'new-principal' }>,
  school: School,
  answer: LeadershipAnswer | undefined,
): Judgement {
  const here = answer ? answer.yearsHere : school.principalYearsHere;
  if (here === undefined) return cannotVerify('Nothing on record says how long the principal has led.');
  const total = here + (answer?.yearsElsewhere ?? 0);
  return mark.fromYears <= total && total <= mark.toYears
    ? met(`The principal has led for ${years(total)}.`)
    : notMet(`The principal has led for ${years(total)}, not ${mark.fromYears} to ${mark.toYears}.`);
}

function judgeNeeds(
  mark: Extract<PartnerMark, { kind: 'diverse-needs' }>,
  school: School,
  answer: PartnerAnswers['students'] | undefined,
): Judgement {
  const shares = studentShares(school, answer);
  const needs: readonly (readonly [string, number | undefined, number])[] = [
    ['live in poverty', shares.poverty, mark.povertyPercent],
    ['are Black or Hispanic', shares.blackOrHispanic, mark.blackOrHispanicPercent],
    ['have disabilities', shares.studentsWithDisabilities, mark.otherNeedPercent],
    ['are English language learners', shares.englishLanguageLearners, mark.otherNeedPercent],
    ['are chronically absent', shares.chronicallyAbsent, mark.otherNeedPercent],
  ];
  const reached = needs.flatMap(([need, share, threshold]) =>
    share !== undefined && share >= threshold ? [`${Number(share.toFixed(1))} % ${need}`] : [],
  );
  if (reached.length > 0) return met(`Of its students, ${reached.join(', ')}.`);
  return needs.every(([, share]) => share !== undefined)
    ? notMet('None of the shares on record reaches its threshold.')
    : cannotVerify('None of the shares on record reaches its threshold, and some are not known.');
}

/** What the applicant says of the students, and where they say nothing, what the directory says. Percent. */
export function studentShares(
  school: School,
  answer: PartnerAnswers['students'] = {},
): PartnerAnswers['students'] {
  const { poverty, black, hispanic, ...rest } = school.demographics;
  const blackOrHispanic =
    black === undefined && hispanic === undefined ? undefined : (black ?? 0) + (hispanic ?? 0);
  return {
    ...rest,
    ...(poverty === undefined ? {} : { poverty }),
    ...(blackOrHispanic === undefined ? {} : { blackOrHispanic }),
    ...answer,
  };
}
