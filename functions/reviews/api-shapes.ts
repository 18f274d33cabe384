import * as v from 'valibot';
import { count, email, flag, listOf, maybe, named, oneOf, said, text, texts } from '#api/schema.ts';
import {
  answers,
  findings,
  history,
  knownSchool,
  letters,
  outcomeAndReason,
  reference,
  role,
  submittedAt,
  version,
} from '#api/shapes.ts';
import { standings } from '#domain/admission/queue.ts';
import { levels } from '#domain/program/school.ts';
import { decisionSchema, inquirySchema, reviewSchema, summarySchema } from '#store/application-schema.ts';

const standing = said(v.picklist(standings), 'The status shown to staff');
const level = v.picklist(levels);

export const row = named(
  'ApplicationRow',
  v.object({
    ...v.pick(summarySchema, ['reference', 'role', 'schoolName', 'region', 'levels']).entries,
    findings: v.object(
      v.entriesFromList(['met', 'not-met', 'cannot-verify'], count('Number with this result')),
    ),
    submittedAt: maybe(submittedAt),
    standing,
    waitingDays: count('Days since it was submitted, or started if it’s a draft'),
    readers: count('Number of reviewers'),
    reviews: count('Number of submitted reviews'),
    meanScore: maybe(said(v.number(), 'Directors only: the mean of all scores')),
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
  inquiries: listOf(named('Inquiry', inquirySchema), 'Staff questions and the school’s answers'),
  reviews: listOf(review, 'The reviews visible to the signed-in user'),
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
    inRunning: count('Number of applicants, without declined and withdrawn'),
    accepted: count('Number of accepted schools'),
    atLeast: maybe(count('The quota, at least')),
  }),
);
export const coverage = v.object({
  all: tally,
  levels: v.array(v.object({ level, total: tally })),
  regions: v.array(
    v.object({
      region: v.string(),
      total: tally,
      cells: listOf(v.object({ level, tally }), 'By level; schools with more than one level count in each'),
    }),
  ),
});
export const shortfall = v.object({
  name: text('The quota’s name, as shown to people'),
  region: maybe(v.string()),
  level: maybe(level),
  missing: count('Number of applicants still needed'),
});

export const previewed = v.object({
  reference,
  version,
  ...outcomeAndReason.entries,
  changed: flag('Whether it changed after the version you sent'),
  letters,
});
export const seen = texts('Each application and its version, to send back');
export const refused = listOf(
  v.object({ reference, why: text('Why it wasn’t decided') }),
  'The applications that weren’t decided, and why',
);
export const decidedTogether = v.object({ decided: texts('The applications that were decided'), refused });
export const reader = v.object({
  name: text('The reviewer’s name'),
  email: email('The reviewer’s email address'),
  assigned: count('Number of assigned applications'),
  toRead: count('Number of applications still to review'),
  conflicts: count('Number of schools with a conflict of interest'),
});

export const conflict = v.object({
  id: text('The school’s ID'),
  school: text('The school’s name'),
  email: email('The email address of the person with the conflict of interest'),
  name: text('The person’s name; the email address if they’re no longer on staff'),
  declaredBy: oneOf(['self', 'director'], 'Who declared it'),
});
export const concerned = v.object({
  email: email('The person’s email address'),
  name: text('The person’s name'),
  costs: oneOf(
    ['review', 'reading', 'nothing'],
    'What the application loses: a submitted review, a reviewer, or nothing',
  ),
});
