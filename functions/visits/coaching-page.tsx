import { countOf } from '../../shared/domain/amounts.ts';
import { sayDate } from '../../shared/domain/time.ts';
import type { CoachingSession } from '../../shared/domain/visits/coaching-session.ts';
import { sayHours } from '../../shared/domain/visits/saying.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details } from '../../shared/ui/notices.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors } from '../http/fields.ts';
import { isDirector } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { longestPlace, longestTitle } from './forms.ts';
import { FreeDays } from './free-days.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitsHeading } from './visits-heading.tsx';

const doneWords: Readonly<Record<string, string>> = {
  booked: 'The coaching session is booked. Every principal gets an invitation.',
  changed: 'The coaching session is changed, and calendars follow.',
  cancelled: 'The coaching session is cancelled. Every principal gets a letter.',
};

type CoachingPageProps = {
  readonly request: VisitsRequest;
  /** School days on which a session could be, with how many principals have a visit then. */
  readonly days: readonly { readonly date: string; readonly busy: number }[];
  /** Which form was sent with something wrong in it: that of a new session, or of one by its number. */
  readonly sent: 'book' | number | undefined;
  readonly errors: FieldErrors;
};

export function CoachingPage({ request, days, sent, errors }: CoachingPageProps) {
  const { staff, setting, query, fields, cycle } = request;
  const { start, durationMinutes } = cycle.program.visits;
  const busy = new Map(days.map((day) => [day.date, day.busy]));
  const fresh = {
    start,
    durationMinutes: String(durationMinutes),
    date: query.get('date') ?? '',
  };
  return (
    <ConsolePage
      request={request}
      title="Coaching of principals"
      current="visits"
      errors={errors}
      doneWords={doneWords}
    >
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
        <>
          <section class="lp-narrow">
            <h2 class="govuk-heading-m">Book a session</h2>
            <p class="govuk-body">
              The principals of all schools are invited. No visit can be on its day: those that are move when
              you say so.
            </p>
            <Form action={hrefTo('bookCoaching', {})}>
              <PlanFields
                values={sent === 'book' ? fields : fresh}
                errors={sent === 'book' ? errors : {}}
                suffix=""
              />
              <Button>Book it and invite everybody</Button>
            </Form>
          </section>
          <h2 class="govuk-heading-m">Days on which it could be</h2>
          <p class="govuk-body">
            School days of the next three months, with how many principals have a visit then.
          </p>
          <FreeDays
            dates={days.map(({ date }) => date)}
            hrefOf={(date) => hrefTo('coaching', {}, { date })}
            chosen={query.get('date') ?? undefined}
            noteOf={(date) => {
              const count = busy.get(date) ?? 0;
              return count === 0 ? undefined : countOf(count, 'principal');
            }}
          />
        </>
      ) : (
        <p class="govuk-body">Directors book sessions.</p>
      )}
    </ConsolePage>
  );
}

type SessionProps = {
  readonly session: CoachingSession;
  readonly request: VisitsRequest;
  readonly isSent: boolean;
  readonly errors: FieldErrors;
};

function Session({ session, request, isSent, errors }: SessionProps) {
  const { number, title, date, place, state } = session;
  const isOpen = state === 'booked' && date > request.today && isDirector(request.staff);
  return (
    <section class="lp-narrow">
      <h2 class="govuk-heading-s">
        <span dir="auto">{title}</span> {state === 'cancelled' && <Tag meaning="bad">Cancelled</Tag>}
      </h2>
      <p class="govuk-body">
        {sayDate(date)}, {sayHours(session)}
        {place !== '' && `, ${place}`}
      </p>
      {isOpen && (
        <Details summary={`Change or cancel “${title}”`} open={isSent}>
          <Form action={hrefTo('changeCoaching', { session: String(number) })}>
            <PlanFields
              values={
                isSent
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
            <Button variant="secondary">Change it and tell everybody</Button>
          </Form>
          <Form action={hrefTo('cancelCoaching', { session: String(number) })}>
            <Button variant="warning">Cancel it and tell everybody</Button>
          </Form>
        </Details>
      )}
    </section>
  );
}

type PlanFieldsProps = {
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Tells the fields of one session from those of another. */
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
      label="Day"
      type="date"
      width={10}
      values={values}
      errors={errors}
    />
    <TextField
      name="start"
      id={`start${suffix}`}
      label="Starts at"
      type="time"
      width={10}
      values={values}
      errors={errors}
    />
    <TextField
      name="durationMinutes"
      id={`durationMinutes${suffix}`}
      label="Takes"
      inputmode="numeric"
      width={5}
      suffix="minutes"
      values={values}
      errors={errors}
    />
    <TextField
      name="place"
      id={`place${suffix}`}
      label="Where"
      maxLength={longestPlace}
      values={values}
      errors={errors}
    />
  </>
);
