import type { Facilitator } from '../../shared/domain/roster.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Checkboxes } from '../../shared/ui/choices.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { RowForm } from '../../shared/ui/row-form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { StaffFields } from '../http/staff-fields.tsx';
import { hrefTo } from '../routes.ts';

/** A facilitator, and how much they go with. */
export type FacilitatorLoad = Facilitator & { readonly partnerships: number; readonly partners: number };

type FacilitatorsPageProps = {
  readonly request: StaffRequest;
  readonly loads: readonly FacilitatorLoad[];
  readonly values: Fields;
  readonly errors: FieldErrors;
};

const doneWords: Readonly<Record<string, string>> = {
  added: 'The facilitator is on the roster.',
  removed: 'The facilitator is off the roster.',
};

export function FacilitatorsPage({ request, loads, values, errors }: FacilitatorsPageProps) {
  const { program } = request.cycle;
  return (
    <ConsolePage
      request={request}
      title="Facilitators"
      current="facilitators"
      errors={errors}
      doneWords={doneWords}
    >
      <h1>Facilitators</h1>
      <Table
        caption="Who goes with partnerships"
        dense
        columns={[
          { text: 'Name', head: true },
          { text: 'E-mail' },
          { text: 'Regions' },
          { text: 'Partnerships', numeric: true },
          { text: 'Partners', numeric: true },
          { text: <span class="govuk-visually-hidden">Remove</span> },
        ]}
        empty="Nobody yet. A pairing can be published once every partnership has a facilitator."
        rows={loads.map(({ name, email, regions, partnerships, partners }) => [
          <span key="name" dir="auto">
            {name}
          </span>,
          email,
          regions.length === 0 ? 'Anywhere' : regions.join(', '),
          partnerships,
          partners,
          <RowForm
            key="remove"
            action={hrefTo('removeFacilitator', {})}
            hidden={{ email }}
            text="Remove"
            what={name}
          />,
        ])}
      />
      <section class="lp-narrow">
        <h2 class="govuk-heading-m">Add a facilitator</h2>
        <Form action={hrefTo('addFacilitator', {})}>
          <StaffFields
            hint="The one that they sign in with. An address that is on the roster gets the new name and regions."
            values={values}
            errors={errors}
          />
          <Checkboxes
            name="regions"
            label="Where would they rather work?"
            hint="None means anywhere."
            small
            options={program.regions.map((region) => ({ value: region, text: region }))}
            values={values}
            errors={errors}
          />
          <Button>Add facilitator</Button>
        </Form>
      </section>
    </ConsolePage>
  );
}
