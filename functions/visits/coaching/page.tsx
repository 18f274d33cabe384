import { type CalendarDate, sayDate, sayDateWithYear } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { CoachingSession } from '#domain/visits/visit-year.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import { isDirector } from '#http/staff-access.tsx';
import { seenFor } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { sayHours } from '#text/visits.ts';
import { Button } from '#ui/button.tsx';
import type { FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Details } from '#ui/notices.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { VisitsRequest } from '../access.ts';
import { FreeDays, HoursFields, VisitsHeading } from '../form-parts.tsx';
import { longestPlace, longestTitle } from '../forms.ts';
import { sayYearOver } from '../text.tsx';

/** Whether a session can still be changed. */
export const isOpenSession = ({ state, date }: CoachingSession, today: CalendarDate): boolean =>
  state === 'booked' && date > today;

type SessionProps = {
  readonly session: CoachingSession;
  readonly request: VisitsRequest;
  readonly isSent: boolean;
  readonly errors: FieldErrors;
  readonly isChanged: boolean;
};

/** One session. A director can change or cancel it until its day. */
function Session({ session, request, isSent, errors, isChanged }: SessionProps) {
  const { number, title, date, place, state } = session;
  const seen = seenFor(session, isSent ? { fields: request.fields, isChanged } : undefined);
  const isOpen = isOpenSession(session, request.today) && isDirector(request.staff);
  return (
    <section class="lp-narrow">
      <h2 class="govuk-heading-s">
        <span dir="auto">{title}</span> {state === 'cancelled' && <Tag meaning="bad">Canceled</Tag>}
      </h2>
      <p class="govuk-body">
        {sayDate(date)}, {sayHours(session)}
        {place !== '' && `, ${place}`}
      </p>
      {isOpen && (
        <Details summary={`Change or cancel “${title}”`} open={isSent}>
          <Form action={hrefTo('changeCoaching', { session: String(number) })} hidden={{ seen }}>
            <PlanFields
              values={
                isSent && 'title' in request.fields
                  ? request.fields
                  : {
                      ...session,
                      number: undefined,
                      sequence: undefined,
                      durationMinutes: String(session.durationMinutes),
                    }
              }
              errors={errors}
              suffix={isSent ? '' : `-${number}`}
            />
            <Button variant="secondary">Save and send emails</Button>
          </Form>
          <Form action={hrefTo('cancelCoaching', { session: String(number) })} hidden={{ seen }}>
            <Button variant="warning">Cancel session and send emails</Button>
          </Form>
        </Details>
      )}
    </section>
  );
}

type PlanFieldsProps = {
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Keeps field IDs of several sessions apart. */
  readonly suffix: string;
};

const PlanFields = ({ values, errors, suffix }: PlanFieldsProps) => (
  <>
    <TextField
      name="title"
      id={`title${suffix}`}
      label="Title"
      maxLength={longestTitle}
      values={values}
      errors={errors}
    />
    <TextField
      name="date"
      id={`date${suffix}`}
      label="Date"
      type="date"
      width={10}
      values={values}
      errors={errors}
    />
    <HoursFields values={values} errors={errors} suffix={suffix} />
    <TextField
      name="place"
      id={`place${suffix}`}
      label="Location"
      maxLength={longestPlace}
      values={values}
      errors={errors}
    />
  </>
);

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
    <ConsolePage request={request} title="Principal coaching" current="visits" errors={errors}>
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
          isChanged={isChanged}
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
        <Form action={hrefTo('bookCoaching', {})} hidden={freshKey()}>
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
