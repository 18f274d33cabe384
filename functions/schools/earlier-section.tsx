import type { Partnership } from '../../shared/domain/partnership.ts';
import { sayDate } from '../../shared/domain/time.ts';
import { reflectionOf, visitsOf } from '../../shared/domain/visits/school-side.ts';
import { standing } from '../../shared/domain/visits/visit.ts';
import { sayVisitTo } from '../../shared/letters/visit-words.ts';
import { Lines } from '../../shared/ui/lines.tsx';
import { Table } from '../../shared/ui/table.tsx';
import type { OwnYear } from './context.ts';
import { visitFacts } from './facts.ts';

/** Visits with a host that left the program, and what the school took from them: they were, and stay on its page. */
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
      Before, with <bdi>{partnership.host.name}</bdi>
    </h2>
    <Table
      caption="Visits that were"
      captionSize="s"
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Visit' }, { text: 'What you took from it' }]}
      rows={earlierVisits(partnership, school.id).map((visit) => {
        const said = reflectionOf(visit, school.id);
        return [
          sayDate(visit.date),
          <bdi key="visit">{sayVisitTo(partnership, visit, school.id)}</bdi>,
          said ? <Lines key="said" text={`${said.learned}\n${said.willTry}`.trim()} /> : 'Not said',
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
