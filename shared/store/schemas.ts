import * as v from 'valibot';
import { admissions, teamGroups } from '../domain/admission/answers.ts';
import { type Application, decisionOutcomes, recommendations } from '../domain/admission/application.ts';
import type { ApplicationRequest } from '../domain/admission/request.ts';
import type { Roster } from '../domain/admission/roster.ts';
import type { ApplicationSummary } from '../domain/admission/summary.ts';
import type { Event } from '../domain/events.ts';
import { levels, ratings, type School } from '../domain/program/school.ts';

/** The only parser of each stored shape. A stored item that does not fit is a bug or damage, and throws. */
type Parser<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const list = <const S extends v.GenericSchema>(schema: S) => v.array(schema);
const maybe = v.exactOptional;
const percent = v.number();
const role = v.picklist(['host', 'partner']);

export const schoolSchema = v.object({
  id: text,
  name: text,
  levels: list(v.picklist(levels)),
  grades: list(text),
  region: text,
  neighborhood: maybe(text),
  kind: maybe(text),
  location: maybe(v.object({ latitude: v.number(), longitude: v.number() })),
  enrollment: maybe(v.number()),
  demographics: v.object({
    poverty: maybe(percent),
    black: maybe(percent),
    hispanic: maybe(percent),
    studentsWithDisabilities: maybe(percent),
    englishLanguageLearners: maybe(percent),
    chronicallyAbsent: maybe(percent),
  }),
  principalYearsHere: maybe(v.number()),
  qualityReview: maybe(v.object({ lowest: v.picklist(ratings), when: maybe(text) })),
  fullyScreened: maybe(v.boolean()),
}) satisfies Parser<School>;

export const applicantSchema = v.object({ name: text, position: text, email: text });

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

const askedDay = v.object({ school: text, date: text });
const namedSchool = v.object({ id: text, name: text });
const formerSchool = v.object({
  ...namedSchool.entries,
  reference: text,
  contact: applicantSchema,
  ownership: maybe(text),
});

export const eventSchema = v.variant('type', [
  v.object({
    type: v.literal('link-requested'),
    reply: v.picklist(['start', 'return', 'taken', 'unknown']),
  }),
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
  v.object({ type: v.literal('contact-corrected') }),
  v.object({ type: v.literal('proposal-requested') }),
  v.object({ type: v.literal('pairing-proposed') }),
  v.object({ type: v.literal('pairing-impossible') }),
  v.object({ type: v.literal('partner-moved') }),
  v.object({ type: v.literal('move-undone') }),
  v.object({ type: v.literal('ruling-added') }),
  v.object({ type: v.literal('ruling-lifted') }),
  v.object({ type: v.literal('facilitator-assigned') }),
  v.object({ type: v.literal('pairing-published') }),
  v.object({ type: v.literal('partnership-formed'), from: maybe(namedSchool) }),
  v.object({ type: v.literal('paired-school-withdrew'), school: text }),
  v.object({
    type: v.literal('partnership-repaired'),
    left: list(namedSchool),
    joined: list(text),
    from: maybe(namedSchool),
  }),
  v.object({ type: v.literal('partnership-ended') }),
  v.object({ type: v.literal('facilitator-changed'), from: v.object({ email: text, name: text }) }),
  v.object({ type: v.literal('visits-planned') }),
  v.object({ type: v.literal('visit-booked'), visit: v.number(), because: maybe(text) }),
  v.object({
    type: v.literal('visit-moved'),
    visit: v.number(),
    from: text,
    because: text,
    without: maybe(list(text)),
    asked: maybe(list(askedDay)),
  }),
  v.object({ type: v.literal('visit-changed'), visit: v.number(), former: maybe(list(formerSchool)) }),
  v.object({
    type: v.literal('visit-cancelled'),
    visit: v.number(),
    former: maybe(list(formerSchool)),
    asked: maybe(list(askedDay)),
  }),
  v.object({ type: v.literal('visit-themed'), visit: v.number() }),
  v.object({ type: v.literal('arc-set') }),
  v.object({ type: v.literal('delegation-named'), visit: v.number(), school: text }),
  v.object({ type: v.literal('date-proposed'), visit: v.number(), school: text }),
  v.object({
    type: v.literal('date-declined'),
    visit: v.number(),
    school: text,
    date: text,
    reason: text,
  }),
  v.object({ type: v.literal('visit-held'), visit: v.number() }),
  v.object({ type: v.literal('reflection-given'), visit: v.number(), school: text }),
  v.object({ type: v.literal('subscription-renewed') }),
  v.object({ type: v.literal('day-lost') }),
  v.object({ type: v.literal('day-regained') }),
  v.object({ type: v.literal('days-off-set') }),
  v.object({ type: v.literal('coaching-booked'), session: v.number() }),
  v.object({ type: v.literal('coaching-changed'), session: v.number() }),
  v.object({ type: v.literal('coaching-cancelled'), session: v.number() }),
]) satisfies Parser<Event>;

export const historySchema = list(
  v.object({
    at: text,
    by: text,
    what: v.picklist(eventSchema.options.map((option) => option.entries.type.literal)),
    note: maybe(text),
    whom: maybe(text),
    visit: maybe(v.number()),
  }),
);

const common = {
  version: v.number(),
  reference: text,
  cycleId: text,
  school: schoolSchema,
  applicant: applicantSchema,
  ownership: maybe(text),
  startedAt: text,
  history: historySchema,
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

export const applicationSchema = v.variant('state', [
  v.variant('role', [v.object({ ...draft, ...asDraftHost }), v.object({ ...draft, ...asDraftPartner })]),
  v.variant('role', [v.object({ ...submitted, ...asHost }), v.object({ ...submitted, ...asPartner })]),
  v.variant('role', [v.object({ ...decided, ...asHost }), v.object({ ...decided, ...asPartner })]),
  v.variant('role', [
    v.object({ ...withdrawn, ...asDraftHost }),
    v.object({ ...withdrawn, ...asDraftPartner }),
  ]),
]) satisfies Parser<Application>;

export const requestSchema = v.object({
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
  v.object({
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

export const directoryPageSchema = v.object({
  schools: list(v.object({ id: text, name: text, region: text, levels: list(v.picklist(levels)) })),
});
