import { type CalendarDate, sayDate } from '../../shared/domain/base/time.ts';
import type { CoachingSession } from '../../shared/domain/visits/visit-year.ts';
import { sayHours } from '../../shared/text/visits.ts';
import { Button } from '../../shared/ui/button.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details } from '../../shared/ui/notices.tsx';
import { Tag } from '../../shared/ui/tag.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors } from '../http/fields.ts';
import { isDirector } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { longestPlace, longestTitle } from './forms.ts';
import { HoursFields } from './hours-fields.tsx';
import type { VisitsRequest } from './setting.ts';

/** Whether a session can still be changed. */
export const isOpenSession = ({ state, date }: CoachingSession, today: CalendarDate): boolean =>
  state === 'booked' && date > today;

type SessionProps = {
  readonly session: CoachingSession;
  readonly request: VisitsRequest;
  readonly isSent: boolean;
  readonly errors: FieldErrors;
};

/** One session. A director can change or cancel it until its day. */
export function Session({ session, request, isSent, errors }: SessionProps) {
  const { number, title, date, place, state, sequence } = session;
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
          <Form
            action={hrefTo('changeCoaching', { session: String(number) })}
            hidden={{ sequence: String(sequence) }}
          >
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
          <Form
            action={hrefTo('cancelCoaching', { session: String(number) })}
            hidden={{ sequence: String(sequence) }}
          >
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

export const PlanFields = ({ values, errors, suffix }: PlanFieldsProps) => (
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
