/** Whole things of the domain for tests: each builder gives a plausible one, and takes what the test is about. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import type { HostAnswers, PartnerAnswers } from '#domain/admission/answers.ts';
import {
  type Application,
  type DecidedApplication,
  type Decision,
  type DraftApplication,
  type Review,
  referenceOf,
  type SubmittedApplication,
  type WithdrawnApplication,
} from '#domain/admission/application.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { Program, Role } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import type { OpenLetter } from '#domain/records/undelivered.ts';
import type { Thread } from '#domain/threads/thread.ts';
import { programSchema } from '#store/cycle-schema.ts';

const shipped = v.parse(
  programSchema,
  JSON.parse(readFileSync(path.resolve('programs/learning-partners/program.json'), 'utf8')),
);

/** The rules of 2014, as they ship. */
export const aProgram = (over: Partial<Program> = {}): Program => ({ ...shipped, ...over });

/** The intake of 2014: open from Monday 7 April 9:00 to Friday 2 May 17:00 in New York. */
export const aCycle = (over: Partial<Cycle> = {}): Cycle => ({
  id: '2014',
  name: '2014–15',
  startsIn: 'September 2014',
  opensAt: '2014-04-07T13:00:00.000Z',
  closesAt: '2014-05-02T21:00:00.000Z',
  program: aProgram(),
  calendar: [],
  ...over,
});

/** A middle school of Brooklyn that meets what a directory can tell of the host criteria. */
export const aSchool = (over: Partial<School> = {}): School => ({
  id: '13K113',
  name: 'M.S. 113 Ronald Edmonds Learning Center',
  levels: ['middle'],
  grades: ['6', '7', '8'],
  region: 'Brooklyn',
  demographics: { poverty: 78.5, black: 60, hispanic: 25 },
  enrollment: 540,
  principalYearsHere: 7,
  qualityReview: { lowest: 'Proficient', when: 'March 2013' },
  fullyScreened: false,
  ...over,
});

export const hostAnswers = (over: Partial<HostAnswers> = {}): HostAnswers => ({
  leadership: { yearsHere: 7, yearsElsewhere: 2 },
  'quality-review': { rating: 'Proficient', when: 'March 2013' },
  admissions: { admission: 'none-screened' },
  practices: {
    focusAreas: ['feedback', 'teacher-teams'],
    evidence: 'Teams look at student work every week.',
  },
  hosting: { capacity: 2 },
  commitment: { priority: true, statement: 'Our cabinet asked for this.' },
  ...over,
});

export const partnerAnswers = (over: Partial<PartnerAnswers> = {}): PartnerAnswers => ({
  leadership: { yearsHere: 3, yearsElsewhere: 0 },
  students: { poverty: 82 },
  improvement: { focusAreas: ['feedback'], goal: 'Feedback within a week.', strengths: 'Strong teams.' },
  team: { groups: ['instructional-cabinet'], plan: 'The cabinet meets on Tuesdays.' },
  commitment: { priority: true, statement: 'We have set the time aside.' },
  ...over,
});

export const aReview = (over: Partial<Review> = {}): Review => ({
  reviewer: 'amara.okafor@example.org',
  reviewerName: 'Amara Okafor',
  at: '2014-04-16T15:00:00.000Z',
  scores: { practices: 4, evidence: 3, commitment: 3 },
  recommendation: 'accept',
  comment: 'Practices that others could learn from.',
  ...over,
});

export const aDecision = (over: Partial<Decision> = {}): Decision => ({
  outcome: 'accepted',
  reason: 'Your teams have much to share.',
  by: 'Ruth Lindqvist',
  at: '2014-04-22T14:00:00.000Z',
  ...over,
});

/** The decision about an application, returned by the contact’s mail server. */
export const anUndeliveredLetter = (over: Partial<OpenLetter> = {}): OpenLetter => ({
  version: 0,
  state: 'open',
  id: 'a-no-such-address',
  cycleId: '2014',
  kind: 'decision',
  to: 'dana.principal@example.org',
  school: { name: 'M.S. 113 Ronald Edmonds Learning Center', reference: '2014-13K113' },
  reason: 'no-such-address',
  detail: 'smtp; 550 user unknown',
  at: '2014-04-22T14:00:00.000Z',
  ...over,
});

/** Someone asked who pays, through the form, and no one has replied. */
export const aThread = (over: Partial<Thread> = {}): Thread => ({
  version: 0,
  id: 'a1b2c3d4e5f60718293a',
  cycleId: '2014',
  asker: { name: 'Rosa Delgado', email: 'rosa.delgado@example.org' },
  state: 'open',
  messages: [
    {
      id: 'asked',
      at: '2014-04-22T14:00:00.000Z',
      from: 'asker',
      by: 'Rosa Delgado',
      text: 'Who pays for substitutes?',
    },
  ],
  history: [{ at: '2014-04-22T14:00:00.000Z', by: 'Rosa Delgado', what: 'question-asked' }],
  ...over,
});

export const aStaffMember = (over: Partial<StaffMember> = {}): StaffMember => ({
  email: 'amara.okafor@example.org',
  name: 'Amara Okafor',
  roles: ['reviewer'],
  ...over,
});

/** What a test may say of an application, whatever its state; the answers fit the role. */
type Common = Partial<
  Pick<Application, 'version' | 'school' | 'applicant' | 'ownership' | 'startedAt' | 'history' | 'cycleId'>
> & { readonly role?: Role };
type Received = Common &
  Partial<
    Pick<
      SubmittedApplication,
      'submittedAt' | 'reviewers' | 'recused' | 'reviews' | 'inquiries' | 'reversals'
    >
  >;

const common = ({ role: _, ...over }: Common) => {
  const school = over.school ?? aSchool();
  const cycleId = over.cycleId ?? '2014';
  return {
    version: 0,
    reference: referenceOf(cycleId, school.id),
    cycleId,
    school,
    applicant: { name: 'Dana Principal', position: 'Principal', email: 'dana.principal@example.org' },
    startedAt: '2014-04-10T14:00:00.000Z',
    history: [],
    ...over,
  };
};

const received = (over: Received) => ({
  submittedAt: '2014-04-14T14:00:00.000Z',
  reviewers: [],
  recused: [],
  reviews: [],
  inquiries: [],
  ...common(over),
});

const answersOf = (role: Role = 'host') =>
  role === 'host'
    ? ({ role: 'host', answers: hostAnswers() } as const)
    : ({ role: 'partner', answers: partnerAnswers() } as const);

export const aDraft = (over: Common = {}): DraftApplication => ({
  ...common(over),
  role: over.role ?? 'host',
  answers: {},
  state: 'draft',
});

/** Sent, and not decided. Host unless the test says otherwise. */
export const anApplication = (over: Received = {}): SubmittedApplication => ({
  ...received(over),
  ...answersOf(over.role),
  state: 'submitted',
});

export const aDecidedApplication = (
  over: Received & { readonly decision?: Decision } = {},
): DecidedApplication => {
  const { decision = aDecision(), ...rest } = over;
  return { ...received(rest), ...answersOf(rest.role), state: 'decided', decision };
};

/** The pairing of 2014, in which no school is. */
export const aPublishedPairing = (over: Partial<PublishedPairing> = {}): PublishedPairing => ({
  version: 0,
  cycleId: '2014',
  scenario: { id: 'spring', name: 'Spring plan' },
  publishedBy: { email: 'ruth.lindqvist@example.org', name: 'Ruth Lindqvist' },
  publishedAt: '2014-04-23T14:00:00.000Z',
  partnerships: [],
  history: [],
  ...over,
});

export const aWithdrawnApplication = (
  over: Common & { readonly withdrawnAt?: string } = {},
): WithdrawnApplication => {
  const { withdrawnAt = '2014-04-20T14:00:00.000Z', ...rest } = over;
  return { ...common(rest), ...answersOf(rest.role), state: 'withdrawn', withdrawnAt };
};
