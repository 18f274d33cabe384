import { countOf, sayCount } from '#domain/base/wording.ts';
import type { Plan } from '#domain/pairing/explain/plan.ts';
import { rulingsSince } from '#domain/pairing/scenario/ask.ts';
import { unkeptRulings } from '#domain/pairing/scenario/rulings.ts';
import type { ProposedScenario, Rulings } from '#domain/pairing/scenario/scenario.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import { sayAmong, sayPoints } from '../text.tsx';
import { filedProblem, filedTerms, type ProofFileName, proofFileNames } from './proof-files.ts';

type StatementProps = { readonly scenario: ProposedScenario; readonly plan: Plan };

/** The plan's score, the claim that no plan is better, and the files to check it. */
export const Statement = ({ scenario, plan }: StatementProps) => (
  <InsetText>
    <p class="govuk-body-l lp-statement">
      {scenario.moves.length === 0 ? (
        <>
          <b>{sayBest(scenario)}</b> This plan scores {sayPoints(plan.total)}.
        </>
      ) : (
        sayMoved(scenario, plan)
      )}
    </p>
    <RuledSince scenario={scenario} />
    <Details summary="For your IT team">
      <p class="govuk-body">
        You don’t have to take our word for it. Download these files into one folder and run the command
        below. It checks, independently of this service, that no other plan scores higher.
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
      <p class="govuk-body">
        <code>{checkCommand(scenario)}</code>
      </p>
      <Form action={hrefTo('replay', { scenario: scenario.id })}>
        <Button variant="secondary">Check this plan again</Button>
      </Form>
    </Details>
  </InsetText>
);

/** Leaves out the file of rules if there are none. */
const filesOf = (scenario: ProposedScenario): readonly ProofFileName[] => {
  const { locks, bans, exceptions = [] } = filedProblem(scenario);
  const rules = locks.length + bans.length + exceptions.length;
  return proofFileNames.filter((name) => name !== 'locks.csv' || rules > 0);
};

const checkCommand = (scenario: ProposedScenario): string =>
  [
    'npm run -s check-pairing -- --hosts hosts.csv --partners partners.csv --rules rules.json',
    ...(filesOf(scenario).includes('locks.csv') ? ['--locks locks.csv'] : []),
    ...(filedTerms(scenario) ? ['--select'] : []),
    '--pairing result.json',
  ].join(' ');

/** The rules that were added or removed after the plan was computed. */
function RuledSince({ scenario }: Pick<StatementProps, 'scenario'>) {
  const { added, lifted } = rulingsSince(scenario);
  const [more, fewer] = [countRules(added), countRules(lifted)];
  const broken = unkeptRulings({ ...scenario, rulings: added }).length;
  const sentences = [
    ...(more > 0
      ? [
          `${countOf(more, 'rule was', 'rules were')} added after this plan was made. ${sayFollowed(more, broken)}`,
        ]
      : []),
    ...(fewer > 0 ? [`${countOf(fewer, 'rule was', 'rules were')} removed after this plan was made.`] : []),
  ];
  return sentences.length === 0 ? null : <p class="govuk-body">{sentences.join(' ')}</p>;
}

const countRules = ({ locks, bans }: Rulings): number => locks.length + bans.length;

/** Whether the plan follows the rules that were added after it was made. */
function sayFollowed(added: number, broken: number): string {
  if (broken === 0) return `The plan already follows ${added === 1 ? 'it' : 'them'}.`;
  return broken === added
    ? `The plan breaks ${added === 1 ? 'it' : 'them'}.`
    : `The plan breaks ${broken} of them.`;
}

/** The score of a plan with moves, compared with the best plan. */
function sayMoved({ problem, selects, moves }: ProposedScenario, { total, best }: Plan): string {
  const among = sayAmong(problem);
  const rest =
    total === best
      ? 'scores the same'
      : `scores ${sayPoints(total)} (${sayCount(Math.abs(best - total))} ${total < best ? 'less' : 'more'})`;
  return `The best plan${selects ? ' for the chosen schools' : ''}${among} scores ${sayPoints(best)}. With ${countOf(moves.length, 'move')}, this plan ${rest}.`;
}

/** A plan is only the best of those that follow the rules at the time of the request. */
function sayBest({ problem, choice, selects }: ProposedScenario): string {
  const among = sayAmong(problem);
  if (!choice || (!selects && choice.gap === 0)) return `There is no better plan${among}.`;
  if (!selects)
    return `There is no better plan with these focus areas and levels${among}. Other areas or levels could score at most ${sayPoints(choice.gap)} more.`;
  return choice.gap === 0
    ? `There is no better choice of schools and no better way to pair them${among}.`
    : `There is no better way to pair the chosen schools${among}. A different choice of schools could score at most ${sayPoints(choice.gap)} more.`;
}
