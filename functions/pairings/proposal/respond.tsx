import { answeredBy } from '#domain/pairing/explain/answered.ts';
import { fairestPairing } from '#domain/pairing/explain/fairness.ts';
import { planOf } from '#domain/pairing/explain/plan.ts';
import { quotaCounts } from '#domain/pairing/explain/quota-counts.ts';
import { shortagesIn } from '#domain/pairing/explain/shortage.ts';
import { faultIn, replayScenario } from '#domain/pairing/scenario/answer.ts';
import { unkeptRulings } from '#domain/pairing/scenario/rulings.ts';
import { pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { settingsOf } from '#domain/pairing/scenario/settings.ts';
import { seeOther, showPage } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { store } from '../access.ts';
import { done } from '../done.ts';
import { explainedAtOnce, ruleCosts } from '../explained.ts';
import { noScenario } from '../refusals.tsx';
import { withProposal, withScenario } from '../scenario-access.ts';
import { filterFrom } from './filter.tsx';
import { planShown } from './json.ts';
import { AskedPage, ImpossiblePage, ProposedPage } from './page.tsx';
import { isProofFileName, proofFile as textOf } from './proof-files.ts';

/** A scenario in any state: in progress, without a solution, or proposed. */
export const proposal = withScenario(async (request) => {
  const { scenario, cycle } = request;
  const { id, name, state, version } = scenario;
  const common = { id, name, state, version, settings: settingsOf(scenario, cycle.program) };
  if (scenario.state === 'asked')
    return showPage(<AskedPage request={request} scenario={scenario} />, common);
  const published = await store.publishedPairing(cycle.id);
  if (scenario.state === 'impossible')
    return showPage(<ImpossiblePage request={request} scenario={scenario} published={published} />, {
      ...common,
      clash: scenario.clash,
      rulings: scenario.rulings,
    });
  const plan = planOf(scenario);
  const explained = (await store.explanations(cycle.id, scenario.id)) ?? explainedAtOnce(scenario);
  const costs = ruleCosts(scenario, explained.rulings);
  const rulesCost = costs.all();
  const shortages = shortagesIn(answeredBy(scenario));
  const fairest = fairestPairing(pairedProblem(scenario));
  return showPage(
    <ProposedPage
      request={request}
      scenario={scenario}
      plan={plan}
      fairest={fairest}
      published={published}
      explained={explained}
      rulesCost={rulesCost}
      costs={costs}
      shortages={shortages}
      filter={filterFrom(request.query)}
    />,
    {
      ...common,
      ...planShown(scenario, plan, cycle.program),
      rulingsPrice: rulesCost ?? null,
      rulingsNotKept: unkeptRulings(scenario),
      quotas: quotaCounts(scenario, cycle.program),
      shortages,
      nextBests: explained.nextBests,
      whyNots: explained.whyNots,
      remedies: explained.remedies ?? null,
    },
  );
});

/** One of the files to check a proposal without this service. */
export const proofFile = withProposal(({ scenario, cycle, staff, parameters }) => {
  const name = parameters.file ?? '';
  if (!isProofFileName(name)) return noScenario(staff);
  const content = Buffer.from(textOf(name, scenario, cycle.program));
  const type = name.endsWith('.json') ? 'application/json' : 'text/csv';
  return { status: 200, data: {}, file: { content, type: `${type}; charset=utf-8` } };
});

/** Computes a proposal again from its stored input and compares the results. Writes nothing. */
export const replay = withProposal(({ scenario, staff }) => {
  const { id } = scenario;
  const broken = faultIn(scenario);
  const again = broken === undefined ? replayScenario(scenario) : undefined;
  if (again?.outcome === 'same')
    return seeOther(hrefTo('proposal', { scenario: id }, done('same')), { same: true });
  return staffProblem(staff, {
    status: 409,
    title: 'The results don’t match',
    detail: `${broken ?? `Checked again, the plan scores ${again?.total} points with different pairs.`} Don’t publish this plan. Contact your IT team.`,
    to: { href: hrefTo('proposal', { scenario: id }), text: 'Back to the proposal' },
  });
});
