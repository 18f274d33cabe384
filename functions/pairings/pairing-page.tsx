import type { Gap, SupplyStage, SupplyTables } from '../../shared/domain/admission/supply.ts';
import { type Instant, sayMoment } from '../../shared/domain/base/time.ts';
import type { ScenarioFigures } from '../../shared/domain/pairing/explain/compare.ts';
import type { PublishedPairing } from '../../shared/domain/partnership/partnership.ts';
import { type Cycle, sayDeadline, stateOf } from '../../shared/domain/program/cycle.ts';
import { Columns } from '../../shared/ui/layout.tsx';
import { InsetText } from '../../shared/ui/notices.tsx';
import { ConsolePage } from '../http/console-page.tsx';
import type { FieldErrors, Fields } from '../http/fields.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { AskForm } from './ask-form.tsx';
import { Scenarios } from './scenario-list.tsx';
import { Gaps, SupplyGrids } from './supply-tables.tsx';

type PairingPageProps = {
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
  const { cycle, now } = request;
  return (
    <ConsolePage request={request} title="Pairings" current="pairing" errors={errors}>
      <h1>
        <span class="govuk-caption-l">{cycle.name}</span>
        Pairings
      </h1>
      {published && <Published published={published} timeZone={cycle.program.timeZone} />}
      <Columns>
        <section>
          <h2 class="govuk-heading-m">Focus areas without a host</h2>
          <StageLinks cycle={cycle} now={now} stage={stage} />
          <Gaps gaps={gaps} />
        </section>
        {!published && <AskForm values={values} errors={errors} />}
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
      {isOpen
        ? `Applications are open until ${sayDeadline(cycle)}.`
        : `Applications closed on ${sayDeadline(cycle)}.`}{' '}
      <a class="govuk-link" href={hrefTo('pairing', {}, { of: other })}>
        See {stageWords[other].toLowerCase()}
      </a>
    </p>
  );
}
