import type { CalendarDate } from '#domain/base/time.ts';
import type { PairedPartner } from '#domain/partnership/partnership.ts';
import type { Debt } from '#domain/visits/debts.ts';
import { ChangedBanner, PartnershipHeading } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { Shown } from '#http/look-then-do.tsx';
import { freshKey } from '#http/once.tsx';
import { hrefTo } from '#routes.ts';
import { sayDebt } from '#text/visits.ts';
import { Button } from '#ui/button.tsx';
import { Radios, Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { TextField } from '#ui/text-field.tsx';
import type { PartnershipRequest } from '../access.ts';
import { FreeDays } from '../form-parts.tsx';
import type { Direction } from '../forms.ts';
import { hrefToBook } from '../links.ts';
import { sayYearOver } from '../text.tsx';

/** The visit to schedule, and its available days. */
type Looked = {
  readonly partner: string;
  readonly direction: Direction;
  readonly free: readonly CalendarDate[];
};

type BookingPageProps = Shown<PartnershipRequest, Looked | undefined> & {
  readonly partners: readonly PairedPartner[];
  readonly debts: readonly Debt[];
};

export function BookingPage(props: BookingPageProps) {
  const { request, errors, looked, isChanged } = props;
  const { host } = request.partnership;
  const over = sayYearOver(request);
  return (
    <ConsolePage request={request} title="Schedule a visit" current="visits" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          The visit wasn’t scheduled. The visits still to schedule and the available days are below.
        </ChangedBanner>
      )}
      <PartnershipHeading host={host}>Schedule a visit</PartnershipHeading>
      {over === undefined ? <StillToSchedule {...props} /> : !looked && <p class="govuk-body-l">{over}</p>}
      {looked && <Days {...props} looked={looked} />}
      {over === undefined && <WhichVisit {...props} />}
    </ConsolePage>
  );
}

/** The visits still to schedule, each with a link. */
const StillToSchedule = ({ request, debts }: Pick<BookingPageProps, 'request' | 'debts'>) => (
  <>
    {debts.length === 0 ? (
      <p class="govuk-body">
        {request.partnership.plannedFrom === undefined ? (
          <>
            This partnership’s visits aren’t scheduled yet.{' '}
            <a
              class="govuk-link"
              href={hrefTo('visitPlanPage', {}, { facilitator: request.partnership.facilitator.email })}
            >
              Publish its visit schedule
            </a>{' '}
            first, or schedule one visit here.
          </>
        ) : (
          'All required visits are scheduled. You can add an extra one.'
        )}
      </p>
    ) : (
      <ul class="govuk-list govuk-list--bullet">
        {debts.map((debt) => (
          <li key={sayDebt(debt)}>
            <a class="govuk-link" href={hrefToBook(debt)} dir="auto">
              {sayDebt(debt)}
            </a>
          </li>
        ))}
      </ul>
    )}
    {debts.length > 0 && (
      <p class="govuk-body">
        <a class="govuk-link" href={hrefTo('repairVisitsPage', {})}>
          See the suggested date
        </a>
        . It keeps visits in order and evenly spaced.
      </p>
    )}
  </>
);

/** Asks which visit to schedule. */
function WhichVisit({ request, looked, partners, values, errors }: BookingPageProps) {
  const { host } = request.partnership;
  return (
    <section class="lp-narrow">
      <h2 class="govuk-heading-m">{looked ? 'Choose a different visit' : 'Which visit?'}</h2>
      <Form action={hrefTo('bookVisitPage', { partnership: host.reference })} method="get">
        <Select
          name="partner"
          label="Partner"
          empty="Choose"
          options={partners.map(({ id, name }) => ({ value: id, text: name }))}
          values={values}
          errors={errors}
        />
        <Radios
          name="direction"
          label="Who is visiting?"
          small
          options={[
            { value: 'to-host', text: 'The partner visits the host' },
            { value: 'to-partner', text: 'The host visits the partner' },
          ]}
          values={values}
          errors={errors}
        />
        <Button variant="secondary">See available days</Button>
      </Form>
    </section>
  );
}

type DaysProps = BookingPageProps & { readonly looked: Looked };

/** The available days and the form to schedule a visit, or why no day is available. */
function Days({ request, looked: { partner, direction, free }, partners, values, errors, seen }: DaysProps) {
  const { host } = request.partnership;
  const date = typeof values.date === 'string' ? values.date : '';
  const name = nameIn(partners, partner);
  return (
    <section class="lp-choice">
      <h2 class="govuk-heading-m" dir="auto">
        {direction === 'to-host' ? `${name} visits ${host.name}` : `${host.name} visits ${name}`}
      </h2>
      {free.length === 0 && <p class="govuk-body">{sayYearOver(request) ?? noneFree}</p>}
      {(free.length > 0 || errors.date !== undefined) && (
        <Form
          action={hrefTo('bookVisit', { partnership: host.reference })}
          hidden={{ partner, direction, seen, ...freshKey() }}
        >
          <TextField
            name="date"
            label="Date"
            hint={
              free.length > 0 ? 'Both schools and the facilitator are free on the days below.' : undefined
            }
            type="date"
            width={10}
            values={{ date }}
            errors={errors}
          />
          <Button>Schedule visit and send invitations</Button>
        </Form>
      )}
      <FreeDays
        dates={free}
        hrefOf={(day) =>
          hrefTo('bookVisitPage', { partnership: host.reference }, { partner, direction, date: day })
        }
        chosen={date}
      />
    </section>
  );
}

const noneFree =
  'There’s no day left this school year when both schools and the facilitator are free. Cancel or move another visit first.';

const nameIn = (partners: readonly PairedPartner[], id: string): string =>
  partners.find((partner) => partner.id === id)?.name ?? id;
