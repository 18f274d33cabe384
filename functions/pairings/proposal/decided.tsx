import { referenceOf } from '#domain/admission/application.ts';
import { capitalized, countOf, sayCount } from '#domain/base/wording.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import { quotaCounts } from '#domain/pairing/explain/quota-counts.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { nounFor } from '#domain/pairing/selection/problem.ts';
import type { Program } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { Details } from '#ui/notices.tsx';
import { Table } from '#ui/table.tsx';
import { Tag } from '#ui/tag.tsx';

type DecidedProps = {
  readonly scenario: ProposedScenario;
  readonly plan: Plan;
  readonly program: Program;
};

/** What the plan decides: how many schools, and how far it fills each quota. */
export const Decided = ({ scenario, plan, program }: DecidedProps) => (
  <section>
    <p class="govuk-body-l">
      <b>{sayPaired(scenario, plan)}</b>
    </p>
    {scenario.selects && <ToDecide scenario={scenario} />}
    <Quotas scenario={scenario} program={program} />
  </section>
);

function sayPaired(scenario: ProposedScenario, { hosts, unplaced }: Plan): string {
  const { problem, selects } = scenario;
  const paired = hosts.filter(({ pairs }) => pairs.length > 0).length;
  const placed = hosts.reduce((sum, { pairs }) => sum + pairs.length, 0);
  const candidates = new Set([...problem.hosts, ...problem.partners].map(({ id }) => id)).size;
  const both = `${countOf(paired, 'host')} and ${countOf(placed, 'partner')}`;
  if (selects) return `${both}, chosen from ${countOf(candidates, 'school')}.`;
  const without =
    unplaced.length === 0
      ? 'Every partner has a host'
      : `${countOf(unplaced.length, 'partner has', 'partners have')} no host`;
  return `${both} of ${countOf(candidates, 'accepted school')}. ${without}.`;
}

const Quotas = ({ scenario, program }: Omit<DecidedProps, 'plan'>) => {
  const counts = quotaCounts(scenario, program);
  const short = counts.filter(({ quota, count }) => count < quota.atLeast).length;
  if (counts.length === 0) return null;
  return (
    <Details
      summary={
        short === 0
          ? `${counts.length === 1 ? 'The quota is' : `All ${counts.length} quotas are`} filled`
          : `${countOf(short, 'quota isn’t', 'quotas aren’t')} filled`
      }
      open={short > 0}
    >
      <Table
        caption="Quotas"
        captionSize="hidden"
        dense
        columns={[
          { text: 'Schools', head: true },
          { text: 'At least', numeric: true },
          { text: 'In this plan', numeric: true },
        ]}
        rows={counts.map(({ quota, count }) => [
          capitalized(nounFor(2, quota)),
          sayCount(quota.atLeast),
          <>
            {count < quota.atLeast && <Tag meaning="bad">{`${quota.atLeast - count} more needed`}</Tag>}{' '}
            {sayCount(count)}
          </>,
        ])}
      />
    </Details>
  );
};

/** The most applications that can be decided together. */
const mostTogether = 50;

type Selecting = Extract<ProposedScenario, { readonly selects: true }>;

/** The chosen schools that still need a decision. */
function ToDecide({ scenario }: { readonly scenario: Selecting }) {
  const { cycleId, selection } = scenario;
  const { hosts, partners } = pairedProblem(scenario);
  const open = [...hosts, ...partners].filter(({ id }) => !selection.accepted.includes(id));
  if (open.length === 0) return null;
  return (
    <Details
      summary={`${countOf(open.length, 'of these wasn’t', 'of these weren’t')} accepted when this was requested`}
    >
      <ul class="govuk-list govuk-list--bullet">
        {open.map(({ id, name }) => (
          <li key={id} dir="auto">
            {name}
          </li>
        ))}
      </ul>
      <DecideLinks references={open.map(({ id }) => referenceOf(cycleId, id))} />
    </Details>
  );
}

/** One link for each batch of applications. */
function DecideLinks({ references }: { readonly references: readonly string[] }) {
  const starts = Array.from(
    { length: Math.ceil(references.length / mostTogether) },
    (_, part) => part * mostTogether,
  );
  return (
    <>
      {starts.map((start) => {
        const part = references.slice(start, start + mostTogether);
        const query = new URLSearchParams(part.map((reference) => ['reference', reference]));
        return (
          <p key={start} class="govuk-body">
            <a class="govuk-link" href={`${hrefTo('decideTogetherPage', {})}?${query}`}>
              {starts.length === 1
                ? 'Decide these applications'
                : `Decide applications ${start + 1} to ${start + part.length}`}
            </a>
          </p>
        );
      })}
    </>
  );
}
