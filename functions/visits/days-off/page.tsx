import { type CalendarDate, sayDate } from '#domain/base/time.ts';
import { type DaysOff, noDaysOff } from '#domain/visits/visit-year.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { seenFor } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/choices.tsx';
import type { FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { TextArea } from '#ui/text-field.tsx';
import type { FacilitatorRequest } from '../access.ts';
import {
  FacilitatorChoice,
  facilitatorName,
  SavedByOthers,
  VisitsHeading,
  weekdays,
} from '../form-parts.tsx';

/** "Current days off: every Friday; Monday, November 3." */
function sayDaysOff({ weekdays: numbers, dates }: DaysOff): string {
  const days = [
    ...numbers.flatMap((number) => weekdays[number - 1] ?? []).map((day) => `every ${day}`),
    ...dates.map(sayDate),
  ];
  return days.length === 0 ? 'No days off yet.' : `Current days off: ${days.join('; ')}.`;
}

/** "11/3/2014" of `2014-11-03` */
function asTyped(date: CalendarDate): string {
  const [year, month, day] = date.split('-').map(Number);
  return `${month}/${day}/${year}`;
}

type DaysOffPageProps = {
  readonly request: FacilitatorRequest;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Whether someone saved other days after the page was loaded. */
  readonly isChanged: boolean;
};

export function DaysOffPage({ request, values, errors, isChanged }: DaysOffPageProps) {
  const { facilitator } = request;
  const name = facilitatorName(request, facilitator);
  const daysOff = request.setting.year.daysOff[facilitator] ?? noDaysOff;
  const seen = seenFor(daysOff, { fields: request.fields, isChanged });
  return (
    <ConsolePage request={request} title={`${name}’s days off`} current="visits" errors={errors}>
      {isChanged && <SavedByOthers />}
      <VisitsHeading>
        <span dir="auto">{name}</span>’s days off
      </VisitsHeading>
      <FacilitatorChoice
        request={request}
        current={facilitator}
        hrefOf={(email) => hrefTo('daysOffPage', {}, { facilitator: email })}
      />
      <p class="govuk-body-l">
        We won’t schedule visits on these days. If any are already scheduled, you’ll see how they would move
        before anything changes.
      </p>
      {isChanged && <p class="govuk-body">{sayDaysOff(daysOff)}</p>}
      <section class="lp-narrow">
        <Form action={hrefTo('setDaysOff', {})} hidden={{ facilitator, seen }}>
          <Checkboxes
            name="weekdays"
            label="Days of the week off"
            small
            options={weekdays.map((text, index) => ({ value: String(index + 1), text }))}
            values={values}
            errors={errors}
          />
          <TextArea
            name="dates"
            label="Dates off"
            hint={`One date per line, like ${asTyped(request.today)}.`}
            rows={6}
            values={values}
            errors={errors}
          />
          <Button>Save days off</Button>
        </Form>
      </section>
    </ConsolePage>
  );
}
