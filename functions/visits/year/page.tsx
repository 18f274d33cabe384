import type { ComponentChildren } from 'preact';
import { sayDate, sayTableDate } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import { type Ahead, type Attention, type DatedVisit, nothingIn } from '#domain/visits/attention.ts';
import { activePartnerships, facilitatorsIn } from '#domain/visits/schedule.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { hrefTo } from '#routes.ts';
import { namesIn, sayDebt, sayFaults, sayHours, sayWho } from '#text/visits.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Table } from '#ui/table.tsx';
import type { VisitsRequest } from '../access.ts';
import { hrefToBook } from '../links.ts';
import { CalendarSection } from '../subscribe.tsx';
import { sayWithdrawal, ToRepair } from '../withdrawal.tsx';

type AttentionListProps = { readonly attention: Attention; readonly request: VisitsRequest };

/** Everything that needs attention, each item with a link to resolve it. */
function AttentionList({ attention, request }: AttentionListProps) {
  if (nothingIn(attention))
    return <p class="govuk-body">Nothing needs attention. Every visit is on the calendar.</p>;
  const { withdrawals, clashes, debts, proposals, unnoted } = attention;
  const names = namesIn(request.setting.partnerships);
  return (
    <ul class="govuk-list">
      {withdrawals.map((withdrawal) => (
        <Task
          key={withdrawal.partnership.host.id}
          kind="bad"
          link={<ToRepair partnership={withdrawal.partnership} staff={request.staff} />}
        >
          {sayWithdrawal(withdrawal, request.staff)}
        </Task>
      ))}
      {clashes.map(({ partnership, visit, faults }) => (
        <Task key={keyOf(partnership, visit)} kind="bad">
          <b>{sayDate(visit.date)}:</b> <ToVisit partnership={partnership} visit={visit} />. This visit needs
          a new date. {sayFaults(faults, names).join(' ')}
        </Task>
      ))}
      {debts.map((debt) => (
        <Task
          key={`${debt.between.visited} ${debt.between.visiting.join()}`}
          kind="bad"
          link={
            <a class="govuk-link" href={hrefToBook(debt)}>
              Schedule a visit
              <span class="govuk-visually-hidden">: {sayDebt(debt)}</span>
            </a>
          }
        >
          {sayDebt(debt)}
        </Task>
      ))}
      {unplannedOf(attention).map(([email, partnerships]) => (
        <Task
          key={email}
          kind="attention"
          link={
            <a class="govuk-link" href={hrefTo('visitPlanPage', {}, { facilitator: email })}>
              Schedule these visits
            </a>
          }
        >
          {partnerships[0]?.facilitator.name} has {countOf(partnerships.length, 'partnership')} without a
          visit schedule: {sayList(partnerships.map(({ host }) => host.name))}.
        </Task>
      ))}
      {proposals.map(({ partnership, visit, proposal }) => (
        <Task
          key={`${keyOf(partnership, visit)} ${proposal.school}`}
          kind="attention"
          link={
            <a class="govuk-link" href={hrefOf(partnership, visit)}>
              See the request
              <span class="govuk-visually-hidden">: {sayWho(partnership, visit)}</span>
            </a>
          }
        >
          {nameOfSchool(partnership, proposal.school)} asked to move its {sayDate(visit.date)} visit to{' '}
          {sayDate(proposal.date)}: “{proposal.reason}”
        </Task>
      ))}
      {unnoted.length > 0 && <Unnoted unnoted={unnoted} isWhole={request.query.get('unnoted') === 'all'} />}
    </ul>
  );
}

const fewUnnoted = 5;

type UnnotedProps = {
  readonly unnoted: Attention['unnoted'];
  /** Whether to list all. By the end of a year there can be many. */
  readonly isWhole: boolean;
};

/** Visits that need notes: the number, the oldest few, and a link to all. */
function Unnoted({ unnoted, isWhole }: UnnotedProps) {
  const shown = inOrder(unnoted).slice(0, isWhole ? unnoted.length : fewUnnoted);
  return (
    <Task kind="neutral">
      {countOf(unnoted.length, 'visit needs notes', 'visits need notes')}:
      <ul class="govuk-list govuk-list--bullet">
        {shown.map(({ partnership, visit }) => (
          <li key={keyOf(partnership, visit)}>
            {sayDate(visit.date)}: <ToVisit partnership={partnership} visit={visit} />
          </li>
        ))}
        {shown.length < unnoted.length && (
          <li>
            <a class="govuk-link" href={hrefTo('visits', {}, { unnoted: 'all' })}>
              See all {unnoted.length}
            </a>
          </li>
        )}
      </ul>
    </Task>
  );
}

const inOrder = <V extends { readonly visit: Visit }>(visits: readonly V[]): readonly V[] =>
  visits.toSorted((a, b) => (a.visit.date < b.visit.date ? -1 : 1));

const keyOf = ({ host }: Partnership, { number }: Pick<Visit, 'number'>) => `${host.id} ${number}`;

const unplannedOf = ({ unplanned }: Attention) => [
  ...Map.groupBy(unplanned, ({ facilitator }) => facilitator.email),
];

type TaskProps = {
  readonly kind: 'bad' | 'attention' | 'neutral';
  readonly link?: ComponentChildren;
  readonly children: ComponentChildren;
};

const Task = ({ kind, link, children }: TaskProps) => (
  <li class={`lp-attention__task lp-attention__task--${kind}`} dir="auto">
    {children}
    {link !== undefined && (
      <>
        <br />
        {link}
      </>
    )}
  </li>
);

const hrefOf = ({ host }: Partnership, { number }: Visit): string =>
  hrefTo('visit', { partnership: host.reference, visit: String(number) });

const ToVisit = ({ partnership, visit }: { readonly partnership: Partnership; readonly visit: Visit }) => (
  <a class="govuk-link" href={hrefOf(partnership, visit)}>
    <span dir="auto">{sayWho(partnership, visit)}</span>
  </a>
);

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
