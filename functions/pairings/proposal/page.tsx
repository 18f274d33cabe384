import type { ComponentChildren } from 'preact';
import { sayMoment, sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import type { Shortage } from '#domain/pairing/explain/shortage.ts';
import type { Price } from '#domain/pairing/problem.ts';
import {
  type AskedScenario,
  hasConflict,
  type ImpossibleScenario,
  type ProposedScenario,
  type Scenario,
} from '#domain/pairing/scenario/scenario.ts';
import { programSettings, settingChanges, settingsOf } from '#domain/pairing/scenario/settings.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import { ConsolePage } from '#http/console-page.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { eventNames } from '#text/events.ts';
import { saySettingChange } from '#text/pairing-settings.ts';
import { ButtonGroup, ButtonLink } from '#ui/button.tsx';
import { Columns } from '#ui/layout.tsx';
import { Details } from '#ui/notices.tsx';
import type { Explained, RuleCosts } from '../explained.ts';
import { Overrides, schoolNames } from '../overrides.tsx';
import { Sentences, StateTag, withRulesOf } from '../text.tsx';
import { Decided } from './decided.tsx';
import { Facts, type Fairest } from './figures.tsx';
import { type Filter, FilterForm, filtered } from './filter.tsx';
import { PartnershipCards } from './partnership-cards.tsx';
import { PlanMap } from './plan-map.tsx';
import { Statement } from './statement.tsx';
import { NotChosen, WithoutHost } from './without-place.tsx';

type ScenarioPageProps = {
  readonly request: StaffRequest;
  readonly scenario: Scenario;
  readonly isPublished?: boolean;
  readonly children: ComponentChildren;
};

const ScenarioPage = ({ request, scenario, isPublished, children }: ScenarioPageProps) => (
  <ConsolePage request={request} title={scenario.name} current="pairing">
    <h1>
      <span class="govuk-caption-l">
        <a class="govuk-link" href={hrefTo('pairing', {})}>
          Pairings
        </a>
      </span>
      <span dir="auto">{scenario.name}</span> <StateTag state={scenario.state} isPublished={isPublished} />
    </h1>
    {children}
  </ConsolePage>
);

type ProposedPageProps = {
  readonly request: StaffRequest;
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  readonly fairest: Fairest;
  readonly published: PublishedPairing | undefined;
  readonly explained: Explained;
  readonly rulesCost: Price | undefined;
  readonly costs: RuleCosts;
  readonly shortages: readonly Shortage[];
  readonly filter: Filter;
};

/** A finished proposal: what was decided, the claim that no plan is better, every partnership, and who was left out. */
export const ProposedPage = (props: ProposedPageProps) => {
  const { request, scenario, plan, fairest, published, explained, rulesCost, costs, shortages, filter } =
    props;
  const { program } = request.cycle;
  const ruled = withRulesOf(scenario, program);
  const nameOf = schoolNames(scenario);
  const paired = plan.hosts.filter(({ pairs }) => pairs.length > 0).length;
  const shown = filtered(plan, filter, scenario.problem.rules);
  const changes = settingChanges(programSettings(program), settingsOf(scenario, program));
  return (
    <ScenarioPage request={request} scenario={scenario} isPublished={published?.scenario.id === scenario.id}>
      <Decided scenario={scenario} plan={plan} program={program} />
      <Statement scenario={scenario} plan={plan} />
      <NextSteps scenario={scenario} published={published} />
      <Columns>
        <Facts
          scenario={scenario}
          plan={plan}
          fairest={fairest}
          timeZone={program.timeZone}
          changes={changes.map((change) => saySettingChange(change, program, nameOf))}
          rulesCost={rulesCost}
        />
        <PlanMap scenario={scenario.id} plan={{ hosts: shown, unplaced: plan.unplaced }} program={ruled} />
      </Columns>
      <h2 class="govuk-heading-m" id="partnerships">
        Partnerships and why they fit
      </h2>
      <FilterForm
        scenario={scenario.id}
        filter={filter}
        program={program}
        shown={shown.length}
        all={paired}
      />
      <PartnershipCards
        scenario={scenario.id}
        hosts={shown}
        program={ruled}
        nextBests={explained.nextBests}
        nameOf={nameOf}
      />
      <WithoutHost
        scenario={scenario}
        plan={plan}
        shortages={shortages}
        remedies={explained.remedies}
        nameOf={nameOf}
        isOpen={published === undefined}
      />
      <NotChosen scenario={scenario} whyNots={explained.whyNots} nameOf={nameOf} />
      <Overrides scenario={scenario} costs={costs} isOpen={published === undefined} />
      <History scenario={scenario} timeZone={program.timeZone} />
    </ScenarioPage>
  );
};

const History = ({ scenario, timeZone }: { readonly scenario: Scenario; readonly timeZone: string }) => (
  <Details summary="History">
    <ul class="govuk-list">
      {scenario.history.toReversed().map(({ at, by, what }, index) => (
        <li key={`entry ${index}`}>
          {sayShort(timeZone, at)}: {eventNames[what]}, {by}
        </li>
      ))}
    </ul>
  </Details>
);

function NextSteps({ scenario, published }: Pick<ProposedPageProps, 'scenario' | 'published'>) {
  const { id } = scenario;
  if (published)
    return (
      <p class="govuk-body">
        {published.scenario.id === id
          ? 'These pairings are published.'
          : `“${published.scenario.name}” is published.`}{' '}
        <a class="govuk-link" href={hrefTo('partnerships', {})}>
          See the partnerships
        </a>
      </p>
    );
  return (
    <ButtonGroup>
      <ButtonLink href={hrefTo('board', { scenario: id })}>Edit pairings</ButtonLink>
      <ButtonLink href={hrefTo('scenarioFacilitators', { scenario: id })} variant="secondary">
        Facilitators
      </ButtonLink>
      <ButtonLink href={hrefTo('publicationPage', { scenario: id })} variant="secondary">
        Preview and publish
      </ButtonLink>
      <a class="govuk-link" href={hrefTo('requestPage', {}, { from: id })}>
        Change settings and request again
      </a>
    </ButtonGroup>
  );
}

type AskedPageProps = { readonly request: StaffRequest; readonly scenario: AskedScenario };

/** There's no automatic reload: it would move the reader away from their place on the page. */
export const AskedPage = ({ request, scenario }: AskedPageProps) => (
  <ScenarioPage request={request} scenario={scenario}>
    <p class="govuk-body-l">
      We’re finding the best pairings {scenario.selects ? 'among' : 'for'}{' '}
      {countOf(scenario.problem.hosts.length, 'host')} and{' '}
      {countOf(scenario.problem.partners.length, 'partner')}.{' '}
      {scenario.selects
        ? 'Choosing schools usually takes seconds, and at most ten minutes.'
        : 'This usually takes seconds.'}
    </p>
    <p class="govuk-body">
      {scenario.askedBy.name} requested this on {sayMoment(request.cycle.program.timeZone, scenario.askedAt)}{' '}
      and will get an email when it’s ready. You can leave this page.
    </p>
    <p class="govuk-body">
      <a class="govuk-link" href={hrefTo('proposal', { scenario: scenario.id })}>
        Check again
      </a>
    </p>
  </ScenarioPage>
);

type ImpossiblePageProps = {
  readonly request: StaffRequest;
  readonly scenario: ImpossibleScenario;
  readonly published: PublishedPairing | undefined;
};

export const ImpossiblePage = ({ request, scenario, published }: ImpossiblePageProps) => (
  <ScenarioPage request={request} scenario={scenario}>
    {hasConflict(scenario) ? (
      <>
        <p class="govuk-body-l">No plan can follow all the rules. These rules conflict:</p>
        <Sentences sentences={scenario.clash.rules} />
      </>
    ) : (
      <p class="govuk-body-l">
        We didn’t find a plan that follows all the rules in the time we had. One may still exist.
      </p>
    )}
    <h2 class="govuk-heading-m">What you could change</h2>
    <Sentences sentences={scenario.clash.relaxations} />
    {published === undefined && (
      <ButtonLink href={hrefTo('requestPage', {}, { from: scenario.id })}>
        Change settings and request again
      </ButtonLink>
    )}
    <Overrides scenario={scenario} isOpen={published === undefined} />
  </ScenarioPage>
);
