#!/usr/bin/env node
import { countOf, sayCount } from '../../shared/domain/amounts.ts';
import { checkVisitPlan } from '../../shared/domain/visit-plan/check.ts';
import type { VisitPlan, VisitRefusal } from '../../shared/domain/visit-plan/problem.ts';
import { provenVisits } from '../../shared/domain/visit-plan/prove.ts';
import { runMilp } from '../../shared/optimizer/highs.ts';
import { isBroken } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, type Terminal } from './command.ts';
import { warnOfAll } from './pairing/arguments.ts';
import { runCommand } from './terminal.ts';
import { type PlanOrder, readPlanArguments, visitQuestionHelp } from './visits/arguments.ts';
import { writePlan } from './visits/outputs.ts';
import { loadVisitQuestion, type VisitQuestion } from './visits/question.ts';

const help = `npm run -s plan-visits -- --partnerships FILE --calendar FILE --out FILE [options]

Plans a year of visits: on days when both schools and the facilitator can, in the order of the rules,
spread over the year. The order of rows changes nothing.
The files are documented in programs/README.md.

  --out FILE           the visits, a CSV file
  --ics DIR            also calendar files, one for each visit, school and facilitator; run again after a
                       change, invitations of visits that moved say so, and those of visits that are no
                       more take them back
  --json               prints the visits, what they cost and the bound; then --out may be left out
  --time-limit SEC     seconds to spend on the proof for each facilitator whose year needs one, 1 to 3,600;
                       10 if left out. Nearly always none of it is needed
${visitQuestionHelp}

Exit code: 0 done, and no better plan exists; 1 done, and the gap says how much better another plan
could be at most; 2 nothing was written.`;

/** The command; `args` are those after its name. `now` is when its invitations are written. */
export async function planVisitsCommand(
  args: readonly string[],
  terminal: Terminal,
  now = new Date(),
): Promise<Exit> {
  return followRead(readPlanArguments(args), terminal, help, async (order) => plan(order, terminal, now));
}

async function plan(order: PlanOrder, { say, warn }: Terminal, now: Date): Promise<Exit> {
  const question = await loadVisitQuestion(order.files);
  if (isBroken(question)) return refused(question.problems, warn);
  const outcome = await provenVisits(question.parsed.problem, runMilp, order.timeLimitSeconds);
  if (outcome.kind === 'refused') return refused(inWords(outcome), warn);
  const [broken] = checkVisitPlan(question.parsed.problem, outcome.visits);
  if (broken !== undefined) throw new Error(`the plan does not hold: ${broken}`);
  const written = await writePlan(order, question.parsed, outcome.visits, now);
  if (isBroken(written)) return refused(written.problems, warn);
  if (order.printsJson) say(JSON.stringify(resultOf(question.parsed, outcome), undefined, 2));
  else for (const sentence of [summaryOf(outcome), ...written.parsed]) say(sentence);
  return outcome.cost === outcome.bound ? exits.done : exits.rowsLeftOut;
}

function refused(problems: readonly string[], warn: Terminal['warn']): Exit {
  warnOfAll(problems, warn);
  return exits.notDone;
}

const inWords = ({ clashes }: VisitRefusal): readonly string[] => [
  'There is no such plan:',
  ...clashes.flatMap(({ statement, relax }) => [
    `- ${statement}`,
    ...relax.map((change) => `  What would help: ${change}`),
  ]),
];

const resultOf = ({ settings, facilitators }: VisitQuestion, { visits, cost, bound, parts }: VisitPlan) => ({
  visits: visits.map(({ partnership, date, visiting, visited, facilitator }) => ({
    ...{ partnership, date, start: settings.start, visiting, visited },
    facilitator: facilitators.has(facilitator) ? facilitator : null,
  })),
  cost,
  bound,
  gap: cost - bound,
  parts: parts.map(({ facilitator, ...part }) => ({
    facilitator: facilitators.has(facilitator) ? facilitator : null,
    ...part,
  })),
});

function summaryOf({ visits, cost, bound }: VisitPlan): string {
  const spread = `${countOf(visits.length, 'visit')}, ${countOf(cost, 'day')} from their targets in all`;
  return cost === bound
    ? `${spread}: no better plan exists`
    : `${spread}: no plan has fewer than ${sayCount(bound)} (gap ${sayCount(cost - bound)})`;
}

if (import.meta.main) await runCommand(planVisitsCommand);
