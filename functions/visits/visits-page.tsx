import type { ComponentChildren } from 'preact';
import type { Glance } from '../../shared/domain/visits/attention.ts';
import { facilitatorsIn, visitingPartnerships } from '../../shared/domain/visits/year-problem.ts';
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
  'day-lost-some': 'The day is lost. Not all of its visits could be moved: what is left stands below.',
  repaired: 'The year is repaired. Everybody whose visits changed gets a letter.',
  'repaired-some': 'Part of the year is repaired. What is left stands below.',
  'days-off': 'The days off are saved.',
  calendar: 'Your calendar address is ready.',
  planned: 'The plan is published. Its letters are on their way.',
};

type VisitsPageProps = {
  readonly request: VisitsRequest;
  /** Of whoever looks; undefined where they go with no partnership. */
  readonly mine: Glance | undefined;
  /** Of everybody else, for a director. */
  readonly others: Glance | undefined;
};

export function VisitsPage({ request, mine, others }: VisitsPageProps) {
  const { cycle } = request;
  return (
    <ConsolePage request={request} title="Visits" current="visits" doneWords={doneWords}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Visits
      </h1>
      <Ways request={request} toRepair={attentionCount(mine) + attentionCount(others)} />
      {mine !== undefined && <Part {...mine} request={request} whose={others ? 'Yours' : undefined} />}
      {others !== undefined && (
        <Part {...others} request={request} whose={mine ? 'Of other facilitators' : undefined} />
      )}
      <Calendars request={request} isMine={mine !== undefined} />
      {mine === undefined && others === undefined && (
        <p class="govuk-body">
          No partnership is yours.{' '}
          <a class="govuk-link" href={hrefTo('partnerships', {})}>
            See all partnerships
          </a>
        </p>
      )}
    </ConsolePage>
  );
}

/** Visits that cannot be, and those that are owed: what a repair looks after. */
const attentionCount = (glance: Glance | undefined): number =>
  glance ? glance.attention.clashes.length + glance.attention.debts.length : 0;

/** The ways to what changes the whole year. */
function Ways({ request, toRepair }: { readonly request: VisitsRequest; readonly toRepair: number }) {
  const facilitators = facilitatorsIn(request.setting);
  return (
    <>
      {toRepair > 0 && (
        <ButtonLink href={hrefTo('repairVisitsPage', {})}>See how the year can be repaired</ButtonLink>
      )}
      <ul class="govuk-list lp-files">
        <Way href={hrefTo('visitCalendar', {})}>Calendar</Way>
        {facilitators.length > 0 && (
          <>
            <Way href={hrefTo('visitPlanPage', {})}>Plan</Way>
            <Way href={hrefTo('lostDayPage', {})}>Lose a day</Way>
            <Way href={hrefTo('daysOffPage', {})}>Days off</Way>
          </>
        )}
        <Way href={hrefTo('coaching', {})}>Coaching of principals</Way>
      </ul>
    </>
  );
}

const Way = ({ href, children }: { readonly href: string; readonly children: string }) => (
  <li>
    <a class="govuk-link" href={href}>
      {children}
    </a>
  </li>
);

function Calendars({ request, isMine }: { readonly request: VisitsRequest; readonly isMine: boolean }) {
  const partnerships = visitingPartnerships(request.setting.partnerships);
  if (partnerships.length === 0) return null;
  const own = partnerships.filter(({ facilitator }) => facilitator.email === request.staff.email);
  return (
    <section class="lp-narrow">
      <h2 class="govuk-heading-m">Calendars</h2>
      <ul class="govuk-list">
        {own.map(({ host }) => (
          <li key={host.id}>
            <a class="govuk-link" href={hrefTo('visitCalendar', {}, { partnership: host.id })} dir="auto">
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

type PartProps = Glance & { readonly request: VisitsRequest; readonly whose: string | undefined };

function Part({ request, whose, attention, next }: PartProps) {
  return (
    <section>
      {whose !== undefined && <h2 class="govuk-heading-l">{whose}</h2>}
      <Heading whose={whose}>To see to</Heading>
      <AttentionList attention={attention} request={request} />
      <Heading whose={whose}>The next two weeks</Heading>
      <VisitList visits={next} empty="No visit in the next two weeks." />
    </section>
  );
}

const Heading = ({
  whose,
  children,
}: {
  readonly whose: string | undefined;
  readonly children: ComponentChildren;
}) =>
  whose === undefined ? (
    <h2 class="govuk-heading-m">{children}</h2>
  ) : (
    <h3 class="govuk-heading-m">{children}</h3>
  );
