import { sayDate } from '#domain/base/time.ts';
import { isOver, type Visit } from '#domain/partnership/visit.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import { reflectionOf } from '#domain/visits/school-view.ts';
import { sayVisitTo } from '#letters/visit-rows.ts';
import { hrefTo } from '#routes.ts';
import { Table } from '#ui/table.tsx';
import { Tag, type TagMeaning } from '#ui/tag.tsx';
import type { OwnYear } from '../access.ts';
import { sayVisitHours } from '../text.tsx';

type Standing = { readonly word: string; readonly meaning: TagMeaning };

/** A visit's status for one school. */
export function standingOf({ partnership, school, today, cycle, now }: OwnYear, visit: Visit): Standing {
  if (visit.state === 'cancelled') return { word: 'Canceled', meaning: 'neutral' };
  if (reflectionOf(visit, school.id)) return { word: 'Reflection saved', meaning: 'good' };
  if (partnership.state === 'ended')
    return { word: visit.date < today ? 'Past' : 'Not happening', meaning: 'neutral' };
  if (isWaiting(partnership, visit)) return { word: 'On hold: a school withdrew', meaning: 'attention' };
  if (isOver(visit, cycle, now)) return { word: 'Needs reflection', meaning: 'attention' };
  if (visit.state === 'booked' && visit.proposals.some((one) => one.school === school.id))
    return { word: 'New date requested', meaning: 'attention' };
  return { word: visit.date === today ? 'Today' : 'Upcoming', meaning: 'active' };
}

/** All the school's visits by date. Upcoming visits come first: people look for these. */
export function VisitTable({ own, visits }: { readonly own: OwnYear; readonly visits: readonly Visit[] }) {
  if (visits.length === 0) return null;
  const { today } = own;
  return (
    <>
      <h2 class="govuk-heading-m">All your visits</h2>
      <Visits own={own} caption="Upcoming" visits={visits.filter(({ date }) => date >= today)} />
      <Visits own={own} caption="Past" visits={visits.filter(({ date }) => date < today)} />
    </>
  );
}

type VisitsProps = { readonly own: OwnYear; readonly caption: string; readonly visits: readonly Visit[] };

function Visits({ own, caption, visits }: VisitsProps) {
  const { reference, partnership, school, cycle } = own;
  if (visits.length === 0) return null;
  return (
    <Table
      caption={caption}
      captionSize="s"
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Visit' }, { text: 'Status' }]}
      rows={visits.map((visit) => {
        const { word, meaning } = standingOf(own, visit);
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
