import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import { type Cycle, schoolDaysFrom, todayOf } from '#domain/program/cycle.ts';
import {
  type Application,
  type Inquiry,
  isOpen,
  openInquiry,
  type SubmittedApplication,
} from './application.ts';
import type { ApplicationEvent } from './events.ts';

/** The day by which a question asked now should be answered, by the program's calendar. */
export const answerDueOn = (cycle: Cycle, now: Instant): CalendarDate =>
  schoolDaysFrom(cycle, todayOf(cycle, now), cycle.program.review.answerSchoolDays ?? 5);

/** Whether the school gets its one reminder today: on the last school day before the answer is due, or on the due day. */
export function remindsToday(application: Application, cycle: Cycle, now: Instant): boolean {
  const { dueOn, askedAt = now } = openInquiry(application) ?? {};
  const [asked, today] = [todayOf(cycle, askedAt), todayOf(cycle, now)];
  return dueOn !== undefined && asked < today && schoolDaysFrom(cycle, dueOn, -1) <= today && today <= dueOn;
}

/** Staff ask the school a question, one at a time. It should be answered by the end of `dueOn`. */
export function requestInformation(
  application: Application,
  { question, dueOn }: Pick<Inquiry, 'question' | 'dueOn'>,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<'not-under-review' | 'already-asked'> {
  if (application.state !== 'submitted') return refuse('not-under-review');
  if (openInquiry(application)) return refuse('already-asked');
  const event = { type: 'information-requested' } as const;
  const inquiry = { question, ...(dueOn !== undefined && { dueOn }), askedBy: staff.name, askedAt: now };
  const after = { ...application, inquiries: [...application.inquiries, inquiry] };
  return { after: noted(after, now, staff.name, event), events: [event] };
}

/** The school answers the open question. */
export function supplyInformation(
  application: Application,
  text: string,
  now: Instant,
  by = application.applicant.name,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<'nothing-asked'> {
  if (application.state !== 'submitted' || !openInquiry(application)) return refuse('nothing-asked');
  const event = { type: 'information-supplied' } as const;
  const inquiries = application.inquiries.map((inquiry) =>
    isOpen(inquiry) ? { ...inquiry, answer: { text, at: now } } : inquiry,
  );
  return {
    after: noted({ ...application, inquiries }, now, by, event),
    events: [event],
  };
}

/** Staff take the open question back. The school doesn't need to answer it anymore. */
export function withdrawInquiry(
  application: Application,
  staff: StaffMember,
  now: Instant,
): Change<SubmittedApplication, ApplicationEvent> | Refusal<'nothing-asked'> {
  if (application.state !== 'submitted' || !openInquiry(application)) return refuse('nothing-asked');
  const event = { type: 'information-withdrawn' } as const;
  const inquiries = application.inquiries.map((inquiry) =>
    isOpen(inquiry) ? { ...inquiry, withdrawn: { by: staff.name, at: now } } : inquiry,
  );
  return { after: noted({ ...application, inquiries }, now, staff.name, event), events: [event] };
}

/** Whether exactly this question of this person is open, so that submitting a form twice counts as asking once. */
export function hasAsked(application: Application, question: string, staff: StaffMember): boolean {
  const open = openInquiry(application);
  return open?.question === question && open.askedBy === staff.name;
}
