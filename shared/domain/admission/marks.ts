import { rounded } from '#domain/base/wording.ts';
import type { Program, partnerMarkKinds } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import type { PartnerAnswers } from './answers.ts';
import { cannotVerify, judging, met, notMet, unanswered } from './criteria.ts';
import type { AnswerOf } from './topics.ts';

const judgeMarks = judging<typeof partnerMarkKinds, PartnerAnswers>({
  'new-principal': ({ fromYears: from, toYears: to }, { principalYearsHere: listed }, { leadership }) => {
    const isPast = listed !== undefined && listed > to;
    if (!leadership)
      return isPast ? notMet({ kind: 'listed-as-not-new', listed, from, to }) : unanswered('leadership');
    const reported = rounded(leadership.yearsHere + leadership.yearsElsewhere);
    if (reported < from || reported > to) return notMet({ kind: 'not-new', reported, from, to });
    return isPast
      ? cannotVerify({ kind: 'longer-listed', reported, listed })
      : met({ kind: 'new-principal', reported });
  },

  'diverse-needs': (mark, school, { students: answer = {} }) => {
    const known = knownShares(school);
    const thresholds = [
      { group: 'poverty', threshold: mark.povertyPercent },
      { group: 'blackOrHispanic', threshold: mark.blackOrHispanicPercent },
      { group: 'studentsWithDisabilities', threshold: mark.otherNeedPercent },
      { group: 'englishLanguageLearners', threshold: mark.otherNeedPercent },
      { group: 'chronicallyAbsent', threshold: mark.otherNeedPercent },
    ] as const;
    const reached = thresholds.flatMap(({ group, threshold }) => {
      const percent = answer[group] ?? known[group];
      if (percent === undefined || percent < threshold) return [];
      const listed = known[group];
      return [{ share: { group, percent }, isDisputed: listed !== undefined && listed < threshold }];
    });
    const undisputed = reached.filter(({ isDisputed }) => !isDisputed);
    if (undisputed.length > 0)
      return met({ kind: 'high-needs', shares: undisputed.map(({ share }) => share) });
    if (reached.length > 0)
      return cannotVerify({ kind: 'lower-needs-listed', shares: reached.map(({ share }) => share) });
    return thresholds.every(({ group }) => (answer[group] ?? known[group]) !== undefined)
      ? notMet({ kind: 'no-high-needs' })
      : cannotVerify({ kind: 'needs-not-listed' });
  },

  'wants-to-improve': (_, __, { improvement }) => {
    if (!improvement) return unanswered('improvement');
    const { focusAreas } = improvement;
    return focusAreas.length > 0
      ? met({ kind: 'improves-areas', focusAreas })
      : notMet({ kind: 'improves-nothing' });
  },
});

/** Checks a partner applicant against the marks that the program looks for, in their order. None is required. */
export const markPartner = ({ partnerMarks }: Program, school: School, answers: Partial<PartnerAnswers>) =>
  judgeMarks(partnerMarks, school, answers);

/** The percentages that an application asks for, as far as the directory has them. */
export function knownShares({ demographics }: School): AnswerOf<'students'> {
  const { black, hispanic, ...rest } = demographics;
  // One of the two alone would look as if the school had no students of the other group.
  return black === undefined || hispanic === undefined
    ? rest
    : { ...rest, blackOrHispanic: Math.min(100, rounded(black + hispanic)) };
}
