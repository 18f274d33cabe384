import {
  type Answers,
  completeAnswers,
  type DraftAnswers,
  type Topic,
  type TopicAnswer,
  topicsOf,
} from './answers.ts';
import { type Change, type Refusal, refuse } from './change.ts';
import { acceptsDraft, type Cycle } from './cycle.ts';
import type { Decision } from './decision.ts';
import type { Event, HistoryEntry } from './events.ts';
import type { Applicant, StaffMember } from './person.ts';
import type { ApplicationRequest } from './request.ts';
import type { Review } from './review.ts';
import type { School } from './school.ts';
import type { Instant } from './time.ts';

type Common = {
  readonly version: number;
  /** What people quote and addresses carry: the cycle's id and the school's, `2014-13K113`. */
  readonly reference: string;
  readonly cycleId: string;
  /** The school as the directory knew it when the application was started. */
  readonly school: School;
  readonly applicant: Applicant;
  readonly startedAt: Instant;
  readonly history: readonly HistoryEntry[];
};

/** A question that staff put to the school, and its answer once there is one. */
export type Inquiry = {
  readonly question: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  readonly answer?: { readonly text: string; readonly at: Instant };
};

type Received = Common &
  Answers & {
    readonly submittedAt: Instant;
    /** E-mail addresses of those who read it. */
    readonly reviewers: readonly string[];
    readonly recused: readonly string[];
    readonly reviews: readonly Review[];
    readonly inquiries: readonly Inquiry[];
  };

export type DraftApplication = Common & DraftAnswers & { readonly state: 'draft' };
export type SubmittedApplication = Received & { readonly state: 'submitted' };
export type DecidedApplication = Received & { readonly state: 'decided'; readonly decision: Decision };
export type WithdrawnApplication = Common &
  DraftAnswers & { readonly state: 'withdrawn'; readonly withdrawnAt: Instant };

/** One school, one cycle, one role. */
export type Application = DraftApplication | SubmittedApplication | DecidedApplication | WithdrawnApplication;

export const referenceOf = (cycleId: string, schoolId: string): string => `${cycleId}-${schoolId}`;

/** The cycle and school that a reference names; undefined where it is none. */
export function parseReference(reference: string): { cycleId: string; schoolId: string } | undefined {
  const parts = /^([A-Za-z0-9]{1,20})-(.{1,40})$/.exec(reference);
  return parts?.[1] && parts[2] ? { cycleId: parts[1], schoolId: parts[2] } : undefined;
}

/** The question that the school still owes an answer. */
export const openInquiry = (application: Application): Inquiry | undefined =>
  application.state === 'submitted' ? application.inquiries.find((inquiry) => !inquiry.answer) : undefined;

/** `application` with one more line of history: `by` did `event` at `at`. */
export const noted = <A extends { readonly history: readonly HistoryEntry[] }>(
  application: A,
  at: Instant,
  by: string,
  event: Event,
  note?: string,
): A => ({
  ...application,
  history: [...application.history, { at, by, what: event.type, ...(note === undefined ? {} : { note }) }],
});

/**
 * The link in a letter was followed: the draft of a school whose address is confirmed by that. A school that had
 * withdrawn starts anew in the same place, and its history goes on.
 */
export function startApplication(
  request: ApplicationRequest,
  school: School,
  existing: Application | undefined,
  cycle: Cycle,
  now: Instant,
): Change<DraftApplication> | Refusal<'cycle-closed' | 'exists'> {
  if (existing && existing.state !== 'withdrawn') return refuse('exists');
  if (!acceptsDraft(cycle, request.askedAt, now)) return refuse('cycle-closed');
  const event = { type: 'application-started' } as const;
  const draft: DraftApplication = {
    version: existing?.version ?? 0,
    state: 'draft',
    reference: referenceOf(cycle.id, school.id),
    cycleId: cycle.id,
    school,
    applicant: request.applicant,
    role: request.role,
    answers: {},
    startedAt: request.askedAt,
    history: existing?.history ?? [],
  };
  return { after: noted(draft, now, draft.applicant.name, event), events: [event] };
}

export type DraftRefusal = 'cycle-closed' | 'already-submitted' | 'withdrawn';

function whyNotEditable(application: Application, cycle: Cycle, now: Instant): DraftRefusal | undefined {
  if (application.state === 'withdrawn') return 'withdrawn';
  if (application.state !== 'draft') return 'already-submitted';
  return acceptsDraft(cycle, application.startedAt, now) ? undefined : 'cycle-closed';
}

/** Saves one question page; a topic that the role is not asked is a bug of the caller. */
export function answerTopic(
  application: Application,
  { topic, answer }: TopicAnswer,
  cycle: Cycle,
  now: Instant,
): Change<DraftApplication> | Refusal<DraftRefusal> {
  const why = whyNotEditable(application, cycle, now);
  if (why || application.state !== 'draft') return refuse(why ?? 'already-submitted');
  if (!topicsOf(application.role).includes(topic))
    throw new Error(`${application.role}s are not asked ${topic}`);
  return { after: withAnswer(application, topic, answer), events: [] };
}

const withAnswer = (draft: DraftApplication, topic: Topic, answer: object): DraftApplication =>
  draft.role === 'host'
    ? { ...draft, answers: { ...draft.answers, [topic]: answer } }
    : { ...draft, answers: { ...draft.answers, [topic]: answer } };

/** Sends a complete draft to the district. Sending twice is refused as `already-submitted`: the first one counts. */
export function submitApplication(
  application: Application,
  cycle: Cycle,
  now: Instant,
): Change<SubmittedApplication> | Refusal<DraftRefusal | 'incomplete'> {
  const why = whyNotEditable(application, cycle, now);
  if (why || application.state !== 'draft') return refuse(why ?? 'already-submitted');
  const complete = completeAnswers(application);
  if (!complete) return refuse('incomplete');
  const event = { type: 'application-submitted' } as const;
  const submitted: SubmittedApplication = {
    ...application,
    ...complete,
    state: 'submitted',
    submittedAt: now,
    reviewers: [],
    recused: [],
    reviews: [],
    inquiries: [],
  };
  return { after: noted(submitted, now, application.applicant.name, event), events: [event] };
}

/** The school takes its application back, at any time until it is declined. */
export function withdrawApplication(
  application: Application,
  now: Instant,
): Change<WithdrawnApplication> | Refusal<'withdrawn' | 'already-declined'> {
  if (application.state === 'withdrawn') return refuse('withdrawn');
  if (application.state === 'decided' && application.decision.outcome === 'declined')
    return refuse('already-declined');
  const event = { type: 'application-withdrawn' } as const;
  const { version, reference, cycleId, school, applicant, startedAt, history } = application;
  const common = { version, reference, cycleId, school, applicant, startedAt, history };
  const withdrawn: WithdrawnApplication = {
    ...common,
    ...draftAnswersOf(application),
    state: 'withdrawn',
    withdrawnAt: now,
  };
  return { after: noted(withdrawn, now, applicant.name, event), events: [event] };
}

const draftAnswersOf = (application: Application): DraftAnswers =>
  application.role === 'host'
    ? { role: 'host', answers: application.answers }
    : { role: 'partner', answers: application.answers };

/** Staff ask the school for something that the application leaves open; one question at a time. */
export function requestInformation(
  application: Application,
  question: string,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication> | Refusal<'not-under-review' | 'already-asked'> {
  if (application.state !== 'submitted') return refuse('not-under-review');
  if (openInquiry(application)) return refuse('already-asked');
  const event = { type: 'information-requested' } as const;
  const inquiry = { question, askedBy: staff.name, askedAt: now };
  const after = { ...application, inquiries: [...application.inquiries, inquiry] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** The school answers the question that is open. */
export function supplyInformation(
  application: Application,
  text: string,
  now: Instant,
): Change<SubmittedApplication> | Refusal<'nothing-asked'> {
  if (application.state !== 'submitted' || !openInquiry(application)) return refuse('nothing-asked');
  const event = { type: 'information-supplied' } as const;
  const inquiries = application.inquiries.map((inquiry) =>
    inquiry.answer ? inquiry : { ...inquiry, answer: { text, at: now } },
  );
  return {
    after: noted({ ...application, inquiries }, now, application.applicant.name, event),
    events: [event],
  };
}
