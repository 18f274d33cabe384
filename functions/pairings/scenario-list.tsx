import { sayShort } from '../../shared/domain/base/time.ts';
import { sayCount } from '../../shared/domain/base/wording.ts';
import type { ScenarioFigures } from '../../shared/domain/pairing/explain/compare.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { hrefTo } from '../routes.ts';
import { StateTag } from './words.tsx';

type ScenariosProps = {
  readonly figures: readonly ScenarioFigures[];
  /** The ID of the published proposal, if there is one. */
  readonly publishedId: string | undefined;
  readonly timeZone: string;
};

/** All proposals. The director can select two to compare. */
export function Scenarios({ figures, publishedId, timeZone }: ScenariosProps) {
  const comparable = figures.filter(({ plan }) => plan).length > 1;
  const table = (
    <Table
      caption="Proposals"
      dense
      columns={[
        ...(comparable ? [{ text: 'Compare' }] : []),
        { text: 'Name', head: true },
        { text: 'Status' },
        { text: 'Schools' },
        { text: 'Points', numeric: true },
        { text: 'Lowest pair', numeric: true },
        { text: 'Without host', numeric: true },
        { text: 'Moves', numeric: true },
        { text: 'Requested by' },
      ]}
      empty="No proposals yet. Request one above."
      rows={figures.map(({ id, name, state, selects, askedBy, askedAt, plan }) => [
        ...(comparable ? [plan ? <CompareBox key="box" id={id} name={name} /> : ''] : []),
        <a key="name" class="govuk-link" dir="auto" href={hrefTo('proposal', { scenario: id })}>
          {name}
        </a>,
        <StateTag key="state" state={state} isPublished={id === publishedId} />,
        selects ? 'Chosen' : 'Accepted',
        plan ? sayCount(plan.total) : '—',
        plan ? sayCount(plan.worst) : '—',
        plan?.unplaced ?? '—',
        plan?.moves ?? '—',
        `${askedBy}, ${sayShort(timeZone, askedAt)}`,
      ])}
    />
  );
  if (!comparable) return table;
  return (
    <Form action={hrefTo('comparison', {})} method="get">
      {table}
      <Button variant="secondary">Compare selected</Button>
    </Form>
  );
}

const CompareBox = ({ id, name }: { readonly id: string; readonly name: string }) => (
  <div class="govuk-checkboxes govuk-checkboxes--small">
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        id={`compare-${id}`}
        name="scenario"
        type="checkbox"
        value={id}
      />
      <label class="govuk-label govuk-checkboxes__label" for={`compare-${id}`}>
        <span class="govuk-visually-hidden">Compare {name}</span>
      </label>
    </div>
  </div>
);
