import type { Unconfirmed } from '#domain/admission/place.ts';
import type { Gap, SupplyStage, SupplyTables } from '#domain/admission/supply.ts';
import { type Instant, sayMoment, sayShort } from '#domain/base/time.ts';
import { countOf, sayCount } from '#domain/base/wording.ts';
import type { ScenarioFigures } from '#domain/pairing/explain/compare.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import { type Cycle, sayDeadline, stateOf } from '#domain/program/cycle.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { freshKey } from '#http/once.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Columns } from '#ui/layout.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import { NameAndSchools, usualName } from '../request/setting-fields.tsx';
import { StateTag, UnconfirmedSchools } from '../text.tsx';
import { Gaps, SupplyGrids } from './supply-grids.tsx';

/** The usual request, with the program's settings. */
const AskForm = ({ usualName }: { readonly usualName: string }) => (
  <section>
    <h2 class="govuk-heading-m">Request a proposal</h2>
    <Form action={hrefTo('askForProposal', {})} hidden={freshKey()}>
      <NameAndSchools values={{ name: usualName, schools: 'accepted' }} />
      <ButtonGroup>
        <Button>Request a proposal</Button>
        <a class="govuk-link" href={hrefTo('requestPage', {})}>
          Change settings first
        </a>
      </ButtonGroup>
    </Form>
  </section>
);

type ScenariosProps = {
  readonly figures: readonly ScenarioFigures[];
  /** The ID of the published proposal, if there is one. */
  readonly publishedId: string | undefined;
  readonly timeZone: string;
};

/** All proposals. The director can select two to compare. */
function Scenarios({ figures, publishedId, timeZone }: ScenariosProps) {
  const comparable = figures.filter(({ plan }) => plan).length > 1;
  const table = (
    <Table
      caption="Proposals"
      dense
      columns={[
        ...(comparable ? [{ text: 'Compare' }] : []),
        { text: 'Name', head: true },
        { text: 'Status' },
        { text: 'Schools' },
        { text: 'Points', numeric: true },
        { text: 'Lowest pair', numeric: true },
        { text: 'Without host', numeric: true },
        { text: 'Moves', numeric: true },
        { text: 'Requested by' },
      ]}
      empty="No proposals yet. Request one above."
      rows={figures.map(({ id, name, state, selects, askedBy, askedAt, plan }) => [
        ...(comparable ? [plan ? <CompareBox key="box" id={id} name={name} /> : ''] : []),
        <a key="name" class="govuk-link" dir="auto" href={hrefTo('proposal', { scenario: id })}>
          {name}
        </a>,
        <StateTag key="state" state={state} isPublished={id === publishedId} />,
        selects ? 'Chosen' : 'Accepted',
        plan ? sayCount(plan.total) : '—',
        plan ? sayCount(plan.worst) : '—',
        plan?.unplaced ?? '—',
        plan?.moves ?? '—',
        `${askedBy}, ${sayShort(timeZone, askedAt)}`,
      ])}
    />
  );
  if (!comparable) return table;
  return (
    <Form action={hrefTo('comparison', {})} method="get">
      {table}
      <Button variant="secondary">Compare selected</Button>
    </Form>
  );
}

const CompareBox = ({ id, name }: { readonly id: string; readonly name: string }) => (
  <div class="govuk-checkboxes govuk-checkboxes--small">
    <div class="govuk-checkboxes__item">
      <input
        class="govuk-checkboxes__input"
        id={`compare-${id}`}
        name="scenario"
        type="checkbox"
        value={id}
      />
      <label class="govuk-label govuk-checkboxes__label" for={`compare-${id}`}>
        <span class="govuk-visually-hidden">Compare {name}</span>
      </label>
    </div>
  </div>
);

export type PairingPageProps = {
  readonly request: StaffRequest;
  readonly stage: SupplyStage;
  readonly supply: SupplyTables;
  readonly gaps: readonly Gap[];
  readonly unconfirmed: readonly Unconfirmed[];
  readonly figures: readonly ScenarioFigures[];
  readonly published: PublishedPairing | undefined;
};

export function PairingPage(props: PairingPageProps) {
  const { request, stage, supply, gaps, figures, published, unconfirmed } = props;
  const { cycle, now } = request;
  return (
    <ConsolePage request={request} title="Pairings" current="pairing">
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Pairings
      </h1>
      {published && <Published published={published} timeZone={cycle.program.timeZone} />}
      {!published && <UnconfirmedPlaces unconfirmed={unconfirmed} />}
      <Columns>
        <section>
          <h2 class="govuk-heading-m">Focus areas without a host</h2>
          <StageLinks cycle={cycle} now={now} stage={stage} />
          <Gaps gaps={gaps} />
        </section>
        {!published && <AskForm usualName={usualName(figures.length)} />}
      </Columns>
      <Scenarios figures={figures} publishedId={published?.scenario.id} timeZone={cycle.program.timeZone} />
      <h2 class="govuk-heading-m" id="supply">
        Host places and partner requests
      </h2>
      <p class="govuk-body">
        {stageWords[stage]}. “6 for 9” means 6 places for 9 partners. A school with more than one level or
        focus area counts in each.
      </p>
      <Columns>
        <SupplyGrids supply={supply} />
      </Columns>
    </ConsolePage>
  );
}

/** Directors see them before they pair schools that may not take part. */
const UnconfirmedPlaces = ({ unconfirmed }: { readonly unconfirmed: readonly Unconfirmed[] }) =>
  unconfirmed.length === 0 ? null : (
    <InsetText>
      <p class="govuk-body">
        <b>
          {countOf(
            unconfirmed.length,
            'accepted school hasn’t confirmed its',
            'accepted schools haven’t confirmed their',
          )}{' '}
          {unconfirmed.length === 1 ? 'place' : 'places'}.
        </b>{' '}
        Proposals include them like all accepted schools.
      </p>
      <Details summary="See these schools">
        <UnconfirmedSchools unconfirmed={unconfirmed} />
      </Details>
    </InsetText>
  );

const Published = ({
  published,
  timeZone,
}: {
  readonly published: PublishedPairing;
  readonly timeZone: string;
}) => (
  <InsetText>
    {published.publishedBy.name} published “{published.scenario.name}” on{' '}
    {sayMoment(timeZone, published.publishedAt)}.{' '}
    <a class="govuk-link" href={hrefTo('partnerships', {})}>
      See the partnerships
    </a>
  </InsetText>
);

const stageWords: Readonly<Record<SupplyStage, string>> = {
  applied: 'All applicants',
  accepted: 'Accepted schools',
};

const deadlineWords: Readonly<Record<ReturnType<typeof stateOf>, string>> = {
  'not-yet-open': 'Applications aren’t open yet. They close on',
  open: 'Applications are open until',
  closed: 'Applications closed on',
};

function StageLinks({
  cycle,
  now,
  stage,
}: {
  readonly cycle: Cycle;
  readonly now: Instant;
  readonly stage: SupplyStage;
}) {
  const other: SupplyStage = stage === 'applied' ? 'accepted' : 'applied';
  return (
    <p class="govuk-body">
      <b>{stageWords[stage]}.</b> {deadlineWords[stateOf(cycle, now)]} {sayDeadline(cycle)}.{' '}
      <a class="govuk-link" href={hrefTo('pairing', {}, { of: other })}>
        See {stageWords[other].toLowerCase()}
      </a>
    </p>
  );
}
