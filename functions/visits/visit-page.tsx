import { sayDate } from '../../shared/domain/time.ts';
import { sayHours, sayWho } from '../../shared/domain/visits/saying.ts';
import { nameOfSchool } from '../../shared/domain/visits/year-problem.ts';
import { SummaryList } from '../../shared/ui/summary-list.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import { hrefTo } from '../routes.ts';
import type { VisitRequest } from './setting.ts';

export function VisitPage({ request }: { readonly request: VisitRequest }) {
  const { partnership, visit } = request;
  const who = sayWho(partnership, visit);
  return (
    <ConsolePage request={request} title={`${who}, ${sayDate(visit.date)}`} current="visits">
      <h1>
        <span class="govuk-caption-l">
          <a class="govuk-link" href={hrefTo('partnership', { host: partnership.host.id })} dir="auto">
            {partnership.host.name}
          </a>
        </span>
        <span dir="auto">{who}</span>
      </h1>
      <SummaryList
        rows={[
          { key: 'Day', value: sayDate(visit.date) },
          { key: 'Hours', value: sayHours(visit) },
          {
            key: 'Place',
            value: `${nameOfSchool(partnership, visit.visited)}${visit.place === '' ? '' : `, ${visit.place}`}`,
          },
          { key: 'Facilitator', value: partnership.facilitator.name },
        ]}
      />
    </ConsolePage>
  );
}
