import { countOf } from '../../shared/domain/amounts.ts';
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
  booked: 'The coaching session is booked. Every principal gets an invitation.',
  changed: 'The coaching session is changed, and calendars follow.',
  cancelled: 'The coaching session is cancelled. Every principal gets a letter.',
};

/** A form of the page that was sent and comes back: that of a new session, or of one by its number. */
export type SentForm = 'book' | number | undefined;

type CoachingPageProps = {
  readonly request: VisitsRequest;
  /** School days on which a session could be, with how many principals have a visit then. */
  readonly days: readonly { readonly date: string; readonly busy: number }[];
  readonly sent: SentForm;
  readonly errors: FieldErrors;
  /** Whether somebody changed the session since this person looked. */
  readonly isChanged: boolean;
};

export function CoachingPage({ request, days, sent, errors, isChanged }: CoachingPageProps) {
  const { staff, setting } = request;
  return (
    <ConsolePage
      request={request}
      title="Coaching of principals"
      current="visits"
      errors={errors}
      doneWords={doneWords}
    >
      {isChanged && (
        <ChangedBanner>
          Nothing was changed. Below is the session as it stands now
          {'title' in request.fields && ', and in its form what you typed'}.
        </ChangedBanner>
      )}
      <VisitsHeading>Coaching of principals</VisitsHeading>
      {setting.year.coaching.length === 0 && <p class="govuk-body-l">No session is booked yet.</p>}
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
        <p class="govuk-body">Directors book sessions.</p>
      )}
    </ConsolePage>
  );
}

/** The form that books a session, and the days to choose from; where there is none, why. */
function Booking({ request, days, sent, errors }: Omit<CoachingPageProps, 'isChanged'>) {
  const { query, fields, cycle } = request;
  const { start, durationMinutes } = cycle.program.visits;
  const fresh = { start, durationMinutes: String(durationMinutes), date: query.get('date') ?? '' };
  const isSent = sent === 'book';
  if (days.length === 0 && !isSent) return <p class="govuk-body">{sayYearOver(request) ?? noneLeft}</p>;
  return (
    <>
      <section class="lp-narrow">
        <h2 class="govuk-heading-m">Book a session</h2>
        <p class="govuk-body">
          The principals of all schools are invited. No visit can be on its day: those that are move when you
          say so.
        </p>
        <Form action={hrefTo('bookCoaching', {})}>
          <PlanFields values={isSent ? fields : fresh} errors={isSent ? errors : {}} suffix="" />
          <Button>Book it and invite everybody</Button>
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
      <h2 class="govuk-heading-m">Days on which it could be</h2>
      <p class="govuk-body">
        {days.length === 0
          ? (sayYearOver(request) ?? noneLeft)
          : 'School days of the next three months, with how many principals have a visit then.'}
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

const noneLeft = 'No school day of the next three months is left.';
