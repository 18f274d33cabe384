import * as v from 'valibot';
import { type Outcome, reasonFacts } from '#domain/admission/criteria.ts';
import { admissions, topics, topicsOf } from '#domain/admission/topics.ts';
import { ratings } from '#domain/program/school.ts';
import { applicationHistory, decisionSchema, draftSchema, summarySchema } from '#store/applications.ts';
import { arcSchema, partnershipHistory, visitSchema } from '#store/partnerships.ts';
import { directoryPageSchema, schoolSchema } from '#store/school-schema.ts';
import { count, instant, listOf, maybe, named, said, text, whole } from './schema.ts';

/** Shapes that several functions use in answers. Stored data is described by the schemas that parse it. */
export const { role } = summarySchema.entries;
export const partnership = text('The partnership: its host’s application number');
export const reference = text('The application number: its cycle and its school, like `2027-13K113`');

const school = named('School', schoolSchema);
export const knownSchool = said(school, 'The school, as the directory listed it');
export const directoryEntry = named('DirectoryEntry', directoryPageSchema.entries.schools.item);

/** Topics without an answer are left out. */
export const answers = said(
  v.union([named('HostAnswers', draftSchema('host')), named('PartnerAnswers', draftSchema('partner'))]),
  'Saved answers, by topic',
);
export const everyTopic = [...new Set([...topicsOf('host'), ...topicsOf('partner')])];

const review = { rating: v.picklist(ratings), when: maybe(v.string()) };
const facts = {
  topic: v.picklist(everyTopic),
  years: v.number(),
  rating: review.rating,
  review: v.object(review),
  'listed review': v.object({
    ...review,
    reportedWhen: maybe(text('The date in the application, if it’s another one')),
  }),
  admission: v.picklist(admissions),
  areas: v.array(v.string()),
  shares: v.array(v.object({ group: v.picklist(Object.keys(topics.students.fields)), percent: v.number() })),
};
const reason = named(
  'Reason',
  v.variant(
    'kind',
    Object.entries(reasonFacts).map(([kind, needs]) => {
      const needed = Object.entries<keyof typeof facts>(needs).map(([name, fact]) => [name, facts[fact]]);
      return v.object({ kind: v.literal(kind), ...Object.fromEntries(needed) });
    }),
  ),
);
export const findings = said(
  v.array(
    named(
      'Finding',
      v.object({
        id: text('The ID of the criterion or mark'),
        statement: text('The requirement'),
        outcome: v.picklist(['met', 'not-met', 'cannot-verify'] satisfies Outcome[]),
        reason,
        why: text('The reason as a sentence, shown to applicants and staff'),
      }),
    ),
  ),
  'Each criterion or mark, with the school’s result',
);
export const outcomeAndReason = v.pick(decisionSchema, ['outcome', 'reason']);
export const version = whole('Increases with every change');
export const submittedAt = instant('When it was submitted, in UTC');

export const staffMember = named('StaffMember', v.object({ name: v.string(), email: v.string() }));

const what = v.picklist([
  ...new Set([
    ...applicationHistory.item.entries.what.options,
    ...partnershipHistory.item.entries.what.options,
  ]),
]);
/** Of applications and of partnerships. */
export const history = said(
  v.array(named('HistoryEntry', v.object({ ...applicationHistory.item.entries, what }))),
  'History: what was done, when, and who did it',
);

/** The shape of emails in answers. */
const row = v.object({ question: v.string(), answer: v.string() });
const entry = v.object({ label: v.string(), href: v.string(), note: v.string() });

const block = named(
  'LetterBlock',
  v.variant('kind', [
    v.object({
      kind: v.literal('paragraph'),
      text: v.string(),
      address: maybe(text('An address in the text')),
    }),
    v.object({ kind: v.picklist(['heading', 'quotation']), text: v.string() }),
    v.object({ kind: v.literal('rows'), title: v.string(), rows: v.array(row) }),
    v.object({ kind: v.literal('action'), label: text('The link’s label; the link itself is personal') }),
    v.object({ kind: v.literal('entries'), entries: v.array(entry) }),
    v.object({ kind: v.literal('steps'), steps: v.array(v.string()) }),
  ]),
);

const letter = named(
  'Letter',
  v.object({
    to: text('The address'),
    subject: text('The subject line'),
    body: listOf(block, 'The text, block by block'),
  }),
);
export const letters = listOf(letter, 'Emails as they would be sent');

/** The shape of visits and of their year in answers. */
const [booked, held, cancelled] = visitSchema.options;

export const delegation = named('Delegation', booked.entries.delegations.value);
export const proposal = named('Proposal', booked.entries.proposals.item);
export const reflection = named('Reflection', held.entries.reflections.item);

const shared = { delegations: v.record(v.string(), delegation) };
const attendance = v.record(v.string(), count('Number of people who attended, by school ID'));

export const visit = named(
  'Visit',
  v.variant('state', [
    v.object({ ...booked.entries, ...shared, proposals: v.array(proposal) }),
    v.object({ ...held.entries, ...shared, attendance, reflections: v.array(reflection) }),
    v.object({ ...cancelled.entries, ...shared }),
  ]),
);
export const arc = named('Arc', arcSchema);
