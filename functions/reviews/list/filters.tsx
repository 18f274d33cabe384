import { type FindingFilter, type ListOrder, listOrders } from '#domain/admission/listing.ts';
import { standingNames, standings } from '#domain/admission/queue.ts';
import { type Program, roleNames } from '#domain/program/program.ts';
import { levelNames, levels } from '#domain/program/school.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import { Form } from '#ui/form.tsx';
import { TextField } from '#ui/text-field.tsx';
import { type ListQuery, queryOf, tellsOpinions } from './query.ts';

const findingNames: Readonly<Record<FindingFilter, string>> = {
  'cannot-verify': 'Something needs a check',
  'not-met': 'Something isn’t met',
  'all-met': 'Everything is met',
};

const orderNames: Readonly<Record<ListOrder, string>> = {
  oldest: 'Oldest first',
  newest: 'Newest first',
  school: 'School name',
  status: 'Status',
  region: 'Region',
  level: 'Grade level',
  recommendation: 'Recommendation',
  score: 'Highest score first',
};

type ListFiltersProps = {
  readonly query: ListQuery;
  readonly program: Program;
  readonly withScores: boolean;
};

const named = (names: Readonly<Record<string, string>>) =>
  Object.entries(names).map(([value, text]) => ({ value, text }));

/** The filters are in the URL, so that people can bookmark and share a list. */
export function ListFilters({ query, program, withScores }: ListFiltersProps) {
  const values = queryOf(query);
  const orders = listOrders.filter((order) => withScores || !tellsOpinions(order));
  return (
    <Form action={hrefTo('applicationList', {})} method="get">
      <div class="lp-filters">
        <TextField
          name="text"
          label="School or application number"
          type="search"
          values={values}
          autocomplete="off"
        />
        <Select name="role" label="Role" empty="Any" values={values} options={named(roleNames)} />
        <Select
          name="standing"
          label="Status"
          empty="Any"
          values={values}
          options={standings.map((value) => ({ value, text: standingNames[value] }))}
        />
        <Select
          name="region"
          label="Region"
          empty="Any"
          values={values}
          options={program.regions.map((value) => ({ value, text: value }))}
        />
        <Select
          name="level"
          label="Level"
          empty="Any"
          values={values}
          options={levels.map((value) => ({ value, text: levelNames[value] }))}
        />
        <Select
          name="area"
          label="Focus area"
          empty="Any"
          values={values}
          options={program.focusAreas.map(({ id, name }) => ({ value: id, text: name }))}
        />
        <Select
          name="findings"
          label="Requirements"
          empty="Any"
          values={values}
          options={named(findingNames)}
        />
        <Select
          name="order"
          label="Sort by"
          values={values}
          options={orders.map((value) => ({ value, text: orderNames[value] }))}
        />
        <div class="lp-filters__buttons">
          <Button variant="secondary">Apply filters</Button>
          <a class="govuk-link" href={hrefTo('applicationList', {})}>
            Clear filters
          </a>
        </div>
      </div>
    </Form>
  );
}
