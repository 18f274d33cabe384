import { sayDate, sayShort } from '#domain/base/time.ts';
import { capitalized } from '#domain/base/wording.ts';
import { nameOfSchool } from '#domain/partnership/partnership.ts';
import { type CancelledVisit, isBooked, isHeld, isOver, schoolsIn } from '#domain/partnership/visit.ts';
import {
  isWaiting,
  standingNames,
  type VisitStanding,
  visitStanding,
  withdrawalsIn,
} from '#domain/partnership/visit-state.ts';
import { focusAreaName } from '#domain/program/program.ts';
import { clashesIn, owedFor } from '#domain/visits/debts.ts';
import { ChangedBanner, PartnershipHeading } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import type { FieldErrors } from '#http/fields.ts';
import { hrefTo } from '#routes.ts';
import { sayEntry } from '#text/events.ts';
import { namesIn, sayDebt, sayDelegation, sayFaults, sayHours, sayWho } from '#text/visits.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Columns } from '#ui/layout.tsx';
import { InsetText, Lines } from '#ui/notices.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagMeaning } from '#ui/tag.tsx';
import { mayChange, type VisitRequest } from '../access.ts';
import { hrefToBook } from '../links.ts';
import { sayWithdrawal, ToRepair } from '../withdrawal.tsx';
import { CancelForm, DetailsForm, type FormProps, Proposals, ThemeForm } from './form.tsx';
import { Held, RecordForm } from './record.tsx';

const tagMeanings: Readonly<Record<VisitStanding, TagMeaning>> = {
  booked: 'active',
  waiting: 'bad',
  'to-note': 'attention',
  'not-noted': 'neutral',
  held: 'good',
  cancelled: 'bad',
};

/** The status of a visit as a tag. */
function VisitState({ request: { partnership, visit, today } }: { readonly request: VisitRequest }) {
  const standing = visitStanding(partnership, visit, today);
  return <Tag meaning={tagMeanings[standing]}>{standingNames[standing]}</Tag>;
}

/** Why a visit needs a new date, if so. People who may change it get a link to fix it. */
function ClashNotice({ request }: { readonly request: VisitRequest }) {
  const { setting, partnership, visit, staff, today } = request;
  if (isWaiting(partnership, visit)) return <WaitingNotice request={request} />;
  const clash = clashesIn(setting, today).find(
    (one) => one.partnership.host.id === partnership.host.id && one.visit.number === visit.number,
  );
  if (!clash) return null;
  return (
    <InsetText>
      <p class="govuk-body-l">This visit needs a new date.</p>
      <p class="govuk-body" dir="auto">
        {sayFaults(clash.faults, namesIn(setting.partnerships)).join(' ')}
      </p>
      {mayChange(staff, partnership) && (
        <ButtonLink href={hrefTo('repairVisitsPage', {})}>See how to fix this</ButtonLink>
      )}
    </InsetText>
  );
}

/** Says that a visit is on hold because a school withdrew. Directors get a link to decide. */
const WaitingNotice = ({ request: { partnership, staff, today } }: { readonly request: VisitRequest }) => (
  <InsetText>
    {withdrawalsIn([partnership], today).map((withdrawal) => (
      <p key={partnership.host.id} class="govuk-body" dir="auto">
        {sayWithdrawal(withdrawal, staff)}
      </p>
    ))}
    <p class="govuk-body">
      <ToRepair partnership={partnership} staff={staff} />
    </p>
  </InsetText>
);

type CancelledProps = { readonly request: VisitRequest; readonly visit: CancelledVisit };

/** Why a visit was canceled. If it needs a replacement, people who may schedule one get a link. */
const Cancelled = ({ request: { partnership, cycle, staff }, visit }: CancelledProps) => (
  <InsetText>
    <Lines text={visit.reason} />
    {owedFor(visit, partnership, cycle.program).map((debt) => (
      <p key={debt.partner.id} class="govuk-body" dir="auto">
        {sayDebt(debt)}{' '}
        {mayChange(staff, partnership) && (
          <a class="govuk-link" href={hrefToBook(debt)}>
            Schedule it
          </a>
        )}
      </p>
    ))}
  </InsetText>
);

export type VisitForm = 'details' | 'theme' | 'cancellation' | 'decline' | 'record';

type VisitPageProps = {
  readonly request: VisitRequest;
  /** The form that was sent and changed nothing. */
  readonly form: VisitForm | undefined;
  readonly errors: FieldErrors;
  /** Whether someone changed the visit after the page was loaded. */
  readonly isChanged: boolean;
};

export function VisitPage({ request, form, errors, isChanged }: VisitPageProps) {
  const { partnership, visit, staff, cycle, now } = request;
  const who = sayWho(partnership, visit);
  const isOwn = mayChange(staff, partnership) && partnership.state === 'active';
  const formProps = (name: VisitForm): FormProps => ({
    request,
    errors: name === form ? errors : {},
    isOpen: name === form,
    isChanged,
  });
  const isPast = isOver(visit, cycle, now);
  const canChange = isOwn && !isPast && !isWaiting(partnership, visit);
  return (
    <ConsolePage request={request} title={`${who}, ${sayDate(visit.date)}`} current="visits" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          Your change wasn’t saved. Below is the visit as it is now, with what you typed still in the form.
        </ChangedBanner>
      )}
      <PartnershipHeading host={partnership.host}>
        <span dir="auto">{who}</span> <VisitState request={request} />
      </PartnershipHeading>
      {isBooked(visit) && <ClashNotice request={request} />}
      {visit.state === 'cancelled' && <Cancelled request={request} visit={visit} />}
      {isBooked(visit) && !isPast && visit.proposals.length > 0 && (
        <Proposals {...formProps('decline')} visit={visit} isOwn={canChange} />
      )}
      <Columns>
        <div>
          <SummaryList rows={factsOf(request, isPast || visit.state === 'cancelled')} />
          {isBooked(visit) && canChange && (
            <>
              <ButtonLink
                href={hrefTo('moveVisitPage', {
                  partnership: partnership.host.reference,
                  visit: String(visit.number),
                })}
                variant="secondary"
              >
                Move visit
              </ButtonLink>
              <DetailsForm {...formProps('details')} />
              <ThemeForm {...formProps('theme')} />
            </>
          )}
          {isBooked(visit) && isOwn && <CancelForm {...formProps('cancellation')} />}
        </div>
        <div>
          {visit.state !== 'cancelled' && <Delegations request={request} isPast={isPast} />}
          {isHeld(visit) && <Held partnership={partnership} visit={visit} />}
          {visit.state !== 'cancelled' && isPast && isOwn && <RecordForm {...formProps('record')} />}
        </div>
      </Columns>
      <History request={request} />
    </ConsolePage>
  );
}

/** `isDone` leaves out what wasn't set: it no longer will be. */
function factsOf({ partnership, visit, cycle }: VisitRequest, isDone: boolean): readonly SummaryRow[] {
  const { arc, facilitator } = partnership;
  const place = nameOfSchool(partnership, visit.visited);
  return [
    { key: 'Date', value: sayDate(visit.date) },
    { key: 'Time', value: sayHours(visit) },
    { key: 'Place', value: visit.place === '' ? place : `${place}: ${visit.place}` },
    { key: 'Facilitator', value: `${facilitator.name} (${facilitator.email})` },
    ...(isDone && visit.theme === '' ? [] : [{ key: 'Theme', value: visit.theme || 'Not set yet' }]),
    ...(isDone && visit.lookFor === ''
      ? []
      : [{ key: 'What to look for', value: <Lines text={visit.lookFor || 'Not set yet'} /> }]),
    {
      key: 'Learning focus',
      value: (
        <a class="govuk-link" href={hrefTo('partnership', { partnership: partnership.host.reference })}>
          {arc ? focusAreaName(cycle.program, arc.focusArea) : 'Not set yet'}
        </a>
      ),
    },
  ];
}

type DelegationsProps = { readonly request: VisitRequest; readonly isPast: boolean };

/** Who is coming from each school, if it has answered. */
function Delegations({ request: { partnership, visit }, isPast }: DelegationsProps) {
  return (
    <Table
      caption={isPast ? 'Expected' : 'Who’s coming'}
      dense
      columns={[{ text: 'School', head: true }, { text: 'Who' }]}
      rows={schoolsIn(visit).map((id) => {
        const coming = visit.delegations[id];
        return [
          <span key="school" dir="auto">
            {nameOfSchool(partnership, id)}
          </span>,
          coming ? (
            <>
              {capitalized(sayDelegation(coming))}
              {coming.remark !== '' && (
                <>
                  <br />
                  <Lines text={coming.remark} />
                </>
              )}
            </>
          ) : isPast ? (
            'No answer'
          ) : (
            'No answer yet'
          ),
        ];
      })}
    />
  );
}

function History({ request: { partnership, visit, cycle } }: { readonly request: VisitRequest }) {
  const own = partnership.history.filter(
    (entry) => entry.visit === visit.number || entry.what === 'visits-planned',
  );
  return (
    <Table
      caption="History"
      dense
      stacks
      columns={[{ text: 'When', head: true }, { text: 'What' }, { text: 'Who' }]}
      rows={own
        .toReversed()
        .map((entry) => [sayShort(cycle.program.timeZone, entry.at), sayEntry(entry), entry.by])}
    />
  );
}
