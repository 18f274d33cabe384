import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { type Application, openInquiry, type SubmittedApplication } from './application.ts';
import type { ApplicationEvent } from './events.ts';

/** Staff ask the school a question, one at a time. */
export function requestInformation(
  application: Application,
  question: string,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<'not-under-review' | 'already-asked'> {
  if (application.state !== 'submitted') return refuse('not-under-review');
  if (openInquiry(application)) return refuse('already-asked');
  const event = { type: 'information-requested' } as const;
  const inquiry = { question, askedBy: staff.name, askedAt: now };
  const after = { ...application, inquiries: [...application.inquiries, inquiry] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** The school answers the open question. */
export function supplyInformation(
  application: Application,
  text: string,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<'nothing-asked'> {
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

/** Whether exactly this question of this person is open, so that submitting a form twice counts as asking once. */
export function hasAsked(application: Application, question: string, staff: StaffMember): boolean {
  const open = openInquiry(application);
  return open?.question === question && open.askedBy === staff.name;
}
