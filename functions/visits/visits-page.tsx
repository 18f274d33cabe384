import type { ComponentChildren } from 'preact';
import type { Ahead } from '../../shared/domain/visits/ahead.ts';
import type { Attention } from '../../shared/domain/visits/attention.ts';
import { activePartnerships, facilitatorsIn } from '../../shared/domain/visits/year-problem.ts';
import { ButtonLink } from '../../shared/ui/button.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import { hrefTo } from '../routes.ts';
import { AttentionList } from './attention-list.tsx';
import { CalendarSection } from './calendar-section.tsx';
import type { VisitsRequest } from './setting.ts';
import { VisitList } from './visit-list.tsx';

const doneWords: Readonly<Record<string, string>> = {
  'moved-some':
    'The visit is moved. Another that should have made room was changed by somebody else meanwhile: see below.',
  'day-lost': 'The day is lost, and its visits are moved. Everybody in them gets a letter.',
  'day-lost-free': 'The day is lost. No visit was on it, so nobody is written to.',
  'day-lost-some': 'The day is lost. Not all of its visits could be moved: what is left stands below.',
  repaired: 'The year is repaired. Everybody whose visits changed gets a letter.',
  'repaired-some': 'Part of the year is repaired. What is left stands below.',
  'days-off': 'The days off are saved.',
  calendar: 'Your calendar address is ready.',
  planned: 'The plan is published. Its letters are on their way.',
};

/** What there is to say of some partnerships: what is to be seen to, and the visits that come. */
export type Glance = { readonly attention: Attention; readonly ahead: Ahead };

type VisitsPageProps = {
  readonly request: VisitsRequest;
  /** Of whoever looks; undefined where they go with no partnership. */
  readonly mine: Glance | undefined;
  /** Of everybody else, for a director. */
  readonly others: Glance | undefined;
};

/** What is wrong or owed stands first, then the visits that come, then the ways to change or look up the rest. */
export function VisitsPage({ request, mine, others }: VisitsPageProps) {
  const { cycle, setting } = request;
  const parts = [
    ...(mine ? [{ ...mine, whose: others ? 'Yours' : undefined }] : []),
    ...(others ? [{ ...others, whose: mine ? 'Of other facilitators' : undefined }] : []),
  ];
  const hasVisits = facilitatorsIn(setting).length > 0;
  return (
    <ConsolePage request={request} title="Visits" current="visits" doneWords={doneWords}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Visits
      </h1>
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
  /** Heads it where there are two. */
  readonly whose: string | undefined;
};

function ToSeeTo({ request, parts }: { readonly request: VisitsRequest; readonly parts: readonly Part[] }) {
  const needsRepair = parts.some(({ attention }) => attention.clashes.length + attention.debts.length > 0);
  return (
    <section>
      <h2 class="govuk-heading-m">To see to</h2>
      {parts.map(({ whose, attention }) => (
        <Headed key={whose} whose={whose}>
          <AttentionList attention={attention} request={request} />
        </Headed>
      ))}
      {needsRepair && (
        <ButtonLink href={hrefTo('repairVisitsPage', {})}>See how the year can be repaired</ButtonLink>
      )}
    </section>
  );
}

const Coming = ({ parts }: { readonly parts: readonly Part[] }) => (
  <section>
    <h2 class="govuk-heading-m">The next two weeks</h2>
    {parts.map(({ whose, ahead: { soon, later } }) => (
      <Headed key={whose} whose={whose}>
        {soon.length > 0 ? (
          <VisitList visits={soon} />
        ) : (
          <>
            <p class="govuk-body">No visit in the next two weeks.{later.length > 0 && ' After them come:'}</p>
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
    {hasVisits ? 'No partnership is yours.' : 'No partnership is under way, so there are no visits.'}{' '}
    <a class="govuk-link" href={hrefTo('partnerships', {})}>
      See all partnerships
    </a>
  </p>
);

/** The ways to what changes the whole year. */
const Ways = ({ hasVisits }: { readonly hasVisits: boolean }) => (
  <ul class="govuk-list lp-files">
    {hasVisits && (
      <>
        <Way href={hrefTo('visitPlanPage', {})}>Plan</Way>
        <Way href={hrefTo('lostDayPage', {})}>Lose a day</Way>
        <Way href={hrefTo('daysOffPage', {})}>Days off</Way>
      </>
    )}
    <Way href={hrefTo('coaching', {})}>Coaching of principals</Way>
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
            {own.length > 0 ? 'All your visits' : 'All visits'}, and the way to every other calendar
          </a>
        </li>
      </ul>
      {isMine && <CalendarSection request={request} />}
    </section>
  );
}
