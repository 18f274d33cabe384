import { type Change, isRefusal, noted, type Refusal, refuse } from '#domain/base/change.ts';
import {
  type Applicant,
  asContact,
  type ContactRole,
  firstOwnership,
  isSameContact,
  type NamedStaff,
  ownershipOf,
  type Principal,
  principalOf,
} from '#domain/base/person.ts';
import { type CalendarDate, dateIn, type Instant } from '#domain/base/time.ts';
import { acceptsDraft, type Cycle, todayOf } from '#domain/program/cycle.ts';
import type { Role } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import { type DraftAnswers, isComplete, sharedAnswers, type TopicAnswer, withAnswer } from './answers.ts';
import {
  type Application,
  type DecidedApplication,
  type DraftApplication,
  type EarlierApplication,
  referenceOf,
  type SubmittedApplication,
  type WithdrawnApplication,
} from './application.ts';
import type { ApplicationEvent, GivenUp, SentAgain } from './events.ts';
import { type ApplicationRequest, isAnsweredBy } from './request.ts';
import { topicsOf } from './topics.ts';

/**
 * A school's actions on its application: start, answer, change the role, submit, edit, withdraw. `by` is the name of
 * the contact who acts.
 */

/**
 * Starts a draft once someone follows the link in the letter, which confirms their address. A school that withdrew
 * starts again and keeps its history. The draft counts from the time of the request, so that a slow letter makes no
 * one miss the deadline.
 */
export function startApplication(
  request: ApplicationRequest,
  school: School,
  existing: Application | undefined,
  cycle: Cycle,
  now: Instant,
): Change<DraftApplication, ApplicationEvent> | Refusal<'cycle-closed' | 'exists'> {
  if (existing && isAnsweredBy(request, existing)) return refuse('exists');
  if (!acceptsDraft(cycle, request.askedAt, now)) return refuse('cycle-closed');
  const event = { type: 'application-started' } as const;
  const draft: DraftApplication = {
    version: existing?.version ?? 0,
    state: 'draft',
    reference: referenceOf(cycle.id, school.id),
    cycleId: cycle.id,
    school,
    applicant: request.applicant,
    // Each start has its own request, and the request's ID is random.
    ownership: request.id,
    ...(request.principal && { principal: ownedBy(request.principal, request.id) }),
    role: request.role,
    answers: {},
    ...earlierWith(existing),
    startedAt: request.askedAt,
    history: existing?.history ?? [],
  };
  const started = noted(draft, now, draft.applicant.name, event);
  return draft.principal
    ? named(started, ['principal'], now, draft.applicant.name, [event])
    : { after: started, events: [event] };
}

/** A record has 400 kB, and a school rarely starts again twice. */
const mostEarlier = 5;

/** The applications that a school withdrew before, with the one that it replaces now, unless that one is empty. */
function earlierWith(existing: Application | undefined): Pick<DraftApplication, 'earlier'> {
  if (existing?.state !== 'withdrawn') return {};
  const { school, applicant, startedAt, withdrawnAt, was, earlier = [] } = existing;
  const replaced: EarlierApplication = {
    ...{ school, applicant, startedAt, withdrawnAt },
    ...principalOf(existing),
    ...(was && { was }),
    ...draftAnswersOf(existing),
  };
  const isEmpty = !was && Object.keys(existing.answers).length === 0;
  const all = isEmpty ? earlier : [...earlier, replaced];
  return all.length === 0 ? {} : { earlier: all.slice(-mostEarlier) };
}

/** A principal with an ownership that follows from a new one of the application. */
const ownedBy = (principal: Applicant, ownership: string): Principal => ({
  ...principal,
  ownership: `${ownership}-principal`,
});

/** Adds that new contacts were named by a contact. They get a link. */
function named(
  draft: DraftApplication,
  to: readonly ContactRole[],
  now: Instant,
  by: string,
  events: readonly ApplicationEvent[] = [],
): Change<DraftApplication, ApplicationEvent> {
  const event = { type: 'contact-corrected', to, bySchool: true } as const;
  return { after: noted(draft, now, by, event), events: [...events, event] };
}

/** The contacts of a school, as a form names them. */
export type NamedContacts = { readonly applicant: Applicant; readonly principal?: Applicant };

/**
 * A contact changes the contacts of a draft. A new address gets a new ownership, so that links to the old one stop
 * working. `ownership` is a random ID.
 */
export function changeContacts(
  application: Application,
  contacts: NamedContacts,
  ownership: string,
  by: string,
  cycle: Cycle,
  now: Instant,
): Change<DraftApplication, ApplicationEvent> | Refusal<DraftRefusal> {
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draft;
  const { applicant, principal } = contacts;
  const { principal: before, ...rest } = draft;
  const isNewApplicant = applicant.email !== draft.applicant.email;
  const isNewPrincipal = principal !== undefined && principal.email !== before?.email;
  // Without an ownership of its own, the application would open for a principal who left.
  const own = isNewApplicant ? ownership : (draft.ownership ?? (principal && firstOwnership));
  const after: DraftApplication = {
    ...rest,
    applicant,
    ...(own !== undefined && { ownership: own }),
    ...(principal && {
      principal: {
        ...principal,
        ownership: isNewPrincipal || !before ? ownedBy(principal, ownership).ownership : before.ownership,
      },
    }),
  };
  const to: readonly ContactRole[] = [
    ...(isNewApplicant ? (['applicant'] as const) : []),
    ...(isNewPrincipal ? (['principal'] as const) : []),
  ];
  return to.length > 0 ? named(after, to, now, by) : { after, events: [] };
}

export type DraftRefusal = 'cycle-closed' | 'already-submitted' | 'withdrawn';

/** The application if it can still be edited and submitted. */
export function editableDraft(
  application: Application,
  cycle: Cycle,
  now: Instant,
): DraftApplication | Refusal<DraftRefusal> {
  if (application.state === 'withdrawn') return refuse('withdrawn');
  if (application.state !== 'draft') return refuse('already-submitted');
  const isOpen = acceptsDraft(cycle, application.startedAt, now) || isExtended(application, cycle, now);
  return isOpen ? application : refuse('cycle-closed');
}

/** Whether a director gave this school more time, and it isn't over. */
export const isExtended = ({ extendedTo }: DraftApplication, cycle: Cycle, now: Instant): boolean =>
  extendedTo !== undefined && todayOf(cycle, now) <= extendedTo;

/**
 * A director lets one school submit its draft until the end of a day, or change what it submitted. The draft may have
 * missed the deadline.
 */
export function extendDeadline(
  application: Application,
  until: CalendarDate,
  cycle: Cycle,
  staff: NamedStaff,
  now: Instant,
): Change<DraftApplication | SubmittedApplication, ApplicationEvent> | Refusal<'not-open' | 'too-early'> {
  if (application.state !== 'draft' && application.state !== 'submitted') return refuse('not-open');
  if (application.state === 'submitted' && application.planned) return refuse('not-open');
  const isTooEarly =
    until < todayOf(cycle, now) ||
    (application.state === 'draft' && until <= dateIn(cycle.program.timeZone, cycle.closesAt));
  if (isTooEarly) return refuse('too-early');
  const event = { type: 'deadline-extended' } as const;
  const after =
    application.state === 'draft'
      ? noted({ ...application, extendedTo: until }, now, staff.name, event, { date: until })
      : noted({ ...application, reopenedTo: until }, now, staff.name, event, { date: until });
  return { after, events: [event] };
}

/** Changes a draft's role. It keeps the answers that both roles give, and loses the others. */
export function changeRole(
  application: Application,
  role: Role,
  cycle: Cycle,
  now: Instant,
  by = application.applicant.name,
): Change<DraftApplication, ApplicationEvent> | Refusal<DraftRefusal> {
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draft;
  if (draft.role === role) return { after: draft, events: [] };
  const event = { type: 'role-changed' } as const;
  const { role: _, answers: __, ...rest } = draft;
  const after = { ...rest, role, answers: sharedAnswers(draft) };
  return { after: noted(after, now, by, event), events: [event] };
}

export type EditRefusal = DraftRefusal | 'in-review';

/**
 * The application if its answers can be changed: a draft, or a submitted application that no one has reviewed, asked
 * about, or planned to decide, until the deadline. One that a director reopened, until that day or a planned decision.
 */
export function editable(
  application: Application,
  cycle: Cycle,
  now: Instant,
): DraftApplication | SubmittedApplication | Refusal<EditRefusal> {
  if (application.state !== 'submitted') return editableDraft(application, cycle, now);
  const { reviews, inquiries, planned, reopenedTo } = application;
  if (reopenedTo !== undefined && !planned && todayOf(cycle, now) <= reopenedTo) return application;
  if (reviews.length > 0 || inquiries.length > 0 || planned) return refuse('in-review');
  return now <= cycle.closesAt ? application : refuse('already-submitted');
}

/**
 * Saves one question page, or one change of a submitted application. A topic that the role does not have is a bug in the
 * caller.
 */
export function answerTopic(
  application: DraftApplication,
  answer: TopicAnswer,
  cycle: Cycle,
  now: Instant,
  by?: string,
): Change<DraftApplication, ApplicationEvent> | Refusal<DraftRefusal>;
export function answerTopic(
  application: Application,
  answer: TopicAnswer,
  cycle: Cycle,
  now: Instant,
  by?: string,
): Change<DraftApplication | SubmittedApplication, ApplicationEvent> | Refusal<EditRefusal>;
export function answerTopic(
  application: Application,
  answer: TopicAnswer,
  cycle: Cycle,
  now: Instant,
  by = application.applicant.name,
): Change<DraftApplication | SubmittedApplication, ApplicationEvent> | Refusal<EditRefusal> {
  const before = editable(application, cycle, now);
  if (isRefusal(before)) return before;
  if (!topicsOf(before.role).includes(answer.topic))
    throw new Error(`A ${before.role} has no section ${answer.topic}`);
  const after = withAnswer(before, answer);
  if (after.state === 'draft') return { after, events: [] };
  const event = { type: 'answers-changed' } as const;
  // Several changes in a row are one line of the history, with the time of the last.
  const history = after.history.at(-1)?.what === event.type ? after.history.slice(0, -1) : after.history;
  return { after: noted({ ...after, history }, now, by, event), events: [event] };
}

/** Submits a complete draft. A second submission is refused as `already-submitted`: the first one counts. */
export function submitApplication(
  application: Application,
  cycle: Cycle,
  now: Instant,
  by = application.applicant.name,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<DraftRefusal | 'incomplete'> {
  const draft = editableDraft(application, cycle, now);
  if (isRefusal(draft)) return draft;
  if (!isComplete(draft)) return refuse('incomplete');
  const event = { type: 'application-submitted' } as const;
  const submitted: SubmittedApplication = {
    ...draft,
    state: 'submitted',
    submittedAt: now,
    reviewers: [],
    recused: [],
    reviews: [],
    inquiries: [],
  };
  return { after: noted(submitted, now, by, event), events: [event] };
}

export type WithdrawalRefusal = 'withdrawn' | 'already-declined';

/** Why the school has nothing to withdraw; undefined if it has. */
export function whyNotWithdrawn(application: Application): WithdrawalRefusal | undefined {
  if (application.state === 'withdrawn') return 'withdrawn';
  const isDeclined = application.state === 'decided' && application.decision.outcome === 'declined';
  return isDeclined ? 'already-declined' : undefined;
}

/**
 * Withdraws the application. A school can withdraw until it is declined. `partnership` is the school's partnership,
 * if it has one.
 */
export function withdrawApplication(
  application: Application,
  now: Instant,
  partnership?: GivenUp['partnership'],
  by = application.applicant.name,
): Change<WithdrawnApplication, ApplicationEvent> | Refusal<WithdrawalRefusal> {
  const why = whyNotWithdrawn(application);
  if (why) return refuse(why);
  const event = { type: 'application-withdrawn', ...givenUpWith(application, partnership) } as const;
  const { version, reference, cycleId, school, applicant, startedAt, extendedTo, history } = application;
  const withdrawn: WithdrawnApplication = {
    ...{ version, reference, cycleId, school, applicant, startedAt, history },
    ...(extendedTo !== undefined && { extendedTo }),
    ...ownershipOf(application),
    ...principalOf(application),
    ...(application.earlier && { earlier: application.earlier }),
    ...draftAnswersOf(application),
    state: 'withdrawn',
    withdrawnAt: now,
    ...('submittedAt' in application && { was: submissionOf(application) }),
  };
  return { after: noted(withdrawn, now, by, event), events: [event] };
}

/** The submission as staff left it. A planned decision doesn't outlive a withdrawal. */
function submissionOf(
  application: SubmittedApplication | DecidedApplication,
): NonNullable<WithdrawnApplication['was']> {
  const { submittedAt, reviewers, recused, reviews, inquiries, reversals, notes } = application;
  return {
    ...{ submittedAt, reviewers, recused, reviews, inquiries },
    ...(reversals && { reversals }),
    ...(notes && { notes }),
    ...(application.state === 'decided' && { decision: application.decision }),
  };
}

function givenUpWith(application: Application, partnership: GivenUp['partnership'] | undefined): GivenUp {
  const outcome = application.state === 'decided' ? application.decision.outcome : undefined;
  if (outcome !== 'accepted' && outcome !== 'waitlisted') return {};
  if (!partnership) return { was: outcome };
  const { host, facilitator } = partnership;
  return { was: outcome, partnership: { host: { id: host.id, name: host.name }, facilitator } };
}

const draftAnswersOf = (application: Application): DraftAnswers =>
  application.role === 'host'
    ? { role: 'host', answers: application.answers }
    : { role: 'partner', answers: application.answers };

/**
 * Staff correct one of an application's contacts, or add a principal. The new address then owns the application, and
 * links and sessions of the one before stop working. `ownership` is a random ID. The new contact gets what is sent
 * `again`.
 */
export function correctContact(
  application: Application,
  { contactRole = 'applicant', ...contact }: Applicant & { readonly contactRole?: ContactRole },
  ownership: string,
  staff: NamedStaff,
  now: Instant,
  again: readonly SentAgain[] = [],
): Change<Application, ApplicationEvent> | Refusal<'same-contact' | 'other-contact'> {
  const before = application[contactRole];
  if (before && isSameContact(before, contact)) return refuse('same-contact');
  const isOther = contact.email !== before?.email && asContact(application, contact.email) !== undefined;
  if (isOther) return refuse('other-contact');
  const isPrincipal = contactRole === 'principal';
  const event = {
    type: 'contact-corrected',
    ...(again.length > 0 && { again }),
    ...(isPrincipal && { to: [contactRole] }),
  } as const;
  const corrected = isPrincipal
    ? {
        ...application,
        ownership: application.ownership ?? firstOwnership,
        principal: { ...contact, ownership },
      }
    : { ...application, applicant: contact, ownership };
  return { after: noted(corrected, now, staff.name, event), events: [event] };
}
