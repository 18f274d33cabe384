import type { CoachingRefusal } from '../../shared/domain/visits/coaching.ts';
import { type Answer, showProblem } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { isOpenSession } from './coaching-forms.tsx';
import { CoachingPage, type SentForm } from './coaching-page.tsx';
import { daysOffered } from './days-offered.ts';
import { notDone } from './refusals.tsx';
import type { VisitsRequest } from './setting.ts';

/** Why a coaching session wasn't changed: a rule, or someone else's change. */
export type CoachingFault = CoachingRefusal | 'changed';

/** Answers a form that changed nothing: the current page with what was typed, if it still has that form. */
export function showCoachingAgain(request: VisitsRequest, sent: SentForm, why: CoachingFault): Answer {
  const { setting, today, staff, fields } = request;
  const words = { status: 409, title: 'Your change wasn’t saved', detail: faultWords[why] } as const;
  const session = setting.year.coaching.find(({ number }) => number === sent);
  if (sent !== 'book' && !(session && isOpenSession(session, today)))
    return notDone(
      staff,
      words,
      { href: hrefTo('coaching', {}), text: 'See the coaching sessions as they are now' },
      { fields, labels: { title: 'Title', place: 'Location' } },
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
