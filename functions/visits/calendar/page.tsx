import { sayWallTime, weekdayName } from '#domain/base/time.ts';
import { sayList } from '#domain/base/wording.ts';
import { type PairedSchool, schoolsOf } from '#domain/partnership/partnership.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import { levelNames, levels } from '#domain/program/school.ts';
import type { CalendarDay, CalendarMonth, DayEntry } from '#domain/visits/calendar.ts';
import { activePartnerships, facilitatorsIn } from '#domain/visits/schedule.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { hrefTo } from '#routes.ts';
import { noSchoolYear, sayWho } from '#text/visits.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { Details } from '#ui/notices.tsx';
import type { VisitsRequest } from '../access.ts';
import { facilitatorName, sayMonth, VisitsHeading, weekdays } from '../form-parts.tsx';
import { sayWhose } from '../text.tsx';

type MonthProps = {
  readonly month: CalendarMonth;
  readonly schools: readonly PairedSchool[];
  readonly today: string;
};

/** A month as a grid; on a phone, a list of the days that have entries. */
const Month = ({ month: { month, weeks }, schools, today }: MonthProps) => (
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
        <span class="lp-month__weekday">{weekdayName(date)} </span>
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

type CalendarPageProps = {
  readonly request: VisitsRequest;
  readonly name: string;
  readonly months: readonly CalendarMonth[];
  /** Every month of the school year. */
  readonly all: readonly string[];
};

export function CalendarPage({ request, name, months, all }: CalendarPageProps) {
  const schools = request.setting.partnerships.flatMap(schoolsOf);
  return (
    <ConsolePage request={request} title={`Calendar: ${name}`} current="visits">
      <VisitsHeading>
        Calendar: <span dir="auto">{name}</span>, {request.cycle.name}
      </VisitsHeading>
      <MonthLinks request={request} all={all} isYear={months.length === all.length} />
      {all.length === 0 && <p class="govuk-body-l">{noSchoolYear}</p>}
      <div>
        {months.map((month) => (
          <Month key={month.month} month={month} schools={schools} today={request.today} />
        ))}
      </div>
      <Others request={request} />
    </ConsolePage>
  );
}

/** Links to the same calendar for one month or the whole year. */
function MonthLinks({
  request,
  all,
  isYear,
}: {
  readonly request: VisitsRequest;
  readonly all: readonly string[];
  readonly isYear: boolean;
}) {
  const whose = ['partnership', 'school', 'facilitator'].map((name) => [
    name,
    request.query.get(name) ?? undefined,
  ]);
  const hrefOf = (month: string | undefined) =>
    hrefTo('visitCalendar', {}, { ...Object.fromEntries(whose), month });
  return (
    <nav aria-label="Months" class="lp-screen-only">
      <ul class="govuk-list lp-files">
        <li>
          <a class="govuk-link" href={hrefOf(undefined)} aria-current={isYear ? 'page' : undefined}>
            Whole year
          </a>
        </li>
        {all.map((month) => (
          <li key={month}>
            <a
              class="govuk-link"
              href={hrefOf(month)}
              aria-current={request.query.get('month') === month ? 'page' : undefined}
            >
              {sayMonth(month)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Links to all other calendars. */
function Others({ request }: { readonly request: VisitsRequest }) {
  const { setting } = request;
  const partnerships = activePartnerships(setting.partnerships);
  const schools = partnerships.flatMap(schoolsOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  return (
    <section class="lp-screen-only">
      <h2 class="govuk-heading-m">Other calendars</h2>
      <Form action={hrefTo('visitCalendar', {})} method="get">
        <Select
          name="school"
          label="A school’s calendar"
          options={schools.map(({ id, name }) => ({ value: id, text: name }))}
          values={{ school: request.query.get('school') ?? '' }}
        />
        <Button variant="secondary">Show calendar</Button>
      </Form>
      <Details summary="A facilitator’s or partnership’s calendar">
        <ul class="govuk-list">
          {facilitatorsIn(setting).map((email) => (
            <li key={email}>
              <a class="govuk-link" href={hrefTo('visitCalendar', {}, { facilitator: email })} dir="auto">
                {facilitatorName(request, email)}
              </a>
            </li>
          ))}
          {partnerships.map(({ host }) => (
            <li key={host.id}>
              <a
                class="govuk-link"
                href={hrefTo('visitCalendar', {}, { partnership: host.reference })}
                dir="auto"
              >
                {host.name} and its partners
              </a>
            </li>
          ))}
        </ul>
      </Details>
    </section>
  );
}
