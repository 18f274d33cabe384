import type { NamedStaff, StaffMember } from '#domain/base/person.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Program } from '#domain/program/program.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import { PersonFields } from '#http/person-fields.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { StaffPage } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Table } from '#ui/table.tsx';

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

export function ReviewersPage({ request, loads, values, errors }: ReviewersPageProps) {
  return (
    <ConsolePage request={request} title="Reviewers" current="reviewers" errors={errors}>
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
      <LinkLine href={hrefTo('conflicts', {})}>See all conflicts of interest</LinkLine>
      <h2 class="govuk-heading-m">Add a reviewer</h2>
      <Form action={hrefTo('addReviewer', {})} hidden={freshKey()}>
        <PersonFields hint="The address they sign in with." values={values} errors={errors} />
        <Button>Add reviewer</Button>
      </Form>
    </ConsolePage>
  );
}

type RemovalPageProps = {
  readonly staff: StaffMember;
  readonly program: Program;
  readonly reader: NamedStaff;
  /** Applications they still have to review. */
  readonly unread: number;
  /** Whether there are other reviewers. */
  readonly hasOthers: boolean;
};

/** Shows what happens to a reviewer's applications before the reviewer is removed. */
export function RemovalPage({ staff, program, reader, unread, hasOthers }: RemovalPageProps) {
  const { email, name } = reader;
  return (
    <StaffPage title={`Remove ${name}`} staff={staff} current="reviewers" program={program}>
      <h1>
        Remove <span dir="auto">{name}</span> as a reviewer?
      </h1>
      <p class="govuk-body">
        {unread === 0
          ? 'They have no applications to review.'
          : `${countOf(unread, 'application')} they haven’t reviewed will ${hasOthers ? 'go to other reviewers' : 'wait until you add a reviewer'}.`}{' '}
        Their submitted reviews and declared conflicts of interest will be kept.
      </p>
      <Form action={hrefTo('removeReviewer', {})} hidden={{ email, step: 'send' }}>
        <ButtonGroup>
          <Button variant="warning">Remove reviewer</Button>
          <a class="govuk-link" href={hrefTo('reviewers', {})}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
    </StaffPage>
  );
}
