import type { ComponentChildren } from 'preact';
import { type CalendarDate, monthNames, weekdayName } from '#domain/base/time.ts';
import { facilitatorsIn } from '#domain/visits/schedule.ts';
import { ChangedBanner } from '#http/banners.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import type { SaidClash } from '#text/visit-clashes.ts';
import { namesIn } from '#text/visits.ts';
import type { FieldValues } from '#ui/field.tsx';
import { TextField } from '#ui/text-field.tsx';
import { mayPlanFor, type VisitsRequest } from './access.ts';

type FreeDaysProps = {
  readonly dates: readonly CalendarDate[];
  readonly hrefOf: (date: CalendarDate) => string;
  readonly chosen: CalendarDate | undefined;
  /** A note about a day. */
  readonly noteOf?: (date: CalendarDate) => string | undefined;
};

export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'];

/** "November 2014", of a day or of `2014-11` */
export const sayMonth = (date: string): string =>
  `${monthNames[Number(date.slice(5, 7)) - 1] ?? ''} ${date.slice(0, 4)}`;

/** Days to choose from, month by month. */
export const FreeDays = ({ dates, hrefOf, chosen, noteOf }: FreeDaysProps) => (
  <>
    {[...Map.groupBy(dates, sayMonth)].map(([month, own]) => (
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
                {weekdayName(date).slice(0, 3)} {Number(date.slice(8))}
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

type HoursFieldsProps = {
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  /** Keeps field IDs of several forms on one page apart. */
  readonly suffix?: string;
};

/** Start time and length. */
export const HoursFields = ({ values, errors, suffix = '' }: HoursFieldsProps) => (
  <>
    <TextField
      name="start"
      id={`start${suffix}`}
      label="Start time"
      type="time"
      width={10}
      values={values}
      errors={errors}
    />
    <TextField
      name="durationMinutes"
      id={`durationMinutes${suffix}`}
      label="Length"
      inputmode="numeric"
      width={5}
      suffix="minutes"
      values={values}
      errors={errors}
    />
  </>
);

export const facilitatorName = ({ setting }: VisitsRequest, email: string): string =>
  namesIn(setting.partnerships).facilitator(email);

type ChoiceProps = {
  readonly request: VisitsRequest;
  readonly current: string;
  readonly hrefOf: (facilitator: string) => string;
};

/** Links to all facilitators whose visits this person may change, if there are several. */
export function FacilitatorChoice({ request, current, hrefOf }: ChoiceProps) {
  const { setting, staff } = request;
  const own = facilitatorsIn(setting).filter((email) => mayPlanFor(staff, email));
  if (own.length < 2) return null;
  return (
    <nav aria-label="Facilitators">
      <ul class="govuk-list lp-files">
        {own.map((email) => (
          <li key={email}>
            <a
              class="govuk-link"
              dir="auto"
              href={hrefOf(email)}
              aria-current={email === current ? 'page' : undefined}
            >
              {facilitatorName(request, email)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The h1 of a page about visits, below the link back to all visits. */
export const VisitsHeading = ({ children }: { readonly children: ComponentChildren }) => (
  <h1>
    <span class="govuk-caption-l">
      <a class="govuk-link" href={hrefTo('visits', {})}>
        Visits
      </a>
    </span>
    {children}
  </h1>
);

/** The changes that would resolve a conflict, if any. */
export const WouldHelp = ({ relax }: { readonly relax: readonly string[] }) =>
  relax.length === 0 ? null : (
    <>
      <p class="govuk-body">{relax.length === 1 ? 'This would help:' : 'Any of these would help:'}</p>
      <ul class="govuk-list govuk-list--bullet">
        {relax.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </>
  );

/** Conflicts between rules, each with the changes that would resolve it. */
export const ClashList = ({ clashes }: { readonly clashes: readonly SaidClash[] }) => (
  <>
    {clashes.map(({ statement, relax }) => (
      <div key={statement}>
        <p class="govuk-body">{statement}</p>
        <WouldHelp relax={relax} />
      </div>
    ))}
  </>
);

/** Comes first on a page for editing what someone else just saved. Both versions are below. */
export const SavedByOthers = () => (
  <ChangedBanner>
    Your changes weren’t saved because someone else made changes. The current version is below, and what you
    typed is still in the form. Save again to replace it.
  </ChangedBanner>
);
