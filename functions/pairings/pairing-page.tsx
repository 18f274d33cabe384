import { sayCount } from '../../shared/domain/amounts.ts';
import { type Cycle, sayDeadline, stateOf } from '../../shared/domain/cycle.ts';
import type { PublishedPairing } from '../../shared/domain/partnership.ts';
import type { Gap, SupplyStage, SupplyTables } from '../../shared/domain/supply.ts';
import { type Instant, sayShort } from '../../shared/domain/time.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Radios } from '../../shared/ui/choices.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Columns, StaffPage } from '../../shared/ui/layout.tsx';
import { InsetText } from '../../shared/ui/notices.tsx';
import { Table } from '../../shared/ui/table.tsx';
import { TextField } from '../../shared/ui/text-field.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import type { ScenarioFigures } from './scenario-figures.ts';
import { Gaps, SupplyGrids } from './supply-tables.tsx';
import { StateTag } from './words.tsx';

export type PairingPageProps = {
  readonly request: StaffRequest;
  readonly stage: SupplyStage;
  readonly supply: SupplyTables;
  readonly gaps: readonly Gap[];
  readonly figures: readonly ScenarioFigures[];
  readonly published: PublishedPairing | undefined;
  readonly values: Fields;
  readonly errors: FieldErrors;
};

export function PairingPage(props: PairingPageProps) {
  const { request, stage, supply, gaps, figures, published, values, errors } = props;
  const { staff, cycle, now } = request;
  return (
    <StaffPage
      title="Pairing"
      staff={staff}
      current="pairing"
      error={Object.keys(errors).length > 0}
      contact={cycle.program.contactEmail}
    >
      <ErrorSummary errors={errors} />
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Pairing
      </h1>
      {published && <Published published={published} timeZone={cycle.program.timeZone} />}
      <Columns>
        <section>
          <h2 class="govuk-heading-m">What is asked for, and not offered</h2>
          <StageLinks cycle={cycle} now={now} stage={stage} />
          <Gaps gaps={gaps} />
        </section>
        {!published && <AskForm values={values} errors={errors} />}
      </Columns>
      <Scenarios figures={figures} timeZone={cycle.program.timeZone} />
      <h2 class="govuk-heading-m" id="supply">
        Places at hosts, and partners who ask
      </h2>
      <p class="govuk-body">
        {stageWords[stage]}: “6 for 9” are places for 6 partners, and 9 who ask. A school of several levels or
        focus areas counts in each.
      </p>
      <Columns>
        <SupplyGrids supply={supply} />
      </Columns>
    </StaffPage>
  );
}

const Published = ({
  published,
  timeZone,
}: {
  readonly published: PublishedPairing;
  readonly timeZone: string;
}) => (
  <InsetText>
    {published.publishedBy.name} published “{published.scenario.name}” on{' '}
    {sayShort(timeZone, published.publishedAt)}.{' '}
    <a class="govuk-link" href={hrefTo('partnerships', {})}>
      See the partnerships
    </a>
  </InsetText>
);

type ScenariosProps = { readonly figures: readonly ScenarioFigures[]; readonly timeZone: string };

function Scenarios({ figures, timeZone }: ScenariosProps) {
  const comparable = figures.filter(({ plan }) => plan).length > 1;
  const table = (
    <Table
      caption="Proposals"
      dense
      columns={[
        ...(comparable ? [{ text: 'Compare' }] : []),
        { text: 'Name', head: true },
        { text: 'State' },
        { text: 'Points', numeric: true },
        { text: 'Worst pair', numeric: true },
        { text: 'Unplaced', numeric: true },
        { text: 'Moves', numeric: true },
        { text: 'Asked for by' },
      ]}
      empty="None yet. Ask for one below."
      rows={figures.map(({ id, name, state, askedBy, askedAt, plan }) => [
        ...(comparable ? [plan ? <CompareBox key="box" id={id} name={name} /> : ''] : []),
        <a key="name" class="govuk-link" dir="auto" href={hrefTo('proposal', { scenario: id })}>
          {name}
        </a>,
        <StateTag key="state" state={state} />,
        plan ? sayCount(plan.total) : '',
        plan ? sayCount(plan.worst) : '',
        plan?.unplaced ?? '',
        plan?.moves ?? '',
        `${askedBy}, ${sayShort(timeZone, askedAt)}`,
      ])}
    />
  );
  if (!comparable) return table;
  return (
    <Form action={hrefTo('comparison', {})} method="get">
      {table}
      <Button variant="secondary">Compare the chosen two</Button>
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

const AskForm = ({ values, errors }: { readonly values: Fields; readonly errors: FieldErrors }) => (
  <section>
    <h2 class="govuk-heading-m">Ask for a proposal</h2>
    <Form action={hrefTo('askForProposal', {})}>
      <TextField
        name="name"
        label="Name"
        hint="To tell it from others, like “All accepted, after the waitlist”."
        width={30}
        autocomplete="off"
        values={values}
        errors={errors}
      />
      <Radios
        name="schools"
        label="Which schools?"
        labelSize="s"
        small
        options={[
          { value: 'accepted', text: 'Accepted schools', hint: 'Every accepted partner gets the best host.' },
          {
            value: 'reviewed',
            text: 'Choose from all reviewed applications',
            hint: 'Finds whom to admit, too, so that targets and quotas are kept. Decisions stay yours.',
          },
        ]}
        values={values}
        errors={errors}
      />
      <Button>Ask for a proposal</Button>
    </Form>
  </section>
);

const stageWords: Readonly<Record<SupplyStage, string>> = {
  applied: 'All in the running',
  accepted: 'Accepted schools',
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
  const isOpen = stateOf(cycle, now) === 'open';
  const other: SupplyStage = stage === 'applied' ? 'accepted' : 'applied';
  return (
    <p class="govuk-body">
      <b>{stageWords[stage]}.</b>{' '}
      <a class="govuk-link" href={hrefTo('pairing', {}, { of: other })}>
        {stageWords[other]} instead
      </a>
      .{' '}
      {isOpen
        ? `Schools can still apply until ${sayDeadline(cycle)}.`
        : `Applications closed on ${sayDeadline(cycle)}.`}
    </p>
  );
}
