import { rounded, sayList, sayPercent, sayYears } from '#domain/base/wording.ts';
import { focusAreaNames, type PartnerMark, type Program } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import type { PartnerAnswers, StudentsAnswer } from './answers.ts';
import {
  cannotVerify,
  type Finding,
  type Judgement,
  met,
  notMet,
  type Wording,
  wordings,
} from './criteria.ts';

/** Checks a partner applicant against the marks that the program looks for, in their order. None is required. */
export const markPartner = (
  program: Program,
  school: School,
  answers: Partial<PartnerAnswers>,
  words: Wording = wordings.school,
): readonly Finding[] =>
  program.partnerMarks.map((mark) => ({
    id: mark.id,
    statement: mark.statement,
    ...judgeMark(mark, program, school, answers, words),
  }));

function judgeMark(
  mark: PartnerMark,
  program: Program,
  school: School,
  answers: Partial<PartnerAnswers>,
  words: Wording,
): Judgement {
  switch (mark.kind) {
    case 'new-principal':
      return judgeNewPrincipal(mark, school, answers.leadership, words);
    case 'diverse-needs':
      return judgeNeeds(mark, school, answers.students ?? {}, words);
    case 'wants-to-improve':
      return judgeWish(program, answers.improvement, words);
  }
}

function judgeNewPrincipal(
  { fromYears, toYears }: Extract<PartnerMark, { kind: 'new-principal' }>,
  { principalYearsHere: known }: School,
  answer: PartnerAnswers['leadership'] | undefined,
  { you, unanswered, check }: Wording,
): Judgement {
  const wanted = `We look for ${fromYears} to ${toYears} years.`;
  const isPast = known !== undefined && known > toYears;
  if (!answer)
    return isPast
      ? notMet(`The directory lists ${sayYears(known)} as principal of this school. ${wanted}`)
      : cannotVerify(unanswered('leadership'));
  const total = rounded(answer.yearsHere + answer.yearsElsewhere);
  if (total < fromYears || total > toYears)
    return notMet(`The principal has been in the role for ${sayYears(total)}. ${wanted}`);
  return isPast
    ? cannotVerify(
        `${you} reported ${sayYears(total)} in the role. The directory lists ${sayYears(known)} at this school, ${check}.`,
      )
    : met(`The principal has been in the role for ${sayYears(total)}.`);
}

function judgeNeeds(
  mark: Extract<PartnerMark, { kind: 'diverse-needs' }>,
  school: School,
  answer: StudentsAnswer,
  { you, check }: Wording,
): Judgement {
  const known = knownShares(school);
  const shares = [
    { need: 'live in poverty', name: 'poverty', threshold: mark.povertyPercent },
    { need: 'are Black or Hispanic', name: 'blackOrHispanic', threshold: mark.blackOrHispanicPercent },
    { need: 'have disabilities', name: 'studentsWithDisabilities', threshold: mark.otherNeedPercent },
    {
      need: 'are English language learners',
      name: 'englishLanguageLearners',
      threshold: mark.otherNeedPercent,
    },
    { need: 'are chronically absent', name: 'chronicallyAbsent', threshold: mark.otherNeedPercent },
  ] as const;
  const reached = shares.flatMap(({ need, name, threshold }) => {
    const share = answer[name] ?? known[name];
    if (share === undefined || share < threshold) return [];
    const onRecord = known[name];
    const isDisputed = onRecord !== undefined && onRecord < threshold;
    return [{ isDisputed, percent: sayPercent(share), need }];
  });
  const undisputed = reached.filter(({ isDisputed }) => !isDisputed);
  if (undisputed.length > 0) return met(`${sayShares(undisputed)}.`);
  if (reached.length > 0)
    return cannotVerify(`${you} reported that ${sayShares(reached)}. The directory shows fewer, ${check}.`);
  return shares.every(({ name }) => (answer[name] ?? known[name]) !== undefined)
    ? notMet('No student group reaches the threshold.')
    : cannotVerify('No known student group reaches the threshold, and some percentages are missing.');
}

/** "82% of students live in poverty and 85% are Black or Hispanic" */
const sayShares = (shares: readonly { readonly percent: string; readonly need: string }[]): string =>
  sayList(shares.map(({ percent, need }, index) => `${percent}${index === 0 ? ' of students' : ''} ${need}`));

/** The percentages that an application asks for, as far as the directory has them. */
export function knownShares({ demographics }: School): StudentsAnswer {
  const { black, hispanic, ...rest } = demographics;
  // One of the two alone would look as if the school had no students of the other group.
  return black === undefined || hispanic === undefined
    ? rest
    : { ...rest, blackOrHispanic: Math.min(100, rounded(black + hispanic)) };
}

function judgeWish(
  program: Program,
  answer: PartnerAnswers['improvement'] | undefined,
  { you, unanswered }: Wording,
): Judgement {
  if (!answer) return cannotVerify(unanswered('improvement'));
  return answer.focusAreas.length > 0
    ? met(`The school wants to improve in: ${focusAreaNames(program, answer.focusAreas)}.`)
    : notMet(`${you} didn’t choose an area to improve in.`);
}
