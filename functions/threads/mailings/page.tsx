import { type Mailing, type MailingKind, mailingKinds, mostContacts } from '#domain/admission/mailing.ts';
import type { Shortfall } from '#domain/admission/overview.ts';
import { sayShort } from '#domain/base/time.ts';
import { countOf, sayCount } from '#domain/base/wording.ts';
import { stateOf } from '#domain/program/cycle.ts';
import { type DirectoryEntry, levelNames, levels, sayLevels } from '#domain/program/school.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { freshKey } from '#http/once.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import type { ContactFault } from '#sheets/contacts.ts';
import { Button } from '#ui/button.tsx';
import { Radios, Select } from '#ui/choices.tsx';
import { type FieldValues, textOf } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { FileField, TextArea } from '#ui/text-field.tsx';
import { kindNames, sayFault } from '../mailing-words.ts';

/** A mailing in a list. */
type MailingShown = {
  readonly mailing: string;
  readonly kind: MailingKind;
  readonly state: Mailing['state'];
  readonly contacts: number;
  readonly createdAt: string;
};

export type InviteShown = {
  readonly schools: readonly DirectoryEntry[];
  readonly gaps: readonly Shortfall[];
  /** The newest first. */
  readonly mailings: readonly MailingShown[];
};

/** The mailings whose parts these are. One is sent when all its parts are. */
export const mailingsIn = (parts: readonly Mailing[]): readonly MailingShown[] =>
  [...Map.groupBy(parts, ({ batch }) => batch)]
    .flatMap(([mailing, own]) => {
      const [first] = own;
      if (!first) return [];
      const state: Mailing['state'] = own.every((part) => part.state === 'sent') ? 'sent' : 'draft';
      const contacts = own.reduce((sum, part) => sum + part.contacts.length, 0);
      return [{ mailing, kind: first.kind, state, contacts, createdAt: first.createdAt }];
    })
    .sort((one, other) => (one.createdAt > other.createdAt ? -1 : 1));

type InvitePageProps = {
  readonly request: StaffRequest;
  readonly shown: InviteShown;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
  readonly faults?: readonly ContactFault[];
};

/** The page stays small, and a filter finds the rest. */
const mostRows = 50;

export function InvitePage({ request, shown, values, errors = {}, faults = [] }: InvitePageProps) {
  const { cycle, now } = request;
  const { schools, mailings } = shown;
  const rows = schools.slice(0, mostRows);
  return (
    <ConsolePage request={request} title="Invite schools" current="invitations" errors={errors}>
      <h1>Invite schools</h1>
      {faults.length > 0 && (
        <Table
          caption="Rows to fix"
          stacks
          columns={[{ text: 'Line', head: true }, { text: 'How to fix it' }]}
          rows={faults.slice(0, mostRows).map((fault) => [String(fault.line), sayFault(fault)])}
        />
      )}
      <Filters request={request} shown={shown} values={values} />
      <Table
        caption={`${countOf(schools.length, 'school')} without an application`}
        dense
        stacks
        columns={[
          { text: 'School', head: true },
          { text: 'ID' },
          { text: 'Region' },
          { text: 'Grade level' },
        ]}
        rows={rows.map((school) => [
          <bdi key="name">{school.name}</bdi>,
          school.id,
          school.region,
          sayLevels(school),
        ])}
        empty="No schools fit these filters."
      />
      {rows.length < schools.length && (
        <p class="govuk-body">
          These are the first {rows.length}. Choose a region or grade level to see others.
        </p>
      )}
      <h2 class="govuk-heading-m">Send invitations</h2>
      {stateOf(cycle, now) !== 'open' ? (
        <p class="govuk-body">Applications aren’t open, so you can’t invite schools now.</p>
      ) : (
        <InviteForm values={values} errors={errors} />
      )}
      {mailings.length > 0 && (
        <Table
          caption="Earlier invitations"
          dense
          stacks
          columns={[
            { text: 'Created', head: true },
            { text: 'Kind' },
            { text: 'Contacts' },
            { text: 'Status' },
          ]}
          rows={mailings.map(({ mailing, kind, state, contacts, createdAt }) => [
            <a key="created" class="govuk-link" href={hrefTo('mailing', { mailing })}>
              {sayShort(cycle.program.timeZone, createdAt)}
            </a>,
            kindNames[kind],
            sayCount(contacts),
            state === 'sent' ? 'Sent' : 'Not sent yet',
          ])}
        />
      )}
    </ConsolePage>
  );
}

const Filters = ({
  request: { cycle },
  shown: { gaps },
  values,
}: Pick<InvitePageProps, 'request' | 'shown' | 'values'>) => (
  <Form action={hrefTo('mailings', {})} method="get">
    <div class="lp-filters">
      <Select
        name="region"
        label="Region"
        empty="Any"
        values={values}
        options={cycle.program.regions.map((region) => ({ value: region, text: region }))}
      />
      <Select
        name="level"
        label="Grade level"
        empty="Any"
        values={values}
        options={levels.map((level) => ({ value: level, text: levelNames[level] }))}
      />
      {gaps.length > 0 && (
        <Select
          name="gaps"
          label="Quotas"
          empty="Any"
          values={values}
          options={[{ value: 'yes', text: 'Those that need applicants' }]}
        />
      )}
    </div>
    {textOf(values, 'gaps') === 'yes' && gaps.length > 0 && (
      <p class="govuk-body">
        Not enough applicants yet:{' '}
        {gaps.map(({ name, missing }) => `${name} (${missing} more needed)`).join(', ')}.
      </p>
    )}
    <Button variant="secondary">Show schools</Button>
  </Form>
);

const InviteForm = ({ values, errors }: { readonly values: FieldValues; readonly errors: FieldErrors }) => (
  <Form action={hrefTo('addContacts', {})} hidden={freshKey()} hasFile>
    <Radios
      name="kind"
      label="What do you want to send?"
      values={values}
      errors={errors}
      options={mailingKinds.map((value) => ({ value, text: kindNames[value], hint: kindHints[value] }))}
    />
    <TextArea
      name="message"
      label="Your message (optional)"
      hint="The email has the program’s summary, the deadline, and a link. Add what matters to these schools."
      values={values}
      errors={errors}
    />
    <FileField
      name="file"
      label="File with contacts"
      hint={`A CSV file with school ID, name, and email address in each row. At most ${sayCount(mostContacts)} rows.`}
      accept=".csv,text/csv"
      errors={errors}
    />
    <TextArea
      name="contacts"
      label="Or enter contacts"
      hint="One school in each line, like: W001, Rosa Delgado, rosa@example.org"
      values={values}
      errors={errors}
      rows={6}
    />
    <Button>Preview emails</Button>
  </Form>
);

const kindHints: Readonly<Record<MailingKind, string>> = {
  invitation: 'Asks the school to apply',
  announcement: 'Says that applications are open',
};
