import * as v from 'valibot';
import { countOf } from '#domain/base/wording.ts';
import type { HostPlan, Plan } from '#domain/pairing/explain/plan.ts';
import { areaMet, sharedAreas } from '#domain/pairing/score.ts';
import type { PairingRules, Program } from '#domain/program/program.ts';
import { levelNames, levels } from '#domain/program/school.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';

/** Which partnerships a page shows, and in which order. Empty texts leave a filter out. */
export type Filter = {
  readonly region: string;
  readonly level: string;
  readonly focus: string;
  readonly order: 'hosts' | 'lowest';
};

export function filterFrom(query: URLSearchParams): Filter {
  const of = (name: string) => query.get(name) ?? '';
  return {
    region: of('region'),
    level: of('level'),
    focus: of('focus'),
    order: v.parse(v.fallback(v.picklist(['hosts', 'lowest']), 'hosts'), query.get('order')),
  };
}

/** The partnerships in which a school is in the region and one has the level, about the focus area. */
export function filtered({ hosts }: Plan, filter: Filter, rules: PairingRules): readonly HostPlan[] {
  const { region, level, focus, order } = filter;
  const found = hosts.filter(({ host, pairs }) => {
    const schools = [host, ...pairs.map(({ partner }) => partner)];
    return (
      pairs.length > 0 &&
      (region === '' || schools.some((one) => one.region === region)) &&
      (level === '' || schools.some((one) => one.levels.some((own) => own === level))) &&
      (focus === '' || pairs.some((pair) => areasOf(pair, rules).includes(focus)))
    );
  });
  if (order === 'hosts') return found;
  const byScore = (a: HostPlan['pairs'][number], b: HostPlan['pairs'][number]) =>
    a.score.total - b.score.total;
  return found
    .map((plan) => ({ ...plan, pairs: plan.pairs.toSorted(byScore) }))
    .toSorted((a, b) => (a.pairs[0]?.score.total ?? 0) - (b.pairs[0]?.score.total ?? 0));
}

/** The area that a pair works on; if areas are only a weight, all that it shares. */
function areasOf({ host, partner }: HostPlan['pairs'][number], rules: PairingRules): readonly string[] {
  const met = areaMet(rules, host, partner);
  return met ? [met.area] : sharedAreas(host, partner);
}

type FilterFormProps = {
  readonly scenario: string;
  readonly filter: Filter;
  readonly program: Program;
  readonly shown: number;
  readonly all: number;
};

/** Filters without a script: the address holds them. */
export const FilterForm = ({ scenario, filter, program, shown, all }: FilterFormProps) => (
  <Form action={`${hrefTo('proposal', { scenario })}#partnerships`} method="get">
    <div class="lp-filter">
      <Select
        name="region"
        label="Region"
        empty="All"
        options={program.regions.map((region) => ({ value: region, text: region }))}
        values={filter}
      />
      <Select
        name="level"
        label="Grade level"
        empty="All"
        options={levels.map((level) => ({ value: level, text: levelNames[level] }))}
        values={filter}
      />
      <Select
        name="focus"
        label="Focus area"
        empty="All"
        options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
        values={filter}
      />
      <Select
        name="order"
        label="Order"
        options={[
          { value: 'hosts', text: 'By host' },
          { value: 'lowest', text: 'Lowest-scoring pairs first' },
        ]}
        values={filter}
      />
      <Button variant="secondary">Show</Button>
    </div>
    {shown < all && (
      <p class="govuk-body">
        Showing {shown} of {countOf(all, 'partnership')}.{' '}
        <a class="govuk-link" href={`${hrefTo('proposal', { scenario })}#partnerships`}>
          Show all
        </a>
      </p>
    )}
  </Form>
);
