import type * as v from 'valibot';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import { type CalendarDate, plusDays } from '#domain/base/time.ts';
import { schoolsIn, standing } from '#domain/partnership/visit.ts';
import { isSchoolDay } from '#domain/program/cycle.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import type { OffYear } from '#domain/visits/closures.ts';
import {
  bookCoaching as book,
  type CoachingRefusal,
  cancelCoaching as cancel,
  changeCoaching as change,
} from '#domain/visits/coaching.ts';
import { clashesIn } from '#domain/visits/debts.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import { visitingPartnerships } from '#domain/visits/schedule.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import { check, type FieldErrors } from '#http/fields.ts';
import { creationOf, keyReused, once } from '#http/once.tsx';
import { isDirector, notForRole, staffProblem } from '#http/staff-access.tsx';
import { ifSeen, seenOf } from '#http/stale-form.ts';
import { KeptWords } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { reviseVisitYear } from '#store/revise.ts';
import { store, type VisitsRequest, withSetting } from '../access.ts';
import { coachingCancellationFields, coachingChangeFields, coachingFields } from '../forms.ts';
import { sayNoClosure } from '../refusals.tsx';
import { type Done, done } from '../text.tsx';
import { CoachingPage, isOpenSession, type SentForm } from './page.tsx';

/** A possible day for a session. `busy` is the number of principals who have a visit that day. */
type OfferedDay = { readonly date: CalendarDate; readonly busy: number };

/** School days in the next three months that have no session. */
function daysOffered({ setting, cycle, today }: VisitsRequest): readonly OfferedDay[] {
  const year = schoolYearAfter(cycle);
  if (!year) return [];
  const taken = new Set(
    setting.year.coaching.filter(({ state }) => state === 'booked').map(({ date }) => date),
  );
  const first = today < year.firstDay ? year.firstDay : plusDays(today, 1);
  const busyOn = busyPrincipals(setting.partnerships);
  return Array.from({ length: 91 }, (_, days) => plusDays(first, days))
    .filter((date) => date <= year.lastDay && isSchoolDay(cycle, date) && !taken.has(date))
    .map((date) => ({ date, busy: busyOn(date) }));
}

const busyPrincipals = (partnerships: VisitsRequest['setting']['partnerships']) => {
  const byDate = Map.groupBy(
    visitingPartnerships(partnerships).flatMap(({ visits }) => standing(visits)),
    ({ date }) => date,
  );
  return (date: CalendarDate): number =>
    (byDate.get(date) ?? []).reduce((sum, visit) => sum + schoolsIn(visit).length, 0);
};

/** Why a coaching session wasn't changed: a rule, or someone else's change. */
type CoachingFault = Exclude<CoachingRefusal['refused'], OffYear['refused']> | 'changed';

/** Answers a form that changed nothing: the current page with what was typed, if it still has that form. */
function showCoachingAgain(request: VisitsRequest, sent: SentForm, why: CoachingFault): Answer {
  const { setting, today, staff, fields } = request;
  const words = { status: 409, title: 'Your change wasn’t saved', detail: faultWords[why] } as const;
  const session = setting.year.coaching.find(({ number }) => number === sent);
  if (sent !== 'book' && !(session && isOpenSession(session, today)))
    return staffProblem(
      staff,
      { ...words, to: { href: hrefTo('coaching', {}), text: 'See the coaching sessions as they are now' } },
      <KeptWords fields={fields} labels={{ title: 'Title', place: 'Location' }} />,
    );
  const errors = why === 'changed' ? {} : { date: faultWords[why] };
  return showProblem(
    <CoachingPage
      request={request}
      days={daysOffered(request)}
      sent={sent}
      errors={errors}
      isChanged={why === 'changed'}
    />,
    { ...words, errors: Object.entries(errors).map(([field, detail]) => ({ field, detail })) },
  );
}

const faultWords: Readonly<Record<CoachingFault, string>> = {
  'no-such-session': 'Coaching session not found.',
  'session-cancelled': 'This coaching session was canceled.',
  'day-over': 'Choose a date after today.',
  'session-that-day': 'There’s already a coaching session that day.',
  changed: 'Someone else changed this session while you were looking at it.',
};

/** All sessions as data, each with what its forms send back. */
const toldSessions = ({ coaching }: VisitYear) =>
  coaching.map((session) => ({ ...session, seen: seenOf(session) }));

/** Shows the sessions; to directors, also possible days. */
export const coaching = withSetting((request) => {
  const { setting, staff } = request;
  const days = isDirector(staff) ? daysOffered(request) : [];
  return showPage(
    <CoachingPage request={request} days={days} sent={undefined} errors={{}} isChanged={false} />,
    {
      sessions: toldSessions(setting.year),
      days,
    },
  );
});

const forDirectors = (respond: (request: VisitsRequest) => Answer | Promise<Answer>) =>
  withSetting((request) =>
    isDirector(request.staff) ? respond(request) : notForRole(request.staff, ['director']),
  );

export const bookCoaching = forDirectors((request) => {
  const { cycle, staff, now } = request;
  return withPlan(request, coachingFields, 'book', ({ idempotencyKey, ...plan }) =>
    revised(
      request,
      { sent: 'book', done: 'session-booked', date: plan.date },
      once(creationOf(staff.email, { idempotencyKey, ...plan }), (year: VisitYear) =>
        book(year, plan, cycle, staff, now),
      ),
    ),
  );
});

export const changeCoaching = forDirectors((request) => {
  const { cycle, staff, now } = request;
  const number = sessionOf(request);
  return withPlan(request, coachingChangeFields, number, ({ seen, ...plan }) =>
    revised(
      request,
      { sent: number, done: 'session-changed', date: plan.date },
      ifSeen({ seen, shown: sessionIn(number), wanted: plan }, (year: VisitYear) =>
        change(year, number, plan, cycle, staff, now),
      ),
    ),
  );
});

export const cancelCoaching = forDirectors((request) => {
  const { cycle, staff, now, fields } = request;
  const number = sessionOf(request);
  const seen = check(coachingCancellationFields, fields).value?.seen ?? '';
  return revised(
    request,
    { sent: number, done: 'session-cancelled' },
    ifSeen({ seen, shown: sessionIn(number), wanted: { state: 'cancelled' } }, (year: VisitYear) =>
      cancel(year, number, cycle, staff, now),
    ),
  );
});

/** An invalid number becomes 0, which no session has. */
const sessionOf = ({ parameters }: VisitsRequest): number =>
  /^\d{1,4}$/.test(parameters.session ?? '') ? Number(parameters.session) : 0;

type Decide = (
  year: VisitYear,
) => Change<VisitYear, YearEvent> | CoachingRefusal | Refusal<'changed' | 'key-reused'>;

const sessionIn = (number: number) => (year: VisitYear) =>
  year.coaching.find((session) => session.number === number);

/** Checks what was typed. If something is wrong, shows the page again with the errors. */
function withPlan<P extends { readonly date: CalendarDate }>(
  request: VisitsRequest,
  schema: v.GenericSchema<unknown, P>,
  sent: 'book' | number,
  respond: (plan: P) => Promise<Answer>,
): Answer | Promise<Answer> {
  const checked = check(schema, request.fields);
  return checked.errors ? showAgain(request, sent, checked.errors) : respond(checked.value);
}

const showAgain = (request: VisitsRequest, sent: 'book' | number, errors: FieldErrors): Answer =>
  showErrors(
    <CoachingPage
      request={request}
      days={daysOffered(request)}
      sent={sent}
      errors={errors}
      isChanged={false}
    />,
    errors,
  );

type Revision = {
  /** The form that was sent. */
  readonly sent: 'book' | number;
  readonly done: Done;
  /** The day that can't have visits after this change. */
  readonly date?: CalendarDate;
};

/** Commits. If visits are on the session's day, leads to the repair. */
async function revised(
  request: VisitsRequest,
  { sent, done: what, date = '' }: Revision,
  decide: Decide,
): Promise<Answer> {
  const { cycle, setting, today } = request;
  const year = await reviseVisitYear(store, cycle.id, decide);
  if (isRefusal(year)) {
    const fresh = { ...setting, year: await store.visitYear(cycle.id) };
    switch (year.refused) {
      case 'key-reused':
        return keyReused(request);
      case 'no-school-year':
      case 'outside-year':
      case 'weekend':
        return showAgain({ ...request, setting: fresh }, sent, { date: sayNoClosure(year, date) });
      default:
        return showCoachingAgain({ ...request, setting: fresh }, sent, year.refused);
    }
  }
  const clashes = clashesIn({ ...setting, year }, today).filter(({ visit }) => visit.date === date);
  const to =
    clashes.length > 0
      ? hrefTo('repairVisitsPage', {}, done('coaching'))
      : hrefTo('coaching', {}, done(what));
  return seeOther(to, { sessions: toldSessions(year), clashes: clashes.length });
}
