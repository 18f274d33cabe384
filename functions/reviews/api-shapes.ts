import * as v from 'valibot';
import { letters } from '../../shared/api/letter-shapes.ts';
import {
  answers,
  findings,
  history,
  knownSchool,
  outcomeAndReason,
  reference,
  role,
  submittedAt,
  version,
} from '../../shared/api/shapes.ts';
import {
  count,
  email,
  flag,
  listOf,
  maybe,
  named,
  oneOf,
  said,
  text,
  texts,
} from '../../shared/api/words.ts';
import { levels } from '../../shared/domain/school.ts';
import { standings } from '../../shared/domain/standing.ts';
import { decisionSchema, inquirySchema, reviewSchema, summarySchema } from '../../shared/store/schemas.ts';

const standing = said(v.picklist(standings), 'Where it stands, for staff');
const level = v.picklist(levels);

export const row = named(
  'ApplicationRow',
  v.object({
    ...v.pick(summarySchema, ['reference', 'role', 'schoolName', 'region', 'levels']).entries,
    findings: v.object(v.entriesFromList(['met', 'not-met', 'cannot-verify'], count('How many are'))),
    submittedAt: maybe(submittedAt),
    standing,
    waitingDays: count('Days since it was sent, or begun'),
    readers: count('How many read it'),
    reviews: count('How many have'),
    meanScore: maybe(said(v.number(), 'For directors: the mean of all scores')),
  }),
);

export const review = named('Review', reviewSchema);
export const decision = named('Decision', decisionSchema);

const unsent = { reference, version, role, school: knownSchool, standing };
const received = {
  ...unsent,
  submittedAt,
  answers,
  findings,
  inquiries: listOf(named('Inquiry', inquirySchema), 'What staff asked and the school answered'),
  reviews: listOf(review, 'The reviews that whoever is signed in may see'),
  history,
};
export const application = v.variant('state', [
  v.object({ ...unsent, state: v.picklist(['draft', 'withdrawn']) }),
  v.object({ ...received, state: v.literal('submitted') }),
  v.object({ ...received, state: v.literal('decided'), decision }),
]);

const tally = named(
  'Tally',
  v.object({
    inRunning: count('How many are neither declined nor withdrawn'),
    accepted: count('How many are accepted'),
    atLeast: maybe(count('How many there should be')),
  }),
);
export const coverage = v.object({
  all: tally,
  levels: v.array(v.object({ level, total: tally })),
  regions: v.array(
    v.object({
      region: v.string(),
      total: tally,
      cells: listOf(v.object({ level, tally }), 'By level; a school of several counts in each'),
    }),
  ),
});
export const shortfall = v.object({
  name: text('Which schools the quota is for, for people'),
  region: maybe(v.string()),
  level: maybe(level),
  missing: count('How many more it takes'),
});

export const previewed = v.object({
  reference,
  version,
  ...outcomeAndReason.entries,
  changed: flag('Whether it changed since it was looked at'),
  letters,
});
export const seen = texts('Each application and its version, to be sent back');
export const refused = listOf(
  v.object({ reference, why: text('Why it was not decided') }),
  'The others, and why',
);
export const decidedTogether = v.object({ decided: texts('The applications that were decided'), refused });
export const reader = v.object({
  name: text('The name'),
  email: email('The address'),
  assigned: count('How many applications they were given'),
  toRead: count('How many of them they have still to read'),
  conflicts: count('From how many schools they are kept'),
});

export const conflict = v.object({
  id: text('The id of the school'),
  school: text('Its name'),
  email: email('The address of whoever has the conflict'),
  name: text('Their name; their address where they are on no list any more'),
  declaredBy: oneOf(['self', 'director'], 'Who declared it'),
});
export const concerned = v.object({
  email: email('The address'),
  name: text('The name'),
  costs: oneOf(
    ['review', 'reading', 'nothing'],
    'What it takes from the application: a recorded review, one of its readers, or nothing',
  ),
});
