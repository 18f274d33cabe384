import * as v from 'valibot';
import {
  type Application,
  decisionNames,
  decisionOutcomes,
  endings,
  parseReference,
  recommendations,
  removalReasons,
} from '#domain/admission/application.ts';
import { type ApplicationEvent, sentAgainKinds } from '#domain/admission/events.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import {
  type AnswerOf,
  type AnswersOf,
  type Field,
  type Topic,
  topics,
  topicsOf,
} from '#domain/admission/topics.ts';
import { contactRoles } from '#domain/base/person.ts';
import type { Role } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { allOf, keyOf } from './keys.ts';
import {
  applicantSchema,
  type Exactly,
  entryOf,
  growing,
  list,
  maybe,
  namedSchoolSchema,
  type Parser,
  parseRecord,
  principalSchema,
  staffSchema,
  text,
} from './parse-record.ts';
import { schoolSchema } from './school-schema.ts';

export const applicationEvents = [
  v.object({ type: v.literal('application-started') }),
  v.object({ type: v.literal('role-changed') }),
  v.object({ type: v.literal('deadline-extended') }),
  v.object({ type: v.literal('application-submitted') }),
  v.object({ type: v.literal('answers-changed') }),
  v.object({ type: v.literal('reviewers-assigned'), reviewers: list(text) }),
  v.object({ type: v.literal('reviewer-recused'), reviewer: text }),
  v.object({ type: v.literal('review-recorded'), reviewer: text }),
  v.object({ type: v.literal('note-added') }),
  v.object({ type: v.literal('information-requested') }),
  v.object({ type: v.literal('information-supplied') }),
  v.object({ type: v.literal('information-withdrawn') }),
  v.object({ type: v.literal('application-decided') }),
  v.object({ type: v.literal('decision-planned') }),
  v.object({ type: v.literal('decision-unplanned') }),
  v.object({ type: v.literal('decision-reversed') }),
  v.object({ type: v.literal('place-confirmed') }),
  v.object({ type: v.literal('place-extended') }),
  v.object({ type: v.literal('draft-invited') }),
  v.object({
    type: v.literal('application-withdrawn'),
    was: maybe(v.picklist(['accepted', 'waitlisted'])),
    partnership: maybe(v.object({ host: namedSchoolSchema, facilitator: staffSchema })),
  }),
  v.object({ type: v.literal('application-reinstated') }),
  v.object({
    type: v.literal('contact-corrected'),
    again: maybe(list(v.picklist(sentAgainKinds))),
    to: maybe(list(v.picklist(contactRoles))),
    bySchool: maybe(v.literal(true)),
  }),
] as const;

const entry = v.object({
  ...entryOf(applicationEvents).entries,
  outcome: maybe(v.picklist(decisionOutcomes)),
  because: maybe(v.picklist(removalReasons)),
  afterOthers: maybe(v.literal(true)),
});

/** Decisions of older releases have their outcome only as their note. */
const withOutcome = (one: v.InferOutput<typeof entry>): typeof one => {
  if (one.what !== 'application-decided' || one.outcome) return one;
  const outcome = decisionOutcomes.find((each) => decisionNames[each] === one.note);
  return outcome ? { ...one, outcome } : one;
};
export const applicationHistory = list(v.pipe(entry, v.transform(withOutcome)));

const role = v.picklist(['host', 'partner']);

function fieldSchema(field: Field): v.GenericSchema {
  switch (field.kind) {
    case 'years':
    case 'percent':
    case 'places':
      return v.number();
    case 'yes or no':
      return v.boolean();
    case 'areas':
    case 'ranked areas':
      return list(text);
    case 'choice':
      return v.picklist(field.options);
    case 'choices':
      return list(v.picklist(field.options));
    default:
      return text;
  }
}

/** The stored answers on one page of questions. */
export function topicSchema<T extends Topic>(topic: T): Parser<AnswerOf<T>>;
export function topicSchema(topic: Topic): Parser<object> {
  const fields = Object.entries<Field>(topics[topic].fields).map(([name, field]) => {
    const schema = fieldSchema(field);
    return [name, field.optional ? maybe(schema) : schema];
  });
  return v.object(Object.fromEntries(fields));
}

const topicSchemas = (role: Role) => topicsOf(role).map((topic) => [topic, topicSchema(topic)] as const);

function answersSchema<R extends Role>(role: R): Parser<AnswersOf<R>>;
function answersSchema(role: Role): Parser<object> {
  return v.object(Object.fromEntries(topicSchemas(role)));
}

export function draftSchema<R extends Role>(role: R): Parser<Partial<AnswersOf<R>>>;
export function draftSchema(role: Role): Parser<object> {
  return v.object(Object.fromEntries(topicSchemas(role).map(([topic, schema]) => [topic, maybe(schema)])));
}

const reviewVersion = {
  at: text,
  scores: v.record(text, v.number()),
  recommendation: v.picklist(recommendations),
  comment: text,
  afterOthers: maybe(v.literal(true)),
};

export const reviewSchema = v.object({
  ...reviewVersion,
  reviewer: text,
  reviewerName: text,
  earlier: maybe(list(v.object(reviewVersion))),
});

export const inquirySchema = v.object({
  question: text,
  askedBy: text,
  askedAt: text,
  dueOn: maybe(text),
  withdrawn: maybe(v.object({ by: text, at: text })),
  answer: maybe(v.object({ text, at: text })),
});

export const decisionSchema = v.object({
  outcome: v.picklist(decisionOutcomes),
  reason: text,
  by: text,
  at: text,
  confirmedAt: maybe(text),
  confirmedBy: maybe(text),
  confirmBy: maybe(text),
  until: maybe(text),
  ending: maybe(v.picklist(endings)),
});

const submission = {
  submittedAt: text,
  reviewers: list(text),
  recused: list(text),
  reviews: list(reviewSchema),
  inquiries: list(inquirySchema),
  notes: maybe(list(v.object({ by: text, at: text, text }))),
  reversals: maybe(list(v.object({ decision: decisionSchema, reason: text, by: text, at: text }))),
};

const asHost = { role: v.literal('host'), answers: answersSchema('host') };
const asPartner = { role: v.literal('partner'), answers: answersSchema('partner') };
const asDraftHost = { role: v.literal('host'), answers: draftSchema('host') };
const asDraftPartner = { role: v.literal('partner'), answers: draftSchema('partner') };

const withdrawal = {
  withdrawnAt: text,
  was: maybe(v.object({ ...submission, decision: maybe(decisionSchema) })),
};

const replaced = {
  ...{ school: schoolSchema, applicant: applicantSchema, principal: maybe(principalSchema), startedAt: text },
  ...withdrawal,
};

const earlierSchema = v.variant('role', [
  v.object({ ...replaced, ...asDraftHost }),
  v.object({ ...replaced, ...asDraftPartner }),
]);

const common = {
  version: v.number(),
  reference: text,
  cycleId: text,
  school: schoolSchema,
  applicant: applicantSchema,
  ownership: maybe(text),
  principal: maybe(principalSchema),
  startedAt: text,
  extendedTo: maybe(text),
  earlier: maybe(list(earlierSchema)),
  history: applicationHistory,
};

const received = {
  ...common,
  ...submission,
  planned: maybe(v.object({ ...decisionSchema.entries, on: text })),
  reopenedTo: maybe(text),
};

const draft = {
  ...common,
  state: v.literal('draft'),
  invited: maybe(v.object({ reason: text, by: text, at: text })),
};
const submitted = { ...received, state: v.literal('submitted') };
const decided = { ...received, state: v.literal('decided'), decision: decisionSchema };
const withdrawn = {
  ...common,
  state: v.literal('withdrawn'),
  ...withdrawal,
};

export const applicationSchema = v.variant('state', [
  v.variant('role', [growing({ ...draft, ...asDraftHost }), growing({ ...draft, ...asDraftPartner })]),
  v.variant('role', [growing({ ...submitted, ...asHost }), growing({ ...submitted, ...asPartner })]),
  v.variant('role', [growing({ ...decided, ...asHost }), growing({ ...decided, ...asPartner })]),
  v.variant('role', [
    growing({ ...withdrawn, ...asDraftHost }),
    growing({ ...withdrawn, ...asDraftPartner }),
  ]),
]);

export const summarySchema = v.object({
  reference: text,
  state: v.picklist(['draft', 'submitted', 'decided', 'withdrawn']),
  role,
  schoolId: text,
  schoolName: text,
  region: text,
  levels: list(v.picklist(levels)),
  focusAreas: list(text),
  places: maybe(v.number()),
  startedAt: text,
  submittedAt: maybe(text),
  reviewers: list(text),
  reviewedBy: list(text),
  recommendations: list(v.picklist(recommendations)),
  meanScore: maybe(v.number()),
  findings: v.object({ met: v.number(), 'not-met': v.number(), 'cannot-verify': v.number() }),
  outcome: maybe(v.picklist(decisionOutcomes)),
  awaitsSchool: v.boolean(),
  plannedFor: maybe(text),
  place: maybe(v.object({ confirmBy: text, confirmedAt: maybe(text), confirmedBy: maybe(text) })),
  waitlistedUntil: maybe(text),
  needsNoAnswer: maybe(v.literal(true)),
}) satisfies Parser<ApplicationSummary>;

export const applicationRecords = aggregateRecord<Application, ApplicationEvent>(
  'application',
  ({ cycleId, school }) => keyOf.application(cycleId, school.id),
  applicationSchema satisfies Exactly<Application, typeof applicationSchema>,
  ({ cycleId, startedAt, reference }) => ({
    overviewKey: cycleId,
    overviewSort: `${startedAt}#${reference}`,
  }),
);

/** The applications in a table, to read. `openApplicationCommits` writes them. */
export function openApplications(table: Table) {
  const applications = openAggregates(table, applicationRecords);
  return {
    /** By application number, `2014-13K113`; undefined if it is malformed. */
    application: async (reference: string) => {
      const parts = parseReference(reference);
      return parts && applications.one(keyOf.application(parts.cycleId, parts.schoolId));
    },

    /** Every application of a cycle, complete and current: a few kB each. For lists, use `summaries`. */
    applications: (cycleId: string) => applications.all(keyOf.application(cycleId, '')),

    applicationCount: (cycleId: string) => table.howMany(allOf(keyOf.application(cycleId, ''))),

    /** A summary of every application in a cycle, oldest first. May be a moment behind the last commit. */
    summaries: async (cycleId: string): Promise<readonly ApplicationSummary[]> => {
      const records = await table.query({
        IndexName: 'overview',
        KeyConditionExpression: 'overviewKey = :cycle',
        ExpressionAttributeValues: { ':cycle': { S: cycleId } },
      });
      return records.map((record) => parseRecord(v.object({ summary: summarySchema }), record).summary);
    },
  };
}
