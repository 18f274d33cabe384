import { monthNames, sayWallTime } from '../../shared/domain/base/time.ts';
import { sayList } from '../../shared/domain/base/wording.ts';
import type { PairedSchool } from '../../shared/domain/partnership/partnership.ts';
import { isWaiting } from '../../shared/domain/partnership/visit-state.ts';
import { levelNames, levels } from '../../shared/domain/program/school.ts';
import type { CalendarDay, CalendarMonth, DayEntry } from '../../shared/domain/visits/calendar.ts';
import { sayWho } from '../../shared/text/visits.ts';
import { hrefTo } from '../routes.ts';
import { sayWhose } from './say-whose.ts';

/** "November 2014" of `2014-11` */
export const sayMonth = (month: string): string =>
  `${monthNames[Number(month.slice(5, 7)) - 1] ?? ''} ${month.slice(0, 4)}`;

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

type MonthProps = {
  readonly month: CalendarMonth;
  readonly schools: readonly PairedSchool[];
  readonly today: string;
};

/** A month as a grid; on a phone, a list of the days that have entries. */
export const Month = ({ month: { month, weeks }, schools, today }: MonthProps) => (
  <table class="lp-month">
    <caption>{sayMonth(month)}</caption>
    <thead>
      <tr>
        {weekdays.map((name) => (
          <th key={name} scope="col">
            {name.slice(0, 3)}
            <span class="govuk-visually-hidden">{name.slice(3)}</span>
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {weeks.map((week, index) => (
        <tr key={`week ${index}`}>
          {week.map((day, place) => (
            <Day key={`day ${place}`} day={day} schools={schools} isToday={day?.date === today} />
          ))}
        </tr>
      ))}
    </tbody>
  </table>
);

type DayProps = {
  readonly day: CalendarDay | undefined;
  readonly schools: readonly PairedSchool[];
  readonly isToday: boolean;
};

function Day({ day, schools, isToday }: DayProps) {
  if (!day) return <td class="lp-month__none" />;
  const { date, entries } = day;
  const isFree = entries.length === 0;
  return (
    <td class={isFree ? 'lp-month__free' : undefined} aria-current={isToday ? 'date' : undefined}>
      <b>
        <span class="lp-month__weekday">{weekdays[new Date(date).getUTCDay() - 1]} </span>
        {Number(date.slice(8))}
      </b>
      {entries.map((entry, index) => (
        <Entry key={`entry ${index}`} entry={entry} schools={schools} />
      ))}
    </td>
  );
}

function Entry({ entry, schools }: { readonly entry: DayEntry; readonly schools: readonly PairedSchool[] }) {
  switch (entry.kind) {
    case 'visit': {
      const { partnership, visit } = entry;
      return (
        <a
          class="govuk-link lp-month__entry lp-month__entry--visit"
          href={hrefTo('visit', { partnership: partnership.host.reference, visit: String(visit.number) })}
          dir="auto"
        >
          {sayWallTime(visit.start)} {sayWho(partnership, visit)}
          {isWaiting(partnership, visit) && ' (on hold: a school withdrew)'}
        </a>
      );
    }
    case 'coaching':
      return (
        <a class="govuk-link lp-month__entry" href={hrefTo('coaching', {})}>
          {sayWallTime(entry.session.start)} Coaching: {entry.session.title}
        </a>
      );
    case 'lost':
      return (
        <span class="lp-month__entry lp-month__entry--lost">
          Closed: {sayWhose(entry.day.whose, schools)} ({entry.day.reason})
        </span>
      );
    case 'no-visits':
      return (
        <span class="lp-month__entry">
          {entry.event}
          {entry.groups.length > 0 && ` (${sayList(entry.groups.map(sayGroup))})`}
        </span>
      );
  }
}

/** A level by its name, or a kind of school as the calendar spells it. */
const sayGroup = (group: string): string => {
  const level = levels.find((one) => one === group.toLowerCase());
  return level ? levelNames[level] : group;
};
