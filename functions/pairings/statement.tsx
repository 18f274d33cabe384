import { sayCount } from '../../shared/domain/amounts.ts';
import { rulingsSince } from '../../shared/domain/pairing/planning.ts';
import { type ProposedScenario, pairedProblem } from '../../shared/domain/pairing/scenario.ts';
import { Button } from '../../shared/ui/button.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { Details, InsetText } from '../../shared/ui/notices.tsx';
import { hrefTo } from '../routes.ts';
import type { Plan } from './plan.ts';
import { type ProofFileName, proofFileNames } from './proof-files.ts';
import { sayAmong, sayPoints, sayRulings } from './words.tsx';

type StatementProps = { readonly scenario: ProposedScenario; readonly plan: Plan };

/** What the plan is worth, that none is better, and how anybody can check that. */
export const Statement = ({ scenario, plan }: StatementProps) => (
  <InsetText>
    <p class="govuk-body-l lp-statement">
      <b>{sayBest(scenario)}</b> {scenario.moves.length > 0 ? 'As it was proposed, the plan' : 'This plan'}{' '}
      earns {sayPoints(plan.best)}.
      {plan.total !== plan.best &&
        ` With your moves the plan earns ${sayCount(plan.total)}: ${sayPoints(Math.abs(plan.best - plan.total))} ${plan.total < plan.best ? 'less' : 'more'}.`}
    </p>
    <RuledSince scenario={scenario} />
    <Details summary="How to check it">
      <p class="govuk-body">
        The proof is a price for each school. No pair that may be is worth more than the prices of its two
        schools allow, and all prices together come to exactly what this plan earns; so no other plan can earn
        more. Nobody has to trust this service for that: put these files into one folder, and{' '}
        <code>{checkCommand(scenario)}</code> holds each of them against the others, on any machine.
      </p>
      <ul class="govuk-list lp-files">
        {filesOf(scenario).map((file) => (
          <li key={file}>
            <a class="govuk-link" href={hrefTo('proofFile', { scenario: scenario.id, file })} download={file}>
              {file}
            </a>
          </li>
        ))}
      </ul>
      <Form action={hrefTo('replay', { scenario: scenario.id })}>
        <Button variant="secondary">Compute it again from what was stored</Button>
      </Form>
    </Details>
  </InsetText>
);

/** A file of rulings without a row is none. */
const filesOf = (scenario: ProposedScenario): readonly ProofFileName[] => {
  const { locks, bans } = pairedProblem(scenario);
  return proofFileNames.filter((name) => name !== 'locks.csv' || locks.length + bans.length > 0);
};

const checkCommand = (scenario: ProposedScenario): string =>
  [
    'npm run -s check-pairing -- --hosts hosts.csv --partners partners.csv --rules rules.json',
    ...(filesOf(scenario).includes('locks.csv') ? ['--locks locks.csv'] : []),
    '--pairing result.json',
  ].join(' ');

/** What was ruled and lifted after the plan was computed: it knows nothing of that. */
function RuledSince({ scenario }: Pick<StatementProps, 'scenario'>) {
  const { added, lifted } = rulingsSince(scenario);
  const sentences = [
    ...(sayRulings(added) === ''
      ? []
      : [`Staff added ${sayRulings(added)} afterwards, which this plan does not know yet.`]),
    ...(sayRulings(lifted) === ''
      ? []
      : [`Staff lifted ${sayRulings(lifted)} afterwards, which this plan still keeps.`]),
  ];
  return sentences.length === 0 ? null : <p class="govuk-body">{sentences.join(' ')}</p>;
}

/** A plan is the best of those that keep what staff had ruled when it was asked for, and of no others. */
function sayBest({ problem, choice, moves }: ProposedScenario): string {
  const what = moves.length > 0 ? 'the plan as it was proposed' : 'this plan';
  const among = sayAmong(problem);
  const exists = among === '' ? `exists than ${what}` : `exists${among}`;
  if (!choice) return `No better pairing ${exists}.`;
  return choice.gap === 0
    ? `No better choice of schools, and no better pairing of them, ${exists}.`
    : `No better pairing of the chosen schools ${exists}; choosing others could gain at most ${sayPoints(choice.gap)}.`;
}
