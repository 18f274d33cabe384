import type { Facilitator } from '#domain/admission/roster.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { heldBy } from '#domain/visits/handover.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import { PersonFields } from '#http/person-fields.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Checkboxes } from '#ui/choices.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';

/** A facilitator with the number of their partnerships and partners. */
export type FacilitatorLoad = Facilitator & { readonly partnerships: number; readonly partners: number };

export function withLoad(facilitator: Facilitator, all: readonly Partnership[]): FacilitatorLoad {
  const held = heldBy(all, facilitator.email);
  const partners = held.reduce((sum, one) => sum + one.partners.length, 0);
  return { ...facilitator, partnerships: held.length, partners };
}

/** "Bronx, Queens" */
export const sayRegions = ({ regions }: Facilitator): string =>
  regions.length === 0 ? 'Any region' : regions.join(', ');

type FacilitatorsPageProps = {
  readonly request: StaffRequest;
  readonly loads: readonly FacilitatorLoad[];
  readonly errors: FieldErrors;
};

export function FacilitatorsPage({ request, loads, errors }: FacilitatorsPageProps) {
  const { cycle, fields: values } = request;
  return (
    <ConsolePage request={request} title="Facilitators" current="facilitators" errors={errors}>
      <h1>Facilitators</h1>
      <Table
        caption="All facilitators"
        dense
        columns={[
          { text: 'Name', head: true },
          { text: 'Email' },
          { text: 'Regions' },
          { text: 'Partnerships', numeric: true },
          { text: 'Partners', numeric: true },
          { text: <span class="govuk-visually-hidden">Remove</span> },
        ]}
        empty="No facilitators yet. Every partnership needs one before you can publish."
        rows={loads.map(({ name, email, regions, partnerships, partners }) => [
          <span key="name" dir="auto">
            {name}
          </span>,
          email,
          sayRegions({ name, email, regions }),
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
      {loads.length > 0 && (
        <p class="govuk-body">
          “Remove” takes effect right away. If an unpublished plan uses that facilitator, you’ll need to
          assign someone else.
        </p>
      )}
      <section class="lp-narrow">
        <h2 class="govuk-heading-m">Add a facilitator</h2>
        <Form action={hrefTo('addFacilitator', {})} hidden={freshKey()}>
          <PersonFields
            hint="The address they sign in with. If it’s already on the list, the name and regions are updated."
            values={values}
            errors={errors}
          />
          <Checkboxes
            name="regions"
            label="Preferred regions"
            hint="If you don’t select any, they can work in any region."
            small
            options={cycle.program.regions.map((region) => ({ value: region, text: region }))}
            values={values}
            errors={errors}
          />
          <Button>Add facilitator</Button>
        </Form>
      </section>
    </ConsolePage>
  );
}
