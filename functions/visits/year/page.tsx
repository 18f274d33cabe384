import type { ComponentChildren } from 'preact';
import { sayTableDate } from '#domain/base/time.ts';
import type { Ahead, Attention, DatedVisit } from '#domain/visits/attention.ts';
import { activePartnerships, facilitatorsIn } from '#domain/visits/schedule.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { hrefTo } from '#routes.ts';
import { sayHours, sayWho } from '#text/visits.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Table } from '#ui/table.tsx';
import type { VisitsRequest } from '../access.ts';
import { CalendarSection } from '../subscribe.tsx';
import { AttentionList } from './attention-list.tsx';

/** Visits by date, each with a link. */
function VisitList({ visits }: { readonly visits: readonly DatedVisit[] }) {
  return (
    <Table
      caption="Visits"
      captionSize="hidden"
      dense
      stacks
      columns={[{ text: 'Date', head: true }, { text: 'Time' }, { text: 'Visit' }, { text: 'Facilitator' }]}
      rows={visits.map(({ partnership, visit }) => [
        <a
          key="day"
          class="govuk-link"
          href={hrefTo('visit', { partnership: partnership.host.reference, visit: String(visit.number) })}
        >
          {sayTableDate(visit.date)}
        </a>,
        sayHours(visit),
        <span key="who" dir="auto">
          {sayWho(partnership, visit)}
        </span>,
        <span key="facilitator" dir="auto">
          {partnership.facilitator.name}
        </span>,
      ])}
    />
  );
}

/** What needs attention in some partnerships, and their upcoming visits. */
export type Glance = { readonly attention: Attention; readonly ahead: Ahead };

type VisitsPageProps = {
  readonly request: VisitsRequest;
  /** The signed-in facilitator's own; undefined if they have no partnership. */
  readonly mine: Glance | undefined;
  /** Everyone else's, for directors. */
  readonly others: Glance | undefined;
};

/** What needs attention comes first, then upcoming visits, then links to everything else. */
export function VisitsPage({ request, mine, others }: VisitsPageProps) {
  const { cycle, setting } = request;
  const parts = [
    ...(mine ? [{ ...mine, whose: others ? 'Your visits' : undefined }] : []),
    ...(others ? [{ ...others, whose: mine ? 'Other facilitators’ visits' : undefined }] : []),
  ];
  const hasVisits = facilitatorsIn(setting).length > 0;
  return (
    <ConsolePage request={request} title={`${cycle.name} visits`} current="visits">
      <h1>{cycle.name} visits</h1>
      {hasVisits && (
        <>
          {parts.length > 0 && <ToSeeTo request={request} parts={parts} />}
          {parts.length > 0 && <Coming parts={parts} />}
        </>
      )}
      {(!hasVisits || parts.length === 0) && <NoPartnership hasVisits={hasVisits} />}
      <Ways hasVisits={hasVisits} />
      <Calendars request={request} isMine={mine !== undefined} />
    </ConsolePage>
  );
}

type Part = Glance & {
  /** The heading, if there are two parts. */
  readonly whose: string | undefined;
};

function ToSeeTo({ request, parts }: { readonly request: VisitsRequest; readonly parts: readonly Part[] }) {
  const needsRepair = parts.some(({ attention }) => attention.clashes.length + attention.debts.length > 0);
  return (
    <section>
      <h2 class="govuk-heading-m">Needs attention</h2>
      {parts.map(({ whose, attention }) => (
        <Headed key={whose} whose={whose}>
          <AttentionList attention={attention} request={request} />
        </Headed>
      ))}
      {needsRepair && <ButtonLink href={hrefTo('repairVisitsPage', {})}>See how to fix this</ButtonLink>}
    </section>
  );
}

const Coming = ({ parts }: { readonly parts: readonly Part[] }) => (
  <section>
    <h2 class="govuk-heading-m">Next two weeks</h2>
    {parts.map(({ whose, ahead: { soon, later } }) => (
      <Headed key={whose} whose={whose}>
        {soon.length > 0 ? (
          <VisitList visits={soon} />
        ) : (
          <>
            <p class="govuk-body">
              No visits in the next two weeks.{later.length > 0 && ' Coming up after that:'}
            </p>
            {later.length > 0 && <VisitList visits={later} />}
          </>
        )}
      </Headed>
    ))}
  </section>
);

const Headed = ({
  whose,
  children,
}: {
  readonly whose: string | undefined;
  readonly children: ComponentChildren;
}) => (
  <>
    {whose !== undefined && <h3 class="govuk-heading-s">{whose}</h3>}
    {children}
  </>
);

const NoPartnership = ({ hasVisits }: { readonly hasVisits: boolean }) => (
  <p class="govuk-body">
    {hasVisits
      ? 'You don’t have any partnerships.'
      : 'There are no active partnerships, so there are no visits.'}{' '}
    <a class="govuk-link" href={hrefTo('partnerships', {})}>
      See all partnerships
    </a>
  </p>
);

/** Links to pages that change several visits at once. */
const Ways = ({ hasVisits }: { readonly hasVisits: boolean }) => (
  <ul class="govuk-list lp-files">
    {hasVisits && (
      <>
        <Way href={hrefTo('visitPlanPage', {})}>Visit schedules</Way>
        <Way href={hrefTo('lostDayPage', {})}>Report a closure</Way>
        <Way href={hrefTo('daysOffPage', {})}>Days off</Way>
      </>
    )}
    <Way href={hrefTo('coaching', {})}>Principal coaching</Way>
    <Way href={hrefTo('partnerships', {})}>Partnerships</Way>
  </ul>
);

const Way = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <li>
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </li>
);

function Calendars({ request, isMine }: { readonly request: VisitsRequest; readonly isMine: boolean }) {
  const partnerships = activePartnerships(request.setting.partnerships);
  if (partnerships.length === 0) return null;
  const own = partnerships.filter(({ facilitator }) => facilitator.email === request.staff.email);
  return (
    <section class="lp-narrow">
      <h2 class="govuk-heading-m">Calendars</h2>
      <ul class="govuk-list">
        {own.map(({ host }) => (
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
        <li>
          <a class="govuk-link" href={hrefTo('visitCalendar', {})}>
            All calendars
          </a>
        </li>
      </ul>
      {isMine && <CalendarSection request={request} />}
    </section>
  );
}
