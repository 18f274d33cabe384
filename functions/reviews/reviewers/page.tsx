import type { NamedStaff, StaffMember } from '#domain/base/person.ts';
import { sayTableDate } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Program } from '#domain/program/program.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors, Fields } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import { PersonFields } from '#http/person-fields.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Checkboxes, Select } from '#ui/choices.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { StaffPage } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import { Details } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';

/** One reviewer's workload. */
export type Load = {
  readonly name: string;
  readonly email: string;
  readonly assigned: number;
  readonly toRead: number;
  readonly conflicts: number;
  readonly leave?: { readonly from: string; readonly to: string };
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
          { text: 'Leave' },
          { text: <span class="govuk-visually-hidden">Remove</span> },
        ]}
        empty="No reviewers yet. Applications will wait until you add one."
        rows={loads.map(({ name, email, assigned, toRead, conflicts, leave }) => [
          <span key="name" dir="auto">
            {name}
          </span>,
          email,
          assigned,
          toRead,
          conflicts,
          leave ? <OnLeave key="leave" name={name} email={email} leave={leave} /> : '',
          <RowForm
            key="remove"
            action={hrefTo('removeReviewer', {})}
            hidden={{ email }}
            text="Remove"
            what={name}
          />,
        ])}
      />
      {loads.length > 0 && <LeaveForm loads={loads} values={values} errors={errors} />}
      <LinkLine href={hrefTo('calibration', {})}>Compare reviewers</LinkLine>
      <LinkLine href={hrefTo('conflicts', {})}>See all conflicts of interest</LinkLine>
      <h2 class="govuk-heading-m">Add a reviewer</h2>
      <Form action={hrefTo('addReviewer', {})} hidden={freshKey()}>
        <PersonFields hint="The address they sign in with." values={values} errors={errors} />
        <Button>Add reviewer</Button>
      </Form>
    </ConsolePage>
  );
}

type OnLeaveProps = Pick<Load, 'name' | 'email'> & { readonly leave: NonNullable<Load['leave']> };

const OnLeave = ({ name, email, leave: { from, to } }: OnLeaveProps) => (
  <>
    {sayTableDate(from)} to {sayTableDate(to)}
    <RowForm
      action={hrefTo('planLeave', {})}
      hidden={{ reviewer: email }}
      text="End leave"
      what={`of ${name}`}
    />
  </>
);

type LeaveFormProps = Pick<ReviewersPageProps, 'loads' | 'values' | 'errors'>;

function LeaveForm({ loads, values, errors }: LeaveFormProps) {
  const day = (name: string, label: string) => (
    <TextField name={name} label={label} type="date" width={10} values={values} errors={errors} />
  );
  const isShownAgain = ['reviewer', 'from', 'to'].some((name) => name in errors);
  return (
    <Details summary="Plan a leave" open={isShownAgain}>
      <Form action={hrefTo('planLeave', {})}>
        <Select
          name="reviewer"
          label="Reviewer"
          hint="They won’t get new applications until the leave is over."
          empty="Choose a reviewer"
          values={values}
          errors={errors}
          options={loads.map(({ email, name }) => ({ value: email, text: name }))}
        />
        {day('from', 'First day')}
        {day('to', 'Last day')}
        <Checkboxes
          name="handsOn"
          label="Open reviews"
          small
          values={values}
          errors={errors}
          options={[{ value: 'yes', text: 'Reassign the reviews they haven’t submitted' }]}
        />
        <Button variant="secondary">Save leave</Button>
      </Form>
    </Details>
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
