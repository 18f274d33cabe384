import { checkPairing } from '../../shared/domain/pairing/check/check.ts';
import { replayScenario } from '../../shared/domain/pairing/scenario/answer.ts';
import { pairedProblem } from '../../shared/domain/pairing/scenario/scenario.ts';
import { seeOther } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';
import { isProofFileName, proofFile as textOf } from './proof-files.ts';
import { noScenario, notDone } from './refusals.tsx';
import { withProposal } from './scenarios.ts';

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
  const { id, solution } = scenario;
  const [broken] = checkPairing(pairedProblem(scenario), solution);
  const again = broken === undefined ? replayScenario(scenario) : undefined;
  if (again?.outcome === 'same')
    return seeOther(hrefTo('proposal', { scenario: id }, { done: 'same' }), { same: true });
  return notDone(
    staff,
    {
      status: 409,
      title: 'The results don’t match',
      detail: `${broken ?? `Checked again, the plan scores ${again?.total} points with different pairs.`} Don’t publish this plan. Contact your IT team.`,
    },
    { href: hrefTo('proposal', { scenario: id }), text: 'Back to the proposal' },
  );
});
