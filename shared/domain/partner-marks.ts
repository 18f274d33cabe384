import { rounded, sayPercent, sayYears } from './amounts.ts';
import type { PartnerAnswers, StudentsAnswer } from './answers.ts';
import { cannotVerify, type Finding, type Judgement, met, notMet } from './criteria.ts';
import { focusAreaNames, type PartnerMark, type Program } from './program.ts';
import type { School } from './school.ts';

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
    case 'wants-to-improve':
      return judgeWish(program, answers.improvement);
  }
}

function judgeNewPrincipal(
  { fromYears, toYears }: Extract<PartnerMark, { kind: 'new-principal' }>,
  { principalYearsHere: known }: School,
  answer: PartnerAnswers['leadership'] | undefined,
): Judgement {
  const isPast = known !== undefined && known > toYears;
  if (!answer)
    return isPast
      ? notMet(`The directory shows the principal at this school for ${sayYears(known)}.`)
      : cannotVerify('The question on leadership experience is not answered yet.');
  const total = rounded(answer.yearsHere + answer.yearsElsewhere);
  if (total < fromYears || total > toYears)
    return notMet(
      `The principal has been in the role for ${sayYears(total)}, not for ${fromYears} to ${toYears}.`,
    );
  return isPast
    ? cannotVerify(
        `The application tells of ${sayYears(total)} in the role; the directory shows ${sayYears(known)} at this school. Staff will check.`,
      )
    : met(`The principal has been in the role for ${sayYears(total)}.`);
}

function judgeNeeds(
  mark: Extract<PartnerMark, { kind: 'diverse-needs' }>,
  school: School,
  answer: StudentsAnswer = {},
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
    return [{ isDisputed, words: `${sayPercent(share)} ${need}` }];
  });
  const undisputed = reached.filter(({ isDisputed }) => !isDisputed);
  if (undisputed.length > 0)
    return met(`Of its students, ${undisputed.map(({ words }) => words).join(', ')}.`);
  if (reached.length > 0)
    return cannotVerify(
      `The application says that ${reached.map(({ words }) => words).join(', ')}; the directory shows fewer. Staff will check.`,
    );
  return shares.every(({ name }) => (answer[name] ?? known[name]) !== undefined)
    ? notMet('None of the shares reaches its threshold.')
    : cannotVerify('None of the known shares reaches its threshold, and some are not known.');
}

/** The shares of students that an application asks for, as far as the directory knows them. Percent. */
export function knownShares({ demographics }: School): StudentsAnswer {
  const { black, hispanic, ...rest } = demographics;
  // Either of the two alone would make the school look as if it had none of the other.
  return black === undefined || hispanic === undefined
    ? rest
    : { ...rest, blackOrHispanic: Math.min(100, rounded(black + hispanic)) };
}

function judgeWish(program: Program, answer: PartnerAnswers['improvement'] | undefined): Judgement {
  if (!answer) return cannotVerify('The question on what the school wants to improve is not answered yet.');
  return answer.focusAreas.length > 0
    ? met(`The school wants to improve in: ${focusAreaNames(program, answer.focusAreas)}.`)
    : notMet('The application names no area in which the school wants to improve.');
}
