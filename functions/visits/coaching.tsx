import { type Change, isRefusal, type Refusal } from '../../shared/domain/change.ts';
import { isSchoolDay } from '../../shared/domain/cycle.ts';
import { type CalendarDate, plusDays, sayDate } from '../../shared/domain/time.ts';
import {
  bookCoaching as book,
  type CoachingRefusal,
  cancelCoaching as cancel,
  changeCoaching as change,
} from '../../shared/domain/visits/coaching.ts';
import { clashesIn } from '../../shared/domain/visits/debts.ts';
import { schoolsIn, standing } from '../../shared/domain/visits/visit.ts';
import type { VisitYear } from '../../shared/domain/visits/visit-year.ts';
import { schoolYearAfter, visitingPartnerships } from '../../shared/domain/visits/year-problem.ts';
import { reviseVisitYear } from '../../shared/store/revise-visit-year.ts';
import { type Answer, seeOther, showErrors, showPage } from '../http/answer.ts';
import { check, type FieldErrors, type Fields } from '../http/fields.ts';
import { isDirector } from '../http/staff.tsx';
import { notForRole } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';
import { CoachingPage } from './coaching-page.tsx';
import { store } from './context.ts';
import { coachingFields } from './forms.ts';
import { notDone } from './refusals.tsx';
import { type VisitsRequest, withSetting } from './setting.ts';

/** The coaching of all principals: sessions, and for directors the days on which one could be. */
export const coaching = withSetting((request) => {
  const { setting, staff } = request;
  const days = isDirector(staff) ? daysOffered(request) : [];
  return showPage(<CoachingPage request={request} days={days} sent={undefined} errors={{}} />, {
    sessions: setting.year.coaching,
    days,
  });
});

/** A day on which a session could be, and how many principals have a visit then. */
export type OfferedDay = { readonly date: CalendarDate; readonly busy: number };

/** School days of the next three months without a session. */
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

const forDirectors = (respond: (request: VisitsRequest) => Answer | Promise<Answer>) =>
  withSetting((request) =>
    isDirector(request.staff) ? respond(request) : notForRole(request.staff, ['director']),
  );

export const bookCoaching = forDirectors((request) => {
  const { staff, now, today } = request;
  return withPlan(request, 'book', (plan) =>
    revised(request, 'booked', (year) => book(year, plan, staff, now, today)),
  );
});

export const changeCoaching = forDirectors((request) => {
  const { staff, now, today } = request;
  const number = sessionOf(request);
  return withPlan(request, number, (plan) =>
    revised(request, 'changed', (year) => change(year, number, plan, staff, now, today)),
  );
});

export const cancelCoaching = forDirectors((request) => {
  const { staff, now, today } = request;
  return revised(request, 'cancelled', (year) => cancel(year, sessionOf(request), staff, now, today));
});

/** No session has the number that stands for what is no number. */
const sessionOf = ({ parameters }: VisitsRequest): number =>
  /^\d{1,4}$/.test(parameters.session ?? '') ? Number(parameters.session) : 0;

type Plan = Parameters<typeof book>[1];

/** Checks what was typed, and shows the page again with what is wrong. */
function withPlan(
  request: VisitsRequest,
  sent: 'book' | number,
  respond: (plan: Plan) => Promise<Answer>,
): Answer | Promise<Answer> {
  const checked = check(coachingFields, request.fields);
  const errors = checked.errors ?? dayErrors(request, checked.value.date);
  return checked.errors || errors ? showAgain(request, sent, errors ?? {}) : respond(checked.value);
}

const showAgain = (request: VisitsRequest, sent: 'book' | number, errors: FieldErrors): Answer =>
  showErrors(
    <CoachingPage request={request} days={daysOffered(request)} sent={sent} errors={errors} />,
    errors,
  );

function dayErrors({ cycle }: VisitsRequest, date: CalendarDate): (Fields & FieldErrors) | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return { date: 'The calendar of this cycle has no school year after its deadline' };
  if (date < year.firstDay || date > year.lastDay)
    return {
      date: `${sayDate(date)} is not in the school year, which is from ${sayDate(year.firstDay)} to ${sayDate(year.lastDay)}`,
    };
  const weekday = new Date(date).getUTCDay();
  return weekday === 0 || weekday === 6 ? { date: `${sayDate(date)} is a weekend` } : undefined;
}

/** Commits, and leads to the repair where visits are on the day of a session now. */
async function revised(
  request: VisitsRequest,
  done: string,
  decide: (year: VisitYear) => Change<VisitYear> | Refusal<CoachingRefusal>,
): Promise<Answer> {
  const { cycle, staff, setting, today } = request;
  const year = await reviseVisitYear(store, cycle.id, decide);
  if (isRefusal<CoachingRefusal>(year))
    return notDone(
      staff,
      { status: 409, title: 'Nothing was changed', detail: refusalWords[year.refused] },
      { href: hrefTo('coaching', {}), text: 'See the coaching sessions as they stand' },
    );
  const dates = new Set(year.coaching.filter(({ state }) => state === 'booked').map(({ date }) => date));
  const clashes = clashesIn({ ...setting, year }, today).filter(({ visit }) => dates.has(visit.date));
  const to =
    clashes.length > 0
      ? hrefTo('repairVisitsPage', {}, { done: 'coaching' })
      : hrefTo('coaching', {}, { done });
  return seeOther(to, { sessions: year.coaching, clashes: clashes.length });
}

const refusalWords: Readonly<Record<CoachingRefusal, string>> = {
  'no-such-session': 'There is no such coaching session.',
  'session-cancelled': 'This coaching session was cancelled.',
  'day-over': 'A coaching session can only be on a day after today.',
  'session-that-day': 'Another coaching session is on that day.',
};
