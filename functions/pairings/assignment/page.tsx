import type { Facilitator } from '#domain/admission/roster.ts';
import { countOf } from '#domain/base/wording.ts';
import { hostsWithPartners } from '#domain/pairing/scenario/scenario.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Table } from '#ui/table.tsx';
import type { AboutProposal } from '../scenario-access.ts';
import { ScenarioHeading } from '../text.tsx';

/** The name of the field with a host's facilitator. */
export const facilitatorField = (hostId: string): string => `facilitator-${hostId}`;

type PageProps = {
  readonly request: AboutProposal;
  readonly facilitators: readonly Facilitator[];
  /** False once pairings are published: then nothing can change. */
  readonly isOpen: boolean;
};

/** Every partnership with its facilitator. One button assigns all of them; each can be changed. */
export function ScenarioFacilitatorsPage({ request, facilitators, isOpen }: PageProps) {
  const { scenario } = request;
  const { id } = scenario;
  const without = hostsWithPartners(scenario).filter(
    ({ host }) => !facilitators.some(({ email }) => email === scenario.facilitators[host.id]),
  ).length;
  return (
    <ConsolePage request={request} title={`${scenario.name}: facilitators`} current="pairing">
      <ScenarioHeading scenario={scenario}>Facilitators</ScenarioHeading>
      <p class="govuk-body">
        {without === 0
          ? 'Every partnership has a facilitator.'
          : `${countOf(without, 'partnership has', 'partnerships have')} no facilitator yet.`}{' '}
        {sayLoads(request.scenario, facilitators)}
      </p>
      {isOpen && (
        <Form action={hrefTo('assignAllFacilitators', { scenario: id })}>
          <p class="govuk-body">
            This fills in the partnerships that don’t have a facilitator. The others stay as saved. Save your
            own changes first.
          </p>
          <Button variant={without > 0 ? 'primary' : 'secondary'}>Assign evenly by region</Button>
        </Form>
      )}
      <Form action={hrefTo('assignFacilitators', { scenario: id })}>
        <Table
          caption="Partnerships"
          dense
          columns={[
            { text: 'Host', head: true },
            { text: 'Region' },
            { text: 'Partners', numeric: true },
            { text: 'Facilitator' },
          ]}
          rows={hostsWithPartners(scenario).map(({ host, partners }) => [
            <span key="host" dir="auto">
              {host.name}
            </span>,
            host.region,
            partners.length,
            <Choice
              key="facilitator"
              host={host}
              chosen={scenario.facilitators[host.id]}
              facilitators={facilitators}
              isOpen={isOpen}
            />,
          ])}
        />
        {isOpen && (
          <ButtonGroup>
            <Button>Save facilitators</Button>
            <a class="govuk-link" href={hrefTo('facilitators', {})}>
              Manage facilitators
            </a>
          </ButtonGroup>
        )}
      </Form>
    </ConsolePage>
  );
}

/** "Mei Tanaka: 4 partnerships; Jo Park: 3 partnerships." */
function sayLoads(scenario: AboutProposal['scenario'], facilitators: readonly Facilitator[]): string {
  const hosts = hostsWithPartners(scenario);
  const said = facilitators.map(({ name, email }) => {
    const own = hosts.filter(({ host }) => scenario.facilitators[host.id] === email);
    return `${name}: ${countOf(own.length, 'partnership')}`;
  });
  return said.length === 0 ? '' : `${said.join('; ')}.`;
}

type ChoiceProps = {
  readonly host: { readonly id: string; readonly name: string; readonly region: string };
  readonly chosen: string | undefined;
  readonly facilitators: readonly Facilitator[];
  readonly isOpen: boolean;
};

function Choice({ host, chosen, facilitators, isOpen }: ChoiceProps) {
  const known = facilitators.find(({ email }) => email === chosen);
  if (!isOpen) return <>{known?.name ?? chosen ?? 'Not assigned'}</>;
  return (
    <select
      class="govuk-select lp-select--dense"
      name={facilitatorField(host.id)}
      aria-label={`${host.name}’s facilitator`}
    >
      {!known && <option value="">Not assigned</option>}
      {facilitators.map(({ email, name, regions }) => (
        <option key={email} value={email} selected={email === chosen}>
          {regions.includes(host.region) ? `${name} (${host.region})` : name}
        </option>
      ))}
    </select>
  );
}
