import { sayDate, sayShort } from '#domain/base/time.ts';
import { capitalized, countOf } from '#domain/base/wording.ts';
import { nameOfSchool, type Partnership } from '#domain/partnership/partnership.ts';
import {
  type CancelledVisit,
  type HeldVisit,
  isBooked,
  isHeld,
  isOver,
  schoolsIn,
} from '#domain/partnership/visit.ts';
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
import { Button, ButtonLink } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Columns } from '#ui/layout.tsx';
import { Details, InsetText, Lines } from '#ui/notices.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { Tag, type TagMeaning } from '#ui/tag.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { mayChange, type VisitRequest } from '../access.ts';
import { attendanceField, longestNotes } from '../forms.ts';
import { addressOf, hrefToBook } from '../links.ts';
import { sayWithdrawal, ToRepair } from '../withdrawal.tsx';
import {
  CancelForm,
  DetailsForm,
  type FormProps,
  madeFrom,
  Proposals,
  ThemeForm,
  valuesOf,
} from './form.tsx';
import { recordOf } from './form-state.ts';

type HeldProps = { readonly partnership: Partnership; readonly visit: HeldVisit };

/** The choices that schools have when they reflect. */
const usefulness: Readonly<Record<number, string>> = {
  1: 'not useful yet',
  2: 'a little useful',
  3: 'useful',
  4: 'very useful',
};

/** How a visit went: attendance, the facilitator's notes, and the schools' reflections. */
function Held({ partnership, visit }: HeldProps) {
  return (
    <>
      <h2 class="govuk-heading-m">How it went</h2>
      <SummaryList
        rows={[
          ...schoolsIn(visit).map((id) => ({
            key: nameOfSchool(partnership, id),
            value:
              id in visit.attendance
                ? `${countOf(visit.attendance[id] ?? 0, 'person', 'people')} took part`
                : 'Not recorded',
          })),
          { key: 'Staff notes', value: visit.notes === '' ? 'None' : <Lines text={visit.notes} /> },
        ]}
      />
      <h2 class="govuk-heading-m">School reflections</h2>
      {visit.reflections.length === 0 && <p class="govuk-body">No reflections yet.</p>}
      {visit.reflections.map(({ school, usefulness: score, learned, willTry }) => (
        <section key={school} class="lp-reading">
          <h3 class="govuk-heading-s" dir="auto">
            {nameOfSchool(partnership, school)}: {usefulness[score] ?? `${score} of 4`}
          </h3>
          <SummaryList
            rows={[
              { key: 'Learned', value: <Lines text={learned} /> },
              { key: 'Will try', value: <Lines text={willTry} /> },
            ]}
          />
        </section>
      ))}
    </>
  );
}

function RecordForm(props: FormProps) {
  const { request, errors, isOpen } = props;
  const { visit, partnership } = request;
  const form = (
    <Form
      action={hrefTo('recordVisit', addressOf(request))}
      hidden={{ seen: madeFrom(props, recordOf(request.visit)) }}
    >
      {schoolsIn(visit).map((id) => (
        <TextField
          key={id}
          name={attendanceField(id)}
          label={`How many people from ${nameOfSchool(partnership, id)} took part?`}
          inputmode="numeric"
          width={3}
          values={valuesOf(props, standingOf(request))}
          errors={errors}
        />
      ))}
      <TextArea
        name="notes"
        label="Notes"
        hint="What you saw and agreed on. Only staff can see this."
        rows={8}
        maxLength={longestNotes}
        values={valuesOf(props, standingOf(request))}
        errors={errors}
      />
      <Button>Save notes</Button>
    </Form>
  );
  return isHeld(visit) ? (
    <Details summary="Edit notes" open={isOpen}>
      {form}
    </Details>
  ) : (
    <section class="lp-narrow">
      <h2 class="govuk-heading-m">How did it go?</h2>
      {form}
    </section>
  );
}

const standingOf = ({ visit }: FormProps['request']) =>
  isHeld(visit)
    ? {
        notes: visit.notes,
        ...Object.fromEntries(
          Object.entries(visit.attendance).map(([id, count]) => [attendanceField(id), String(count)]),
        ),
      }
    : {};

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
