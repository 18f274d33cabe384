import { countOf } from '#domain/base/wording.ts';
import type { HostPlan } from '#domain/pairing/explain/plan.ts';
import type { ProposedScenario } from '#domain/pairing/scenario/scenario.ts';
import { focusAreaName, type Program } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Radios } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';

type FocusFormProps = {
  readonly scenario: ProposedScenario;
  readonly plan: HostPlan;
  readonly program: Program;
};

/**
 * The other areas that a host offers. Choosing one opens a request for a new proposal with that rule, because partners
 * may need another host.
 */
export function FocusForm({ scenario: { id, problem }, plan: { host, pairs }, program }: FocusFormProps) {
  const offered = problem.hosts.find((one) => one.id === host.id)?.focusAreas ?? [];
  const areas = offered.filter((area) => area !== host.focus);
  const sayNamed = (area: string) => {
    const named = pairs.filter(({ partner }) => partner.focusAreas.includes(area)).length;
    const partners = countOf(pairs.length, 'partner');
    return named === 0
      ? `Not chosen by its ${partners} in this plan`
      : `Chosen by ${named} of its ${partners} in this plan`;
  };
  return (
    <section class="lp-move" id="focus-of-host" aria-labelledby="focus-title">
      <h2 class="govuk-heading-m" id="focus-title">
        Change <span dir="auto">{host.name}</span>’s focus
      </h2>
      <p class="govuk-body">
        {host.focus !== undefined && `It works on ${focusAreaName(program, host.focus)} in this plan. `}
        {areas.length === 0
          ? 'It offers no other focus area.'
          : 'With another focus, some partners may need another host. So you’ll request a new proposal, and see what changes before you send it. This plan stays in the list.'}
      </p>
      {areas.length > 0 && (
        <Form
          action={hrefTo('requestPage', {})}
          method="get"
          hidden={{ from: id, ruleKind: 'focus', ruleHost: host.id }}
        >
          <Radios
            name="ruleFocus"
            label="New focus area"
            small
            options={areas.map((area) => ({
              value: area,
              text: focusAreaName(program, area),
              hint: sayNamed(area),
            }))}
          />
          <ButtonGroup>
            <Button>Continue to the request</Button>
            <a class="govuk-link" href={hrefTo('board', { scenario: id })}>
              Cancel
            </a>
          </ButtonGroup>
        </Form>
      )}
    </section>
  );
}
