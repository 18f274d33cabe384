import { countOf } from '../../shared/domain/amounts.ts';
import { sayDate } from '../../shared/domain/time.ts';
import { sayWho } from '../../shared/domain/visits/saying.ts';
import { Details } from '../../shared/ui/notices.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { type ChangedVisit, writtenTo } from './steps.ts';

type ChangesProps = { readonly changes: readonly ChangedVisit[] };

/** Every visit that a change moves, books or cancels, from which day to which. */
export const Changes = ({ changes }: ChangesProps) => (
  <Table
    caption="Visits that change"
    captionSize="s"
    dense
    stacks
    columns={[{ text: 'Visit', head: true }, { text: 'From' }, { text: 'To' }, { text: 'Facilitator' }]}
    rows={changes.map(({ partnership, visit, kind, from }) => [
      <span key="who" dir="auto">
        {sayWho(partnership, visit)}
      </span>,
      from === undefined ? 'not booked' : sayDate(from),
      kind === 'cancelled' ? <b key="to">cancelled</b> : <b key="to">{sayDate(visit.date)}</b>,
      <span key="facilitator" dir="auto">
        {partnership.facilitator.name}
      </span>,
    ])}
  />
);

/** Who gets a letter about a change. */
export function WrittenTo({ changes }: ChangesProps) {
  const all = writtenTo(changes);
  return (
    <Details summary={`${countOf(all.length, 'person is', 'people are')} written to`}>
      <ul class="govuk-list govuk-list--bullet">
        {all.map(({ name, contact }) => (
          <li key={`${name} ${contact}`} dir="auto">
            {name} ({contact})
          </li>
        ))}
      </ul>
    </Details>
  );
}
