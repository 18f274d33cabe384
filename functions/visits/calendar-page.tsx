import { schoolsOf } from '../../shared/domain/partnership/partnership.ts';
import type { CalendarMonth } from '../../shared/domain/visits/calendar.ts';
import { activePartnerships, facilitatorsIn, noSchoolYear } from '../../shared/domain/visits/schedule.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Select } from '../../shared/ui/choices.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details } from '../../shared/ui/notices.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import { hrefTo } from '../routes.ts';
import { Month, sayMonth } from './calendar-month.tsx';
import { facilitatorName } from './facilitator-choice.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitsHeading } from './visits-heading.tsx';

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
