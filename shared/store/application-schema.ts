import * as v from 'valibot';
import { admissions, teamGroups } from '#domain/admission/answers.ts';
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
import { levels, ratings } from '#domain/program/school.ts';
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

const percent = v.number();
const role = v.picklist(['host', 'partner']);

const hostAnswers = {
  leadership: v.object({ yearsHere: v.number(), yearsElsewhere: v.number() }),
  'quality-review': v.object({ rating: v.picklist([...ratings, 'none']), when: maybe(text) }),
  admissions: v.object({ admission: v.picklist(admissions) }),
  practices: v.object({ focusAreas: list(text), evidence: text }),
  hosting: v.object({ capacity: v.number() }),
  commitment: v.object({ priority: v.boolean(), statement: text }),
};

const partnerAnswers = {
  leadership: hostAnswers.leadership,
  students: v.object({
    poverty: maybe(percent),
    blackOrHispanic: maybe(percent),
    studentsWithDisabilities: maybe(percent),
    englishLanguageLearners: maybe(percent),
    chronicallyAbsent: maybe(percent),
  }),
  improvement: v.object({ focusAreas: list(text), goal: text, strengths: text }),
  team: v.object({ groups: list(v.picklist(teamGroups)), plan: text }),
  commitment: hostAnswers.commitment,
};

export const draftHostSchema = v.object({
  leadership: maybe(hostAnswers.leadership),
  'quality-review': maybe(hostAnswers['quality-review']),
  admissions: maybe(hostAnswers.admissions),
  practices: maybe(hostAnswers.practices),
  hosting: maybe(hostAnswers.hosting),
  commitment: maybe(hostAnswers.commitment),
});
export const draftPartnerSchema = v.object({
  leadership: maybe(partnerAnswers.leadership),
  students: maybe(partnerAnswers.students),
  improvement: maybe(partnerAnswers.improvement),
  team: maybe(partnerAnswers.team),
  commitment: maybe(partnerAnswers.commitment),
});

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

const asHost = { role: v.literal('host'), answers: v.object(hostAnswers) };
const asPartner = { role: v.literal('partner'), answers: v.object(partnerAnswers) };
const asDraftHost = { role: v.literal('host'), answers: draftHostSchema };
const asDraftPartner = { role: v.literal('partner'), answers: draftPartnerSchema };

const draft = { ...common, state: v.literal('draft') };
const submitted = { ...received, state: v.literal('submitted') };
const decided = { ...received, state: v.literal('decided'), decision: decisionSchema };
const withdrawn = { ...common, state: v.literal('withdrawn'), withdrawnAt: text };

const applicationSchema = v.variant('state', [
  v.variant('role', [growing({ ...draft, ...asDraftHost }), growing({ ...draft, ...asDraftPartner })]),
  v.variant('role', [growing({ ...submitted, ...asHost }), growing({ ...submitted, ...asPartner })]),
  v.variant('role', [growing({ ...decided, ...asHost }), growing({ ...decided, ...asPartner })]),
  v.variant('role', [
    growing({ ...withdrawn, ...asDraftHost }),
    growing({ ...withdrawn, ...asDraftPartner }),
  ]),
]) satisfies Parser<Application>;

const requestSchema = growing({
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
