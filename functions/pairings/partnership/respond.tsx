import { sayShort } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import {
  asEachPairedContact,
  focusAreaOf,
  freePlaces,
  needsRepair,
  type PairedPartner,
  type PairedSchool,
  schoolsOf,
  withdrawnIn,
} from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { focusAreaNames, type Program } from '#domain/program/program.ts';
import { sayLevels } from '#domain/program/school.ts';
import { cycleUnderWay } from '#domain/program/school-year.ts';
import { showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { isDirector, isOnlyFacilitator } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { sayEntry } from '#text/events.ts';
import { ButtonLink } from '#ui/button.tsx';
import { InsetText } from '#ui/notices.tsx';
import { SummaryList, type SummaryRow } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { store } from '../access.ts';
import { PartnershipState } from '../partnerships/respond.tsx';
import { type PartnershipRequest, withPartnership } from '../scenario-access.ts';
import { PartnershipVisits } from './visit-list.tsx';

/** After a decision about one school that withdrew, another may still need one. */
function sayUndecided({ partnership, query }: PartnershipRequest): string {
  if (query.get('done') !== 'repaired' || !needsRepair(partnership)) return '';
  const left = withdrawnIn(schoolsOf(partnership));
  return ` You still need to decide what happens without ${sayList(left.map(({ name }) => name))}.`;
}

/** One partnership: its schools and contacts, the reasons for the match, visits, and history. */
export const partnership = withPartnership(['facilitator', 'director'], async (request) => {
  const found = request.partnership;
  const { host, partners, facilitator, state, formedAt, history, version } = found;
  const shown = cycleUnderWay(await store.lastTwoCycles(), request.now);
  return showPage(<PartnershipPage request={request} yearShown={shown} />, {
    version,
    state,
    host,
    partners,
    former: found.former ?? [],
    facilitator,
    focusArea: focusAreaOf(found) ?? null,
    formedAt,
    needsRepair: needsRepair(found),
    freePlaces: freePlaces(found),
    history,
  });
});

type PartnershipPageProps = {
  readonly request: PartnershipRequest;
  /** The cycle that the visit pages show now. */
  readonly yearShown: Cycle | undefined;
};

function PartnershipPage({ request, yearShown }: PartnershipPageProps) {
  const { cycle, partnership } = request;
  const { host, partners, former = [], facilitator, history } = partnership;
  const { program } = cycle;
  const opens = !isOnlyFacilitator(request.staff) || facilitator.email === request.staff.email;
  return (
    <ConsolePage request={request} title={host.name} current="partnerships" stillToDo={sayUndecided(request)}>
      <h1>
        <span class="govuk-caption-l">
          <a class="govuk-link" href={hrefTo('partnerships', {}, { cycle: cycle.id })}>
            {cycle.name} partnerships
          </a>
        </span>
        <span dir="auto">{host.name}</span> <PartnershipState partnership={partnership} />
      </h1>
      {needsRepair(partnership) ? <Withdrawn request={request} /> : <FreePlaces request={request} />}
      <p class="govuk-body">
        Facilitator: <span dir="auto">{facilitator.name}</span> ({facilitator.email}).
        {isDirector(request.staff) && partnership.state === 'active' && (
          <>
            {' '}
            <a class="govuk-link" href={hrefTo('handoverPage', { partnership: host.reference })}>
              Change facilitator
            </a>
          </>
        )}
      </p>
      {former.length > 0 && (
        <p class="govuk-body">Former schools: {sayList(former.map(({ name }) => name))}.</p>
      )}
      <div class="lp-partnership">
        <School title="Host" school={host} program={program} opens={opens} />
        {partners.map((partner) => (
          <School key={partner.id} title="Partner" school={partner} program={program} opens={opens} />
        ))}
      </div>
      <PartnershipVisits request={request} yearShown={yearShown} />
      <Table
        caption="History"
        dense
        columns={[{ text: 'When' }, { text: 'What' }, { text: 'Who' }]}
        rows={history
          .toReversed()
          .map((entry) => [sayShort(program.timeZone, entry.at), sayEntry(entry), entry.by])}
      />
    </ConsolePage>
  );
}

/** Names the schools that withdrew. Directors also see a link to decide what happens. */
function Withdrawn({ request: { staff, partnership } }: Pick<PartnershipPageProps, 'request'>) {
  const { host } = partnership;
  const left = withdrawnIn(schoolsOf(partnership));
  return (
    <InsetText>
      <p class="govuk-body-l">{sayList(left.map(({ name }) => name))} withdrew.</p>
      {isDirector(staff) ? (
        <ButtonLink href={hrefTo('repairPage', { partnership: host.reference })}>
          Decide what happens
        </ButtonLink>
      ) : (
        <p class="govuk-body">A director will decide what happens next, and everyone will get an email.</p>
      )}
    </InsetText>
  );
}

/** The open places, for directors only. */
function FreePlaces({ request: { staff, partnership } }: Pick<PartnershipPageProps, 'request'>) {
  const free = freePlaces(partnership);
  if (free === 0 || !isDirector(staff)) return null;
  const { host, partners } = partnership;
  const places = countOf(free, 'open place');
  return (
    <InsetText>
      <p class="govuk-body">
        {partners.length === 0
          ? `This host has ${places} and no partners.`
          : `This host has ${places} out of ${host.capacity}.`}{' '}
        <a class="govuk-link" href={hrefTo('repairPage', { partnership: host.reference })}>
          See schools that could take {free === 1 ? 'it' : 'them'}
        </a>
      </p>
    </InsetText>
  );
}

type SchoolProps = {
  readonly title: string;
  readonly school: PairedSchool | PairedPartner;
  readonly program: Program;
  /** Whether this person may open the application. */
  readonly opens: boolean;
};

function School({ title, school, program, opens }: SchoolProps) {
  const rows: readonly SummaryRow[] = [
    { key: 'Level and region', value: `${sayLevels(school)}, ${school.region}` },
    {
      key: title === 'Host' ? 'Can share' : 'Wants to improve',
      value: focusAreaNames(program, school.focusAreas),
    },
    ...asEachPairedContact(school).map(({ contact: { name, position, email } }) => ({
      key: 'Contact',
      value: `${name}, ${position}, ${email}`,
    })),
    ...('why' in school ? [{ key: 'Why they fit', value: school.why }] : []),
  ];
  return (
    <section class="lp-reading">
      <h2 class="govuk-heading-m">
        <span class="govuk-caption-m">{title}</span>
        {opens ? (
          <a class="govuk-link" href={hrefTo('staffApplication', { reference: school.reference })} dir="auto">
            {school.name}
          </a>
        ) : (
          <span dir="auto">{school.name}</span>
        )}
        {school.withdrawnAt !== undefined && ' (withdrawn)'}
      </h2>
      <SummaryList rows={rows} />
    </section>
  );
}
