import { type CalendarDate, monthNames } from '../../shared/domain/base/time.ts';

type FreeDaysProps = {
  readonly dates: readonly CalendarDate[];
  readonly hrefOf: (date: CalendarDate) => string;
  readonly chosen: CalendarDate | undefined;
  /** A note about a day. */
  readonly noteOf?: (date: CalendarDate) => string | undefined;
};

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const monthOf = (date: CalendarDate): string =>
  `${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

/** Days to choose from, month by month. */
export const FreeDays = ({ dates, hrefOf, chosen, noteOf }: FreeDaysProps) => (
  <>
    {[...Map.groupBy(dates, monthOf)].map(([month, own]) => (
      <section key={month}>
        <h3 class="govuk-heading-s">{month}</h3>
        <ul class="govuk-list lp-files">
          {own.map((date) => (
            <li key={date}>
              <a
                class="govuk-link lp-days__day"
                href={hrefOf(date)}
                aria-current={date === chosen ? 'date' : undefined}
              >
                {weekdays[new Date(date).getUTCDay()]} {Number(date.slice(8))}
                <span class="govuk-visually-hidden">, {month}</span>
                {noteOf?.(date) !== undefined && <> ({noteOf(date)})</>}
              </a>
            </li>
          ))}
        </ul>
      </section>
    ))}
  </>
);
