import { sayDate } from '../../shared/domain/base/time.ts';
import type { Partnership } from '../../shared/domain/partnership/partnership.ts';
import { standing } from '../../shared/domain/partnership/visit.ts';
import { reflectionOf, visitsOf } from '../../shared/domain/visits/school-view.ts';
import { sayVisitTo } from '../../shared/letters/visit-rows.ts';
import { Lines } from '../../shared/ui/notices.tsx';
import { Table } from '../../shared/ui/table.tsx';
import type { OwnYear } from './context.ts';
import { visitFacts } from './facts.ts';

/** Past visits with a host that left the program, with the school's reflections. They stay on its page. */
export const EarlierSection = ({ own }: { readonly own: OwnYear }) => (
  <>
    {own.earlier.map((partnership) => (
      <EarlierVisits key={partnership.host.id} own={own} partnership={partnership} />
    ))}
  </>
);

type EarlierVisitsProps = { readonly own: OwnYear; readonly partnership: Partnership };

const EarlierVisits = ({ own: { school }, partnership }: EarlierVisitsProps) => (
  <>
    <h2 class="govuk-heading-m">
      Earlier visits with <bdi>{partnership.host.name}</bdi>
    </h2>
    <Table
      caption="Past visits"
      captionSize="s"
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Visit' }, { text: 'Your reflection' }]}
      rows={earlierVisits(partnership, school.id).map((visit) => {
        const said = reflectionOf(visit, school.id);
        return [
          sayDate(visit.date),
          <bdi key="visit">{sayVisitTo(partnership, visit, school.id)}</bdi>,
          said ? <Lines key="said" text={`${said.learned}\n${said.willTry}`.trim()} /> : 'No reflection',
        ];
      })}
    />
  </>
);

const earlierVisits = (partnership: Partnership, school: string) => standing(visitsOf(partnership, school));

export const earlierFacts = (own: OwnYear) =>
  own.earlier.map((partnership) => ({
    host: { id: partnership.host.id, name: partnership.host.name },
    visits: earlierVisits(partnership, own.school.id).map((visit) => visitFacts(own, visit)),
  }));
