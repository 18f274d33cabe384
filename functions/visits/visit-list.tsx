import { sayTableDate } from '../../shared/domain/base/time.ts';
import type { DatedVisit } from '../../shared/domain/visits/attention.ts';
import { sayHours, sayWho } from '../../shared/text/visits.ts';
import { Table } from '../../shared/ui/table.tsx';
import { hrefTo } from '../routes.ts';

/** Visits by date, each with a link. */
export function VisitList({ visits }: { readonly visits: readonly DatedVisit[] }) {
  return (
    <Table
      caption="Visits"
      captionSize="hidden"
      dense
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Time' }, { text: 'Visit' }, { text: 'Facilitator' }]}
      rows={visits.map(({ partnership, visit }) => [
        <a
          key="day"
          class="govuk-link"
          href={hrefTo('visit', { partnership: partnership.host.reference, visit: String(visit.number) })}
        >
          {sayTableDate(visit.date)}
        </a>,
        sayHours(visit),
        <span key="who" dir="auto">
          {sayWho(partnership, visit)}
        </span>,
        <span key="facilitator" dir="auto">
          {partnership.facilitator.name}
        </span>,
      ])}
    />
  );
}
