import { Button } from '../../shared/ui/button.tsx';
import { Radios } from '../../shared/ui/choices.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';

export const AskForm = ({ values, errors }: { readonly values: Fields; readonly errors: FieldErrors }) => (
  <section>
    <h2 class="govuk-heading-m">Request a proposal</h2>
    <Form action={hrefTo('askForProposal', {})}>
      <TextField
        name="name"
        label="Name"
        hint="A name you’ll recognize, like “All accepted, after the waitlist.”"
        width={30}
        autocomplete="off"
        values={values}
        errors={errors}
      />
      <Radios
        name="schools"
        label="Schools to pair"
        labelSize="s"
        small
        options={[
          {
            value: 'accepted',
            text: 'Accepted schools',
            hint: 'Places as many accepted partners as possible, with the highest total score.',
          },
          {
            value: 'reviewed',
            text: 'Choose schools from all reviewed applications',
            hint: 'Also suggests which schools to accept so that targets and quotas are met. You still make the decisions.',
          },
        ]}
        values={values}
        errors={errors}
      />
      <Button>Request a proposal</Button>
    </Form>
  </section>
);
