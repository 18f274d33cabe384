import { Button } from '../../shared/ui/button.tsx';
import { Radios } from '../../shared/ui/choices.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';

/** What asking for a proposal takes. */
export const AskForm = ({ values, errors }: { readonly values: Fields; readonly errors: FieldErrors }) => (
  <section>
    <h2 class="govuk-heading-m">Ask for a proposal</h2>
    <Form action={hrefTo('askForProposal', {})}>
      <TextField
        name="name"
        label="Name"
        hint="To tell it from others, like “All accepted, after the waitlist”."
        width={30}
        autocomplete="off"
        values={values}
        errors={errors}
      />
      <Radios
        name="schools"
        label="Which schools?"
        labelSize="s"
        small
        options={[
          {
            value: 'accepted',
            text: 'Accepted schools',
            hint: 'As many accepted partners as possible get a place, and the plan as a whole earns the most points.',
          },
          {
            value: 'reviewed',
            text: 'Choose from all reviewed applications',
            hint: 'Finds whom to admit, too, so that targets and quotas are kept. Decisions stay yours.',
          },
        ]}
        values={values}
        errors={errors}
      />
      <Button>Ask for a proposal</Button>
    </Form>
  </section>
);
