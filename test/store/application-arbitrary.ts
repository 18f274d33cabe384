import fc from 'fast-check';
import { type Application, decisionOutcomes, recommendations } from '#domain/admission/application.ts';
import { admissions, teamGroups } from '#domain/admission/topics.ts';
import { levels, ratings, type School } from '#domain/program/school.ts';
import {
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aReview,
  aWithdrawnApplication,
  hostAnswers,
  partnerAnswers,
} from '../builders.ts';

const text = fc.string({ unit: 'grapheme', maxLength: 60 });
const id = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/);
const amount = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
const instant = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

const school: fc.Arbitrary<School> = fc.record(
  {
    id,
    name: text,
    levels: fc.subarray([...levels]),
    grades: fc.array(text, { maxLength: 4 }),
    region: text,
    neighborhood: text,
    kind: text,
    location: fc.record({ latitude: amount, longitude: amount }),
    enrollment: fc.nat(),
    demographics: fc.record(
      { poverty: amount, black: amount, chronicallyAbsent: amount },
      { requiredKeys: [] },
    ),
    principalYearsHere: amount,
    qualityReview: fc.record(
      { lowest: fc.constantFrom(...ratings), when: text },
      { requiredKeys: ['lowest'] },
    ),
    fullyScreened: fc.boolean(),
  },
  { requiredKeys: ['id', 'name', 'levels', 'grades', 'region', 'demographics'] },
);

const asHost = fc.record({
  role: fc.constant('host' as const),
  answers: fc
    .record({
      leadership: fc.record({ yearsHere: amount, yearsElsewhere: amount }),
      'quality-review': fc.record(
        { rating: fc.constantFrom(...ratings, 'none' as const), when: text },
        { requiredKeys: ['rating'] },
      ),
      admissions: fc.record({ admission: fc.constantFrom(...admissions) }),
      practices: fc.record({ focusAreas: fc.array(text, { maxLength: 3 }), evidence: text }),
      hosting: fc.record({ capacity: fc.nat() }),
      commitment: fc.record({ priority: fc.boolean(), statement: text }),
    })
    .map(hostAnswers),
});

const asPartner = fc.record({
  role: fc.constant('partner' as const),
  answers: fc
    .record({
      students: fc.record({ poverty: amount, englishLanguageLearners: amount }, { requiredKeys: [] }),
      improvement: fc.record({ focusAreas: fc.array(text, { maxLength: 3 }), goal: text, strengths: text }),
      team: fc.record({ groups: fc.subarray([...teamGroups]), plan: text }),
    })
    .map(partnerAnswers),
});

const everyCommon = {
  school,
  startedAt: instant,
  applicant: fc.record({ name: text, position: text, email: text }),
  history: fc.array(
    fc.record(
      { at: instant, by: text, what: fc.constantFrom('application-started', 'review-recorded'), note: text },
      { requiredKeys: ['at', 'by', 'what'] },
    ),
    { maxLength: 3 },
  ),
};
// Applications from before ownerships have none.
const common = fc.oneof(fc.record(everyCommon), fc.record({ ...everyCommon, ownership: id }));

// Valibot leaves these keys out of records.
const scored = text.filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key));

const judgment = {
  scores: fc.dictionary(scored, fc.nat({ max: 4 }), { maxKeys: 3 }),
  recommendation: fc.constantFrom(...recommendations),
  comment: text,
};
const version = fc.record(
  { ...judgment, at: instant, afterOthers: fc.constant(true as const) },
  { requiredKeys: ['scores', 'recommendation', 'comment', 'at'] },
);

const received = fc.record({
  submittedAt: instant,
  reviewers: fc.array(text, { maxLength: 2 }),
  recused: fc.array(text, { maxLength: 2 }),
  reviews: fc.array(
    fc
      .record(
        {
          ...judgment,
          afterOthers: fc.constant(true as const),
          earlier: fc.array(version, { maxLength: 2 }),
        },
        { requiredKeys: ['scores', 'recommendation', 'comment'] },
      )
      .map(aReview),
    { maxLength: 2 },
  ),
  inquiries: fc.array(
    fc.record(
      {
        question: text,
        askedBy: text,
        askedAt: instant,
        dueOn: text,
        withdrawn: fc.record({ by: text, at: instant }),
        answer: fc.record({ text, at: instant }),
      },
      { requiredKeys: ['question', 'askedBy', 'askedAt'] },
    ),
    { maxLength: 2 },
  ),
});

const decision = fc
  .record({ outcome: fc.constantFrom(...decisionOutcomes), reason: text, at: instant })
  .map(aDecision);

const answered = fc.oneof(asHost, asPartner);

/** Any application that the domain can create, in every state and role, not stored yet. */
export const anyApplication: fc.Arbitrary<Application> = fc.oneof(
  fc.tuple(answered, common).map(([said, shared]) => ({ ...aDraft(shared), ...said })),
  fc
    .tuple(answered, common, received)
    .map(([said, shared, read]) => ({ ...anApplication({ ...shared, ...read }), ...said })),
  fc.tuple(answered, common, received, decision).map(([said, shared, read, decided]) => ({
    ...aDecidedApplication({ ...shared, ...read, decision: decided }),
    ...said,
  })),
  fc.tuple(answered, common).map(([said, shared]) => ({ ...aWithdrawnApplication(shared), ...said })),
);
