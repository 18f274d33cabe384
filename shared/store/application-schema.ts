import * as v from 'valibot';
import {
  type Application,
  decisionNames,
  decisionOutcomes,
  recommendations,
} from '#domain/admission/application.ts';
import type { ApplicationEvent, RequestEvent } from '#domain/admission/events.ts';
import { type ApplicationRequest, requestedReference, requestKeptUntil } from '#domain/admission/request.ts';
import type { Roster } from '#domain/admission/roster.ts';
import type { ApplicationSummary } from '#domain/admission/summary.ts';
import {
  type AnswerOf,
  type AnswersOf,
  type Field,
  type Topic,
  topics,
  topicsOf,
} from '#domain/admission/topics.ts';
import type { Role } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { applicantSchema, contactCorrected, entryOf, namedSchool } from './event-schema.ts';
import { epochSeconds, keyOf, parserOf, recordOf, requestsFor } from './keys.ts';
import { type Exactly, growing, list, maybe, type Parser, text } from './parse-record.ts';
import { schoolSchema } from './school-schema.ts';
import type { StoredRecord } from './table.ts';

export const applicationEvents = [
  v.object({ type: v.literal('application-started') }),
  v.object({ type: v.literal('application-submitted') }),
  v.object({ type: v.literal('reviewers-assigned'), reviewers: list(text) }),
  v.object({ type: v.literal('reviewer-recused'), reviewer: text }),
  v.object({ type: v.literal('review-recorded'), reviewer: text }),
  v.object({ type: v.literal('information-requested') }),
  v.object({ type: v.literal('information-supplied') }),
  v.object({ type: v.literal('application-decided') }),
  v.object({
    type: v.literal('application-withdrawn'),
    was: maybe(v.picklist(['accepted', 'waitlisted'])),
    partnership: maybe(v.object({ host: namedSchool, facilitator: v.object({ email: text, name: text }) })),
  }),
  contactCorrected,
] as const;

export const requestEvent = v.object({
  type: v.literal('link-requested'),
  reply: v.picklist(['start', 'return', 'taken', 'unknown']),
});

const entry = v.object({
  ...entryOf(applicationEvents).entries,
  outcome: maybe(v.picklist(decisionOutcomes)),
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

const common = {
  version: v.number(),
  reference: text,
  cycleId: text,
  school: schoolSchema,
  applicant: applicantSchema,
  ownership: maybe(text),
  startedAt: text,
  history: applicationHistory,
};

export const reviewSchema = v.object({
  reviewer: text,
  reviewerName: text,
  at: text,
  scores: v.record(text, v.number()),
  recommendation: v.picklist(recommendations),
  comment: text,
});

export const inquirySchema = v.object({
  question: text,
  askedBy: text,
  askedAt: text,
  answer: maybe(v.object({ text, at: text })),
});

const received = {
  ...common,
  submittedAt: text,
  reviewers: list(text),
  recused: list(text),
  reviews: list(reviewSchema),
  inquiries: list(inquirySchema),
};

export const decisionSchema = v.object({
  outcome: v.picklist(decisionOutcomes),
  reason: text,
  by: text,
  at: text,
});

const asHost = { role: v.literal('host'), answers: answersSchema('host') };
const asPartner = { role: v.literal('partner'), answers: answersSchema('partner') };
const asDraftHost = { role: v.literal('host'), answers: draftSchema('host') };
const asDraftPartner = { role: v.literal('partner'), answers: draftSchema('partner') };

const draft = { ...common, state: v.literal('draft') };
const submitted = { ...received, state: v.literal('submitted') };
const decided = { ...received, state: v.literal('decided'), decision: decisionSchema };
const withdrawn = { ...common, state: v.literal('withdrawn'), withdrawnAt: text };

export const applicationSchema = v.variant('state', [
  v.variant('role', [growing({ ...draft, ...asDraftHost }), growing({ ...draft, ...asDraftPartner })]),
  v.variant('role', [growing({ ...submitted, ...asHost }), growing({ ...submitted, ...asPartner })]),
  v.variant('role', [growing({ ...decided, ...asHost }), growing({ ...decided, ...asPartner })]),
  v.variant('role', [
    growing({ ...withdrawn, ...asDraftHost }),
    growing({ ...withdrawn, ...asDraftPartner }),
  ]),
]) satisfies Parser<Application>;

export const requestSchema = growing({
  version: v.number(),
  id: text,
  cycleId: text,
  school: v.object({ id: text, name: text }),
  role,
  applicant: applicantSchema,
  askedAt: text,
  expiresAt: text,
  ownership: maybe(text),
  renewedAt: maybe(text),
}) satisfies Parser<ApplicationRequest>;

const storedConflict = v.object({ email: text, schoolId: text, by: text });

export const rosterSchema = v.pipe(
  growing({
    version: v.number(),
    cycleId: text,
    reviewers: list(v.object({ email: text, name: text, conflicts: list(text) })),
    // Rosters of earlier versions have none of these, and keep conflicts with the reviewers who declared them.
    facilitators: v.optional(list(v.object({ email: text, name: text, regions: list(text) })), []),
    conflicts: v.optional(list(storedConflict)),
    recusals: v.optional(list(v.object({ email: text, schoolId: text })), []),
  }),
  v.transform(({ reviewers, conflicts, ...rest }) => ({
    ...rest,
    reviewers: reviewers.map(({ email, name }) => ({ email, name })),
    conflicts:
      conflicts ??
      reviewers.flatMap(({ email, conflicts: declared }) =>
        declared.map((schoolId) => ({ email, schoolId, by: email })),
      ),
  })),
) satisfies Parser<Roster>;

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
}) satisfies Parser<ApplicationSummary>;

export const applicationRecord = (
  application: Application,
  events: readonly ApplicationEvent[],
  summary: ApplicationSummary,
): StoredRecord => ({
  ...recordOf(
    'application',
    keyOf.application(application.cycleId, application.school.id),
    application,
    events,
  ),
  overviewKey: application.cycleId,
  overviewSort: `${application.startedAt}#${application.reference}`,
  summary,
});

export const requestRecord = (
  request: ApplicationRequest,
  events: readonly RequestEvent[],
): StoredRecord => ({
  ...recordOf('application-request', keyOf.request(request.id), request, events),
  ...(events.some(({ reply }) => reply === 'start')
    ? {
        overviewKey: requestsFor(requestedReference(request)),
        overviewSort: `${request.applicant.email}#${request.expiresAt}`,
      }
    : {}),
  expiresAt: epochSeconds(requestKeptUntil(request)),
});

/** Reviewers are also stored with their conflicts: during a deployment, the previous release reads them there. */
export function rosterRecord(roster: Roster): StoredRecord {
  const ofReviewer = (email: string) =>
    roster.conflicts.flatMap((one) => (one.email === email ? [one.schoolId] : []));
  const reviewers = roster.reviewers.map((one) => ({ ...one, conflicts: ofReviewer(one.email) }));
  const stored = { ...roster, reviewers };
  return recordOf('roster', keyOf.roster(roster.cycleId), stored, []);
}

export const parseApplication: (record: StoredRecord) => Application = parserOf(
  applicationSchema satisfies Exactly<Application, typeof applicationSchema>,
);
export const parseRequest: (record: StoredRecord) => ApplicationRequest = parserOf(
  requestSchema satisfies Exactly<ApplicationRequest, typeof requestSchema>,
);
export const parseRoster: (record: StoredRecord) => Roster = parserOf(
  rosterSchema satisfies Exactly<Roster, typeof rosterSchema>,
);
