import { type CalendarDate, sayDate } from '../../shared/domain/time.ts';
import { reflectionOf } from '../../shared/domain/visits/school-side.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';
import { sayVisitTo } from '../../shared/letters/visit-words.ts';
import { Table } from '../../shared/ui/table.tsx';
import { Tag, type TagMeaning } from '../../shared/ui/tag.tsx';
import { hrefTo } from '../routes.ts';
import type { OwnYear } from './context.ts';
import { sayVisitHours } from './words.ts';

/** How a visit stands for a school, in a word. */
export function standingOf(
  visit: Visit,
  school: string,
  today: CalendarDate,
): { readonly word: string; readonly meaning: TagMeaning } {
  if (visit.state === 'cancelled') return { word: 'Cancelled', meaning: 'neutral' };
  if (reflectionOf(visit, school)) return { word: 'Reflected', meaning: 'good' };
  if (visit.date < today) return { word: 'To reflect on', meaning: 'attention' };
  if (visit.state === 'booked' && visit.proposals.some((one) => one.school === school))
    return { word: 'Another date proposed', meaning: 'attention' };
  return visit.date === today ? { word: 'Today', meaning: 'active' } : { word: 'To come', meaning: 'active' };
}

/** All visits of the school in the order of days: those to come first, as they are what people look for. */
export function VisitTable({ own, visits }: { readonly own: OwnYear; readonly visits: readonly Visit[] }) {
  if (visits.length === 0) return null;
  const { today } = own;
  return (
    <>
      <h2 class="govuk-heading-m">All your visits</h2>
      <Visits own={own} caption="To come" visits={visits.filter(({ date }) => date >= today)} />
      <Visits own={own} caption="Past" visits={visits.filter(({ date }) => date < today)} />
    </>
  );
}

type VisitsProps = { readonly own: OwnYear; readonly caption: string; readonly visits: readonly Visit[] };

function Visits({ own: { reference, partnership, school, cycle, today }, caption, visits }: VisitsProps) {
  if (visits.length === 0) return null;
  return (
    <Table
      caption={caption}
      captionSize="s"
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Visit' }, { text: 'State' }]}
      rows={visits.map((visit) => {
        const { word, meaning } = standingOf(visit, school.id, today);
        return [
          <a class="govuk-link" href={hrefTo('schoolVisit', { reference, visit: String(visit.number) })}>
            {sayDate(visit.date)}
          </a>,
          <>
            <bdi>{sayVisitTo(partnership, visit, school.id)}</bdi>
            <br />
            {sayVisitHours(cycle.program.timeZone, visit)}
          </>,
          <Tag meaning={meaning}>{word}</Tag>,
        ];
      })}
    />
  );
}
