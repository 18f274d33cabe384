import { type DirectoryEntry, sayLevels } from '../../shared/domain/school.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { StaffPage } from '../../shared/ui/layout.tsx';
import { NotificationBanner } from '../../shared/ui/notices.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import { hrefTo } from '../routes.ts';
import { isDirector, type StaffRequest } from './staff.tsx';

/** One reviewer and how much is on their desk. */
export type Load = {
  readonly name: string;
  readonly email: string;
  readonly assigned: number;
  readonly toRead: number;
  readonly conflicts: number;
};

/** More schools than this are found by typing more of the name. */
export const shownAtMost = 20;

type Found = { readonly typed: string; readonly schools: readonly DirectoryEntry[] };

export type ReviewersPageProps = {
  readonly request: StaffRequest;
  readonly loads: readonly Load[];
  /** Of whoever looks; undefined where they are not on the roster. */
  readonly conflicts: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** The schools that a search found; undefined where none was made. */
  readonly found: Found | undefined;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

const doneWords: Readonly<Record<string, string>> = {
  added: 'The reviewer is added. Applications without a reader are given to them.',
  removed: 'The reviewer is removed. What they had not read yet goes to others.',
  declared: 'Your conflict is declared. You are not shown that school’s application.',
  withdrawn: 'Your conflict is withdrawn.',
};

export function ReviewersPage(props: ReviewersPageProps) {
  const { request, loads, values, errors } = props;
  const { staff, cycle, query } = request;
  const done = doneWords[query.get('done') ?? ''];
  return (
    <StaffPage
      title="Reviewers"
      staff={staff}
      current="reviewers"
      error={Object.keys(errors).length > 0}
      contact={cycle.program.contactEmail}
    >
      <ErrorSummary errors={errors} />
      {done !== undefined && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{done}</p>
        </NotificationBanner>
      )}
      <h1>Reviewers</h1>
      {isDirector(staff) && <Roster loads={loads} values={values} errors={errors} />}
      <Conflicts {...props} />
    </StaffPage>
  );
}

type RosterProps = { readonly loads: readonly Load[]; readonly values: Fields; readonly errors: FieldErrors };

function Roster({ loads, values, errors }: RosterProps) {
  return (
    <>
      <Table
        caption="Who reads applications"
        dense
        columns={[
          { text: 'Name', head: true },
          { text: 'E-mail' },
          { text: 'Given', numeric: true },
          { text: 'Still to read', numeric: true },
          { text: 'Conflicts', numeric: true },
          { text: <span class="govuk-visually-hidden">Remove</span> },
        ]}
        empty="Nobody yet. Applications wait until the first reviewer is added."
        rows={loads.map(({ name, email, assigned, toRead, conflicts }) => [
          <span key="name" dir="auto">
            {name}
          </span>,
          email,
          assigned,
          toRead,
          conflicts,
          <SmallForm
            key="remove"
            action={hrefTo('removeReviewer', {})}
            hidden={{ email }}
            text="Remove"
            what={name}
          />,
        ])}
      />
      <h2 class="govuk-heading-m">Add a reviewer</h2>
      <Form action={hrefTo('addReviewer', {})}>
        <TextField name="name" label="Name" width={30} autocomplete="off" values={values} errors={errors} />
        <TextField
          name="email"
          label="E-mail address"
          hint="The one that they sign in with."
          type="email"
          width={30}
          autocomplete="off"
          spellcheck={false}
          values={values}
          errors={errors}
        />
        <Button>Add reviewer</Button>
      </Form>
    </>
  );
}

type SmallFormProps = {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
  readonly text: string;
  readonly what: string;
};

/** A button in a table row; `what` completes it for those who hear the button alone. */
const SmallForm = ({ action, hidden, text, what }: SmallFormProps) => (
  <Form action={action} hidden={hidden}>
    <button type="submit" class="lp-row__button">
      {text}
      <span class="govuk-visually-hidden"> {what}</span>
    </button>
  </Form>
);

function Conflicts({ conflicts, found }: ReviewersPageProps) {
  if (conflicts === undefined)
    return (
      <p class="govuk-body">
        You are not a reviewer of this cycle, so no conflicts of interest are kept for you.
      </p>
    );
  return (
    <>
      <h2 class="govuk-heading-m">Your conflicts of interest</h2>
      <p class="govuk-body">
        Name every school that you work at, worked at lately, or have family at. You are not given its
        application, and it is not shown to you.
      </p>
      {conflicts.length > 0 && (
        <Table
          caption="Declared"
          captionSize="s"
          dense
          columns={[
            { text: 'School', head: true },
            { text: 'Id' },
            { text: <span class="govuk-visually-hidden">Withdraw</span> },
          ]}
          rows={conflicts.map(({ id, name }) => [
            name,
            id,
            <SmallForm
              key="withdraw"
              action={hrefTo('withdrawConflict', {})}
              hidden={{ school: id }}
              text="Withdraw"
              what={name}
            />,
          ])}
        />
      )}
      <Form action={hrefTo('reviewers', {})} method="get">
        <TextField
          name="school"
          label="Find a school by name or id"
          type="search"
          width={30}
          autocomplete="off"
          spellcheck={false}
          values={{ school: found?.typed ?? '' }}
        />
        <Button variant="secondary">Search</Button>
      </Form>
      {found && <FoundSchools found={found} />}
    </>
  );
}

function FoundSchools({ found: { typed, schools } }: { readonly found: Found }) {
  const more = schools.length - shownAtMost;
  return (
    <>
      <Table
        caption={`Schools found for “${typed}”`}
        captionSize="s"
        dense
        columns={[
          { text: 'School', head: true },
          { text: 'Id' },
          { text: 'Region' },
          { text: 'Level' },
          { text: <span class="govuk-visually-hidden">Declare</span> },
        ]}
        empty="None. Try one word of the name, or the id."
        rows={schools
          .slice(0, shownAtMost)
          .map((school) => [
            school.name,
            school.id,
            school.region,
            sayLevels(school),
            <SmallForm
              key="declare"
              action={hrefTo('declareConflict', {})}
              hidden={{ school: school.id }}
              text="Declare a conflict"
              what={`with ${school.name}`}
            />,
          ])}
      />
      {more > 0 && <p class="govuk-body">{more} more are not shown. Type more of the name.</p>}
    </>
  );
}
