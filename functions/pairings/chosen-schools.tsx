import { referenceOf } from '../../shared/domain/admission/application.ts';
import { countOf } from '../../shared/domain/base/wording.ts';
import { type ProposedScenario, pairedProblem } from '../../shared/domain/pairing/scenario/scenario.ts';
import { Details } from '../../shared/ui/notices.tsx';
import { hrefTo } from '../routes.ts';

/** The most applications that can be decided together. */
const mostTogether = 50;

/** How many schools the solver chose, and which still need a decision. */
export function Chosen({ scenario }: { readonly scenario: ProposedScenario }) {
  const { problem, cycleId } = scenario;
  const { hosts, partners } = pairedProblem(scenario);
  const candidates = new Set([...problem.hosts, ...problem.partners].map(({ id }) => id)).size;
  const accepted = scenario.selects ? scenario.selection.accepted : [];
  const open = [...hosts, ...partners].filter(({ id }) => !accepted.includes(id));
  const referencesOpen = open.map(({ id }) => referenceOf(cycleId, id));
  return (
    <>
      {countOf(hosts.length, 'host')} and {countOf(partners.length, 'partner')} from{' '}
      {countOf(candidates, 'school')}.
      {open.length > 0 && (
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
          <DecideLinks references={referencesOpen} />
        </Details>
      )}
    </>
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
