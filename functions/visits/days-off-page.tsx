import { Button } from '../../shared/ui/button.tsx';
import { Checkboxes } from '../../shared/ui/choices.tsx';
import type { FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { TextArea } from '../../shared/ui/text-field.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { FacilitatorChoice, facilitatorName } from './facilitator-choice.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitsHeading } from './visits-heading.tsx';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

type DaysOffPageProps = {
  readonly request: VisitsRequest;
  readonly facilitator: string;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
};

export function DaysOffPage({ request, facilitator, values, errors }: DaysOffPageProps) {
  const name = facilitatorName(request, facilitator);
  return (
    <ConsolePage request={request} title={`Days off of ${name}`} current="visits" errors={errors}>
      <VisitsHeading>
        Days off of <span dir="auto">{name}</span>
      </VisitsHeading>
      <FacilitatorChoice
        request={request}
        current={facilitator}
        hrefOf={(email) => hrefTo('daysOffPage', {}, { facilitator: email })}
      />
      <p class="govuk-body-l">
        No visit is planned on these days. Visits that are on them already move only when you say so: you see
        how before anything is done.
      </p>
      <section class="lp-narrow">
        <Form action={hrefTo('setDaysOff', {})} hidden={{ facilitator }}>
          <Checkboxes
            name="weekdays"
            label="Weekdays off"
            small
            options={weekdays.map((text, index) => ({ value: String(index + 1), text }))}
            values={values}
            errors={errors}
          />
          <TextArea
            name="dates"
            label="Single days off"
            hint="Each in a line of its own, like 2014-11-03 or 11/3/2014."
            rows={6}
            values={values}
            errors={errors}
          />
          <Button>Save the days off</Button>
        </Form>
      </section>
    </ConsolePage>
  );
}
