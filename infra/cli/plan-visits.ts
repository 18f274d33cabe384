#!/usr/bin/env node
import { countOf, sayCount } from '#domain/base/wording.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import type { VisitPlan, VisitRefusal } from '#domain/visits/planner/problem.ts';
import { provenVisits } from '#domain/visits/planner/prove.ts';
import { runMilp } from '#optimizer/highs.ts';
import { isBroken } from '../parsing/parsed.ts';
import { type Exit, exits, followRead, runCommand, type Terminal } from './command.ts';
import { warnOfAll } from './pairing/arguments.ts';
import { type PlanOrder, readPlanArguments, visitQuestionHelp } from './visits/arguments.ts';
import { writePlan } from './visits/outputs.ts';
import { loadVisitQuestion, type VisitQuestion } from './visits/question.ts';

const help = `npm run -s plan-visits -- --partnerships FILE --calendar FILE --out FILE [options]

Schedules a year of visits on days when both schools and the facilitator are available, in the order
the rules require, spread across the year. Row order doesn’t matter.
See programs/README.md for the file formats.

  --out FILE           write the visits to FILE (CSV)
  --ics DIR            also write a calendar file for each visit, school, and facilitator; when you run it
                       again, invitations update visits that moved and cancel visits that were removed
  --json               print the visits, their cost, and the bound; makes --out optional
  --time-limit SEC     spend at most SEC seconds on the proof for each facilitator (1 to 3,600; default 10);
                       rarely needed
${visitQuestionHelp}

Exit codes: 0 = done, optimal; 1 = done, and the gap shows how much better the schedule could be;
2 = nothing written.`;

/** Runs the command. `args` are the arguments after its name. `now` is the time of its invitations. */
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
  if (broken !== undefined) throw new Error(`the schedule failed its check: ${broken}`);
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
  'No schedule is possible:',
  ...clashes.flatMap(({ statement, relax }) => [
    `- ${statement}`,
    ...relax.map((change) => `  You could: ${change}`),
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
  const spread = `${countOf(visits.length, 'visit')}, ${countOf(cost, 'day')} from their ideal dates in total`;
  return cost === bound
    ? `${spread}: no better schedule exists`
    : `${spread}: no schedule can have fewer than ${sayCount(bound)} (gap ${sayCount(cost - bound)})`;
}

if (import.meta.main) await runCommand(planVisitsCommand);
