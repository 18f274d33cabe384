import { Button } from '../../shared/ui/button.tsx';
import { Form, RowForm } from '../../shared/ui/form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { StaffFields } from '../http/staff-fields.tsx';
import { hrefTo } from '../routes.ts';

/** One reviewer's workload. */
export type Load = {
  readonly name: string;
  readonly email: string;
  readonly assigned: number;
  readonly toRead: number;
  readonly conflicts: number;
};

type ReviewersPageProps = {
  readonly request: StaffRequest;
  readonly loads: readonly Load[];
  readonly values: Fields;
  readonly errors: FieldErrors;
};

const doneWords: Readonly<Record<string, string>> = {
  added: 'Reviewer added. They’ll receive any unassigned applications.',
  removed: 'Reviewer removed. Their unreviewed applications will go to other reviewers.',
};

export function ReviewersPage({ request, loads, values, errors }: ReviewersPageProps) {
  return (
    <ConsolePage
      request={request}
      title="Reviewers"
      current="reviewers"
      errors={errors}
      doneWords={doneWords}
    >
      <h1>Reviewers</h1>
      <Table
        caption="Reviewers"
        captionSize="hidden"
        dense
        stacks
        columns={[
          { text: 'Name', head: true },
          { text: 'Email' },
          { text: 'Assigned', numeric: true },
          { text: 'To review', numeric: true },
          { text: 'Conflicts of interest', numeric: true },
          { text: <span class="govuk-visually-hidden">Remove</span> },
        ]}
        empty="No reviewers yet. Applications will wait until you add one."
        rows={loads.map(({ name, email, assigned, toRead, conflicts }) => [
          <span key="name" dir="auto">
            {name}
          </span>,
          email,
          assigned,
          toRead,
          conflicts,
          <RowForm
            key="remove"
            action={hrefTo('removeReviewer', {})}
            hidden={{ email }}
            text="Remove"
            what={name}
          />,
        ])}
      />
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('conflicts', {})}>
          See all conflicts of interest
        </a>
      </p>
      <h2 class="govuk-heading-m">Add a reviewer</h2>
      <Form action={hrefTo('addReviewer', {})}>
        <StaffFields hint="The address they sign in with." values={values} errors={errors} />
        <Button>Add reviewer</Button>
      </Form>
    </ConsolePage>
  );
}
