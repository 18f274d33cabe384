import { fairestPairing } from '../../shared/domain/pairing/explain/fairness.ts';
import { planOf } from '../../shared/domain/pairing/explain/plan.ts';
import { rulingPrices, unkeptRulings } from '../../shared/domain/pairing/scenario/rulings.ts';
import { pairedProblem } from '../../shared/domain/pairing/scenario/scenario.ts';
import { showPage } from '../http/answer.ts';
import { store } from './context.ts';
import { planShown } from './plan-shown.ts';
import { AskedPage, ImpossiblePage, ProposedPage } from './proposal-page.tsx';
import { withScenario } from './scenarios.ts';

const doneWords: Readonly<Record<string, string>> = {
  same: 'Checked again from the saved data: same pairs, same total, same proof.',
};

/** A scenario in any state: in progress, without a solution, or proposed. */
export const proposal = withScenario(async (request) => {
  const { scenario, cycle, query } = request;
  const common = { id: scenario.id, name: scenario.name, state: scenario.state, version: scenario.version };
  if (scenario.state === 'asked')
    return showPage(<AskedPage request={request} scenario={scenario} />, common);
  const published = await store.publishedPairing(cycle.id);
  if (scenario.state === 'impossible')
    return showPage(<ImpossiblePage request={request} scenario={scenario} published={published} />, {
      ...common,
      clash: scenario.clash,
      rulings: scenario.rulings,
    });
  const plan = planOf(scenario, cycle.program);
  const fairest = fairestPairing(pairedProblem(scenario));
  return showPage(
    <ProposedPage
      request={request}
      scenario={scenario}
      plan={plan}
      fairest={fairest}
      published={published}
      done={doneWords[query.get('done') ?? '']}
    />,
    {
      ...common,
      ...planShown(plan),
      moves: scenario.moves,
      rulings: scenario.rulings,
      rulingsPrice: rulingPrices(scenario).all ?? null,
      rulingsNotKept: unkeptRulings(scenario),
    },
  );
});
