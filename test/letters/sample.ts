/** One letter of every kind and wording, for tests of all letters. */

import { type DecisionOutcome, referenceOf } from '#domain/admission/application.ts';
import { draftMailing, mailingKinds } from '#domain/admission/mailing.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import { lateThings } from '#domain/admission/waiting.ts';
import type { Event } from '#domain/events.ts';
import type { ImpossibleScenario, ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import type { ActivePartnership } from '#domain/partnership/partnership.ts';
import type { Role } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import { answerThread, threadSummary } from '#domain/threads/thread.ts';
import { closingReminder } from '#letters/applicant-letter.ts';
import { placeReminders } from '#letters/decision-letter.ts';
import { decisionDigest, readingDigest } from '#letters/digests.ts';
import { inquiryReminders } from '#letters/inquiry-letters.ts';
import type { Letter, LetterContext } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import {
  aCycle,
  aDecidedApplication,
  aDecision,
  aDraft,
  anApplication,
  aProgram,
  aReview,
  aSchool,
  aThread,
  aWithdrawnApplication,
} from '../builders.ts';

export const aContext = (over: Partial<LetterContext> = {}): LetterContext => ({
  cycle: aCycle(),
  addresses: {
    program: 'https://apply.example.org/',
    askForLink: 'https://apply.example.org/apply/return',
    readingList: 'https://apply.example.org/console/queue',
    decisionList: 'https://apply.example.org/console/queue',
    finalAnswers: 'https://apply.example.org/console/final-answers',
    staffApplication: (reference) => `https://apply.example.org/console/applications/${reference}`,
    scenario: (id) => `https://apply.example.org/console/pairing/${id}`,
    visitList: 'https://apply.example.org/console/visits',
    unnotedVisits: 'https://apply.example.org/console/visits?unnoted=all',
    threads: 'https://apply.example.org/console/questions',
    thread: (id) => `https://apply.example.org/console/questions/${id}`,
    coaching: 'https://apply.example.org/console/visits/coaching',
    visit: (reference, visit) =>
      `https://apply.example.org/console/partnerships/${reference}/visits/${visit}`,
    domain: 'apply.example.org',
    partnership: (reference) => `https://apply.example.org/console/partnerships/${reference}`,
    start: (id, expiresAt) => `https://apply.example.org/links/start.${id}.${expiresAt}`,
    application: ({ reference }, expiresAt) =>
      `https://apply.example.org/links/application.${reference}.${expiresAt}`,
    schoolVisits: ({ reference }, expiresAt) =>
      `https://apply.example.org/links/visits.${reference}.${expiresAt}`,
    schoolVisit: ({ reference }, visit, expiresAt) =>
      `https://apply.example.org/links/visit.${reference}.${visit}.${expiresAt}`,
    optOut: (email) => `https://apply.example.org/opt-out/optout.${email}`,
    schoolReflection: ({ reference }, visit, expiresAt) =>
      `https://apply.example.org/links/reflection.${reference}.${visit}.${expiresAt}`,
  },
  ...over,
});

export const aRequest = (over: Partial<ApplicationRequest> = {}): ApplicationRequest => ({
  version: 1,
  id: 'r1',
  cycleId: '2014',
  school: { id: '13K113', name: 'M.S. 113 Ronald Edmonds Learning Center' },
  role: 'host',
  applicant: { name: 'Dana Principal', position: 'Principal', email: 'dana.principal@example.org' },
  askedAt: '2014-04-10T14:00:00.000Z',
  expiresAt: '2014-04-17T14:00:00.000Z',
  ...over,
});

export const aReviewer = { email: 'amara.okafor@example.org', name: 'Amara Okafor' };

/** The overview of an application that was submitted on that day and assigned to the sample reviewer. */
export const aSummary = (
  schoolId: string,
  submittedOn: string,
  over: Partial<ApplicationSummary> = {},
): ApplicationSummary => ({
  ...summaryOf(
    aProgram(),
    anApplication({
      school: aSchool({ id: schoolId, name: `School ${schoolId}` }),
      submittedAt: `${submittedOn}T14:00:00.000Z`,
      reviewers: [aReviewer.email],
    }),
  ),
  reference: referenceOf('2014', schoolId),
  ...over,
});

const schools: Readonly<Record<Role, School>> = {
  host: aSchool(),
  partner: aSchool({ id: '07X223', name: 'M.S. 223 The Laboratory School', region: 'Bronx' }),
};
const asked = {
  question: 'Who would lead the visits?',
  askedBy: 'Ruth Lindqvist',
  askedAt: '2014-04-16T14:00:00.000Z',
  dueOn: '2014-04-23',
};
const reversal = {
  decision: aDecision(),
  reason: 'We sent you an email meant for another school.',
  by: 'Ruth Lindqvist',
  at: '2014-04-23T14:00:00.000Z',
};
const decidedBefore = (outcome: DecisionOutcome) =>
  [
    {
      at: '2014-04-18T14:00:00.000Z',
      by: 'Ruth Lindqvist',
      what: 'application-decided',
      outcome,
    },
  ] as const;
const fromWaitlist = decidedBefore('waitlisted');

const asPaired = (id: string) => ({
  id,
  name: `School ${id}`,
  levels: ['middle'] as const,
  region: 'Brooklyn',
  reference: referenceOf('2014', id),
  contact: { name: `Principal of ${id}`, position: 'Principal', email: `${id.toLowerCase()}@example.org` },
  focusAreas: ['feedback'],
});

/** H1 with P1 and P2, just formed. */
export const aPartnership = (over: Partial<ActivePartnership> = {}): ActivePartnership => ({
  version: 1,
  state: 'active',
  cycleId: '2014',
  host: { ...asPaired('H1'), capacity: 2 },
  partners: ['P1', 'P2'].map((id) => ({ ...asPaired(id), why: 'Both are in Brooklyn.' })),
  facilitator: { email: 'mei.tanaka@example.org', name: 'Mei Tanaka' },
  visits: [],
  subscriptions: {},
  formedAt: '2014-05-08T14:00:00.000Z',
  history: [],
  ...over,
});

const entrant = (id: string) => ({
  id,
  name: `School ${id}`,
  levels: ['middle'] as const,
  region: 'Brooklyn',
  focusAreas: ['feedback'],
  demographics: {},
});

const answered = {
  version: 2,
  id: 'spring',
  cycleId: '2014',
  name: 'Spring plan',
  selects: false as const,
  problem: {
    hosts: [{ ...entrant('H1'), capacity: 2 }],
    partners: [entrant('P1'), entrant('P2'), entrant('P3')],
    rules: aProgram().pairing,
    locks: [],
    bans: [],
  },
  askedBy: { email: 'ruth.lindqvist@example.org', name: 'Ruth Lindqvist' },
  askedAt: '2014-05-05T14:00:00.000Z',
  answeredAt: '2014-05-05T14:01:00.000Z',
  rulings: { locks: [], bans: [] },
  history: [],
};

/** Two of three partners with one host. */
export const aProposal = (): ProposedScenario => ({
  ...answered,
  state: 'proposed',
  solution: {
    pairing: {
      pairs: [
        { host: 'H1', partner: 'P1' },
        { host: 'H1', partner: 'P2' },
      ],
      unplaced: ['P3'],
    },
    total: 18_000,
    cost: 32_000,
    certificate: { unplacedCost: 30_000, partnerPrices: {}, hostPrices: {} },
  },
  moves: [],
  facilitators: {},
});

export const anImpossibleScenario = (): ImpossibleScenario => ({
  ...answered,
  version: 3,
  state: 'impossible',
  clash: {
    rules: ['School P1 must be paired with School H1.', 'School P1 must be paired with School H2.'],
    relaxations: ['Remove one of the two keep-together rules for School P1.'],
  },
});

/** The morning of Wednesday, April 16. */
export const morning = '2014-04-16T12:00:00.000Z';

/** The letters of a paired cycle: proposals, partnerships, and their changes. */
function pairingLetters(context: LetterContext): readonly Letter[] {
  const [withdrew, ended] = [
    { type: 'paired-school-withdrew', school: 'P1' },
    { type: 'partnership-ended' },
  ] as const satisfies readonly Event[];
  const hostWithdrew = { type: 'paired-school-withdrew', school: 'H1' } as const;
  const left = [{ id: 'P2', name: 'School P2' }];
  const partnership = aPartnership();
  return [
    ...lettersFor('scenario', { type: 'pairing-proposed' }, aProposal(), context),
    ...lettersFor('scenario', { type: 'pairing-impossible' }, anImpossibleScenario(), context),
    ...lettersFor('partnership', { type: 'partnership-formed' }, partnership, context),
    ...lettersFor('partnership', withdrew, { ...partnership, version: 2 }, context),
    ...lettersFor('partnership', hostWithdrew, { ...partnership, version: 3 }, context),
    ...lettersFor(
      'partnership',
      { type: 'partnership-repaired', left, joined: ['P1'] },
      { ...partnership, version: 4, partners: partnership.partners.slice(0, 1) },
      context,
    ),
    ...lettersFor(
      'partnership',
      { type: 'partnership-repaired', left, joined: [] },
      { ...partnership, version: 5, partners: partnership.partners.slice(0, 1) },
      context,
    ),
    ...lettersFor(
      'partnership',
      { type: 'facilitator-changed', from: { email: 'jo.park@example.org', name: 'Jo Park' } },
      { ...partnership, version: 7 },
      context,
    ),
    ...lettersFor(
      'partnership',
      ended,
      { ...partnership, version: 6, state: 'ended', endedAt: morning },
      context,
    ),
  ];
}

export function everyLetter(context: LetterContext = aContext()): readonly Letter[] {
  const replies = (['start', 'return', 'taken', 'unknown'] as const).flatMap((reply) =>
    lettersFor('application-request', { type: 'link-requested', reply }, aRequest(), context),
  );
  const decided: Event = { type: 'application-decided' };
  const toApplicants = (['host', 'partner'] as const).flatMap((role) => {
    const about = { role, school: schools[role] };
    return [
      ...lettersFor(
        'application',
        { type: 'application-submitted' },
        anApplication({ ...about, version: 3 }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'information-requested' },
        anApplication({ ...about, version: 4, inquiries: [asked] }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'information-withdrawn' },
        anApplication({
          ...about,
          version: 11,
          inquiries: [{ ...asked, withdrawn: { by: asked.askedBy, at: morning } }],
        }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'information-supplied' },
        anApplication({
          ...about,
          version: 12,
          inquiries: [{ ...asked, answer: { text: 'Our two teams.', at: morning } }],
        }),
        context,
      ),
      ...inquiryReminders(anApplication({ ...about, inquiries: [asked] }), context),
      ...(['accepted', 'waitlisted', 'declined'] as const).flatMap((outcome, index) =>
        lettersFor(
          'application',
          decided,
          aDecidedApplication({ ...about, version: 5 + index, decision: aDecision({ outcome }) }),
          context,
        ),
      ),
      ...(
        [
          [{ outcome: 'waitlisted', until: '2014-10-15' }, decidedBefore('accepted')],
          [{ outcome: 'waitlisted', until: '2014-10-15' }, fromWaitlist],
          [{ outcome: 'declined', ending: 'released' }, decidedBefore('accepted')],
          [{ outcome: 'declined', ending: 'released' }, fromWaitlist],
          [{ outcome: 'declined', ending: 'invited' }, []],
        ] as const
      ).flatMap(([decision, history], index) =>
        lettersFor(
          'application',
          decided,
          aDecidedApplication({
            ...{ ...about, version: 20 + index, history },
            decision: aDecision({ ...decision, reason: 'More schools were ready than we could match.' }),
          }),
          context,
        ),
      ),
      ...lettersFor(
        'application',
        { type: 'place-extended' },
        aDecidedApplication({ ...about, version: 26, decision: aDecision({ confirmBy: '2014-05-12' }) }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'draft-invited' },
        {
          ...aDraft({ ...about, version: 27 }),
          invited: { reason: 'Call us if you’d like help.', by: 'Ruth Lindqvist', at: morning },
        },
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'decision-reversed' },
        anApplication({ ...about, version: 13, reversals: [reversal] }),
        context,
      ),
      ...lettersFor(
        'application',
        decided,
        aDecidedApplication({ ...about, version: 8, history: fromWaitlist, decision: aDecision() }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'application-withdrawn' },
        aWithdrawnApplication({ ...about, version: 9 }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'application-reinstated' },
        anApplication({ ...about, version: 12 }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'contact-corrected' },
        anApplication({ ...about, version: 10 }),
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'deadline-extended' },
        { ...aDraft({ ...about, version: 14 }), extendedTo: '2014-05-20' },
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'deadline-extended' },
        { ...anApplication({ ...about, version: 15 }), reopenedTo: '2014-05-20' },
        context,
      ),
      ...lettersFor(
        'application',
        { type: 'contact-corrected', to: ['applicant', 'principal'], bySchool: true },
        {
          ...aDraft({ ...about, version: 16, ownership: 'o' }),
          principal: {
            ...{ name: 'Rosa Díaz', position: 'Principal', email: 'rosa.diaz@example.org' },
            ownership: 'o-principal',
          },
        },
        context,
      ),
      ...placeReminders(aDecidedApplication({ ...about, version: 11 }), context, '2014-05-03T12:00:00.000Z'),
      closingReminder(aDraft({ ...about, version: 2 }), context, '2014-04-29T12:00:00.000Z'),
    ];
  });
  const reviewed = { reviewedBy: [aReview().reviewer] };
  const [first] = aThread().messages;
  const withLink = aThread({
    id: 'b1b2',
    messages: first ? [{ ...first, text: 'See https://school.example' }] : [],
  });
  const replied = answerThread(
    aThread(),
    'The district pays.',
    { email: 'ruth@example.org', name: 'Ruth Lindqvist' },
    morning,
  ).after;
  const mailings = mailingKinds.flatMap((kind) =>
    draftMailing({
      ...{ cycleId: '2014', batch: kind, kind, said: '', createdBy: 'Ruth Lindqvist', createdAt: morning },
      message: 'We’d especially like to hear from schools in Queens.',
      contacts: [
        {
          ...{
            schoolId: '24Q005',
            schoolName: 'School 24Q005',
            name: kind === 'invitation' ? 'Rosa Delgado' : '',
          },
          email: `${kind}@example.org`,
        },
      ],
    }),
  );
  const morningFacts = { reviewers: [aReviewer], isPublished: false, withoutAnswer: 0 };
  return [
    ...replies,
    ...toApplicants,
    ...pairingLetters(context),
    ...readingDigest(
      {
        ...morningFacts,
        summaries: [aSummary('13K113', '2014-04-14'), aSummary('07X223', '2014-04-15')],
        questions: [threadSummary(aThread({ assignee: aReviewer }))],
      },
      aReviewer,
      context,
      morning,
    ),
    ...decisionDigest(
      {
        ...morningFacts,
        summaries: [aSummary('13K113', '2014-04-14', reviewed)],
        questions: [threadSummary(aThread())],
      },
      lateThings([aSummary('07X223', '2014-03-31')], [], context.cycle, morning),
      context,
      morning,
    ),
    ...decisionDigest(
      { ...morningFacts, isPublished: true, withoutAnswer: 2, summaries: [], questions: [] },
      [],
      context,
      '2014-05-12T12:00:00.000Z',
    ),
    ...mailings.flatMap((mailing) => lettersFor('mailing', { type: 'mailing-sent' }, mailing, context)),
    ...lettersFor('thread', { type: 'question-asked' }, aThread(), context),
    ...lettersFor('thread', { type: 'question-asked' }, withLink, context),
    ...lettersFor('thread', { type: 'question-answered' }, replied, context),
  ];
}
