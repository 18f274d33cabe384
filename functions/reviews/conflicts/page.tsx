import { countOf } from '#domain/base/wording.ts';
import { type DirectoryEntry, sayLevels } from '#domain/program/school.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, type StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form, RowForm } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import { TextField } from '#ui/text-field.tsx';

export const shownAtMost = 20;

type Found = { readonly typed: string; readonly schools: readonly DirectoryEntry[] };

type Listed = {
  readonly id: string;
  readonly school: string;
  readonly email: string;
  readonly name: string;
  readonly declaredBy: 'self' | 'director';
};

type ConflictsPageProps = {
  readonly request: StaffRequest;
  readonly own: readonly Listed[];
  /** Everyone else's; undefined if the reader is not a director. */
  readonly others: readonly Listed[] | undefined;
  /** Undefined if there was no search. */
  readonly found: Found | undefined;
};

export function ConflictsPage({ request, own, others, found }: ConflictsPageProps) {
  return (
    <ConsolePage request={request} title="Conflicts of interest" current="conflicts">
      <h1>Conflicts of interest</h1>
      <p class="govuk-body">
        List every school where you work, recently worked, or have family. You won’t be assigned their
        applications, and you won’t see them.
        {isDirector(request.staff) && ' As a director, you can also list schools for colleagues.'}
      </p>
      <Declared caption="Yours" conflicts={own} by={ownWords} whole={isDirector(request.staff)} />
      {others && <Declared caption="Your colleagues’" conflicts={others} by={othersWords} whole />}
      <h2 class="govuk-heading-m">Declare a conflict of interest</h2>
      <Form action={hrefTo('conflicts', {})} method="get">
        <TextField
          name="school"
          label="Find a school by name or ID"
          type="search"
          width={30}
          autocomplete="off"
          spellcheck={false}
          values={{ school: found?.typed ?? '' }}
        />
        <Button variant="secondary">Search</Button>
      </Form>
      {found && <FoundSchools found={found} />}
    </ConsolePage>
  );
}

const ownWords = { self: 'You', director: 'A director' };
const othersWords = { self: 'Themselves', director: 'A director' };

type DeclaredProps = {
  readonly caption: string;
  readonly conflicts: readonly Listed[];
  readonly by: Readonly<Record<Listed['declaredBy'], string>>;
  /** Whether conflicts that a director declared can be withdrawn too. */
  readonly whole: boolean;
};

const Declared = ({ caption, conflicts, by, whole }: DeclaredProps) => (
  <Table
    caption={caption}
    captionSize="s"
    dense
    stacks
    empty="None."
    columns={[
      { text: 'School', head: true },
      { text: 'ID' },
      { text: 'Person' },
      { text: 'Declared by' },
      { text: <span class="govuk-visually-hidden">Withdraw</span> },
    ]}
    rows={conflicts.map(({ id, school, email, name, declaredBy }) => [
      <span key="school" dir="auto">
        {school}
      </span>,
      id,
      <span key="whose" dir="auto">
        {name}
      </span>,
      by[declaredBy],
      declaredBy === 'self' || whole ? (
        <RowForm
          key="withdraw"
          action={hrefTo('withdrawConflict', {})}
          hidden={{ school: id, email }}
          text="Withdraw"
          what={`${name}’s conflict of interest with ${school}`}
        />
      ) : (
        ''
      ),
    ])}
  />
);

function FoundSchools({ found: { typed, schools } }: { readonly found: Found }) {
  const more = schools.length - shownAtMost;
  return (
    <>
      <Table
        caption={`Schools matching “${typed}”`}
        captionSize="s"
        dense
        stacks
        columns={[
          { text: 'School', head: true },
          { text: 'ID' },
          { text: 'Region' },
          { text: 'Level' },
          { text: <span class="govuk-visually-hidden">Declare</span> },
        ]}
        empty="No schools found. Try one word of the name, or the ID."
        rows={schools
          .slice(0, shownAtMost)
          .map((school) => [
            school.name,
            school.id,
            school.region,
            sayLevels(school),
            <RowForm
              key="declare"
              action={hrefTo('declareConflict', {})}
              hidden={{ school: school.id }}
              text="Declare conflict"
              what={`of interest with ${school.name}`}
            />,
          ])}
      />
      {more > 0 && (
        <p class="govuk-body">
          {countOf(more, 'more school matches', 'more schools match')}. Type more of the name.
        </p>
      )}
    </>
  );
}
