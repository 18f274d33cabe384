import { sayDate, sayDateWithYear } from '../../shared/domain/base/time.ts';
import { countOf } from '../../shared/domain/base/wording.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { ChangedBanner } from '../http/changed-banner.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors } from '../http/fields.ts';
import { isDirector } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { PlanFields, Session } from './coaching-forms.tsx';
import { FreeDays } from './free-days.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitsHeading } from './visits-heading.tsx';
import { sayYearOver } from './year-over.ts';

const doneWords: Readonly<Record<string, string>> = {
  booked: 'Session scheduled. Every principal and facilitator will get an invitation.',
  changed: 'Session updated. Every principal and facilitator will get an updated invitation.',
  cancelled: 'Session canceled. Every principal and facilitator will get an email.',
};

/** The form that was sent and comes back: of a new session, or of the session with this number. */
export type SentForm = 'book' | number | undefined;

type CoachingPageProps = {
  readonly request: VisitsRequest;
  /** Possible days for a session. `busy` is the number of principals who have a visit that day. */
  readonly days: readonly { readonly date: string; readonly busy: number }[];
  readonly sent: SentForm;
  readonly errors: FieldErrors;
  /** Whether someone changed the session after the page was loaded. */
  readonly isChanged: boolean;
};

export function CoachingPage({ request, days, sent, errors, isChanged }: CoachingPageProps) {
  const { staff, setting } = request;
  return (
    <ConsolePage
      request={request}
      title="Principal coaching"
      current="visits"
      errors={errors}
      doneWords={doneWords}
    >
      {isChanged && (
        <ChangedBanner>
          Your change wasn’t saved. Below is the session as it is now
          {'title' in request.fields && ', with what you typed still in the form'}.
        </ChangedBanner>
      )}
      <VisitsHeading>Principal coaching</VisitsHeading>
      {setting.year.coaching.length === 0 && <p class="govuk-body-l">No sessions scheduled yet.</p>}
      {setting.year.coaching.map((session) => (
        <Session
          key={session.number}
          session={session}
          request={request}
          isSent={sent === session.number}
          errors={sent === session.number ? errors : {}}
        />
      ))}
      {isDirector(staff) ? (
        <Booking request={request} days={days} sent={sent} errors={errors} />
      ) : (
        <p class="govuk-body">Only directors can schedule sessions.</p>
      )}
    </ConsolePage>
  );
}

/** The form to schedule a session and the possible days, or why there are none. */
function Booking({ request, days, sent, errors }: Omit<CoachingPageProps, 'isChanged'>) {
  const { query, fields, cycle } = request;
  const { start, durationMinutes } = cycle.program.visits;
  const fresh = { start, durationMinutes: String(durationMinutes), date: query.get('date') ?? '' };
  const isSent = sent === 'book';
  if (days.length === 0 && !isSent) return <p class="govuk-body">{sayYearOver(request) ?? noneLeft}</p>;
  return (
    <>
      <section class="lp-narrow">
        <h2 class="govuk-heading-m">Schedule a session</h2>
        <p class="govuk-body">
          Every principal and facilitator will get an invitation as soon as you schedule the session. If
          visits are scheduled that day, you’ll see new dates for them next.
        </p>
        <Form action={hrefTo('bookCoaching', {})}>
          <PlanFields values={isSent ? fields : fresh} errors={isSent ? errors : {}} suffix="" />
          <Button>Schedule and send invitations</Button>
        </Form>
      </section>
      <Days request={request} days={days} />
    </>
  );
}

function Days({ request, days }: Pick<CoachingPageProps, 'request' | 'days'>) {
  const busy = new Map(days.map((day) => [day.date, day.busy]));
  return (
    <>
      <h2 class="govuk-heading-m">Possible days</h2>
      <p class="govuk-body">
        {days.length === 0
          ? (sayYearOver(request) ?? noneLeft)
          : `School days ${sayFromTo(days)}, with the number of principals who have a visit.`}
      </p>
      <FreeDays
        dates={days.map(({ date }) => date)}
        hrefOf={(date) => hrefTo('coaching', {}, { date })}
        chosen={request.query.get('date') ?? undefined}
        noteOf={(date) => {
          const count = busy.get(date) ?? 0;
          return count === 0 ? undefined : countOf(count, 'principal');
        }}
      />
    </>
  );
}

const noneLeft = 'There are no school days left for a session.';

function sayFromTo(days: CoachingPageProps['days']): string {
  const [first, last] = [days[0], days.at(-1)];
  return first && last ? `from ${sayDate(first.date)}, to ${sayDateWithYear(last.date)}` : '';
}
