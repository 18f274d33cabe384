import { type DirectoryEntry, sayLevels } from '../../shared/domain/school.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { RowForm } from '../../shared/ui/row-form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import { hrefTo } from '../routes.ts';

/** More schools than this are found by typing more of the name. */
export const shownAtMost = 20;

type Found = { readonly typed: string; readonly schools: readonly DirectoryEntry[] };

export type ConflictsProps = {
  /** Of whoever looks; undefined where they are not on the roster. */
  readonly conflicts: readonly { readonly id: string; readonly name: string }[] | undefined;
  /** The schools that a search found; undefined where none was made. */
  readonly found: Found | undefined;
};

/** What a reviewer declared, and a way to find further schools. */
export function Conflicts({ conflicts, found }: ConflictsProps) {
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
            <RowForm
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
            <RowForm
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
