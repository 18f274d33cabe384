#!/usr/bin/env node
import { countOf, sayCount } from '#domain/base/wording.ts';
import { checkVisitPlan } from '#domain/visits/planner/check.ts';
import { usualEffort } from '#domain/visits/planner/plan.ts';
import type { VisitPlan, VisitRefusal } from '#domain/visits/planner/problem.ts';
import { provenVisits } from '#domain/visits/planner/prove.ts';
import { runMilp } from '#optimizer/highs.ts';
import { sayClashes } from '#text/visit-clashes.ts';
import { idsAsNames, sayDatedFault } from '#text/visits.ts';
import { isBroken } from '../parsing/parsed.ts';
import { command, type Exit, exits, misused, refused, runCommand, type Terminal } from './command.ts';
import { outputNames } from './sheet-files.ts';
import { folderProblems, outputProblem, readSeconds } from './solver-options.ts';
import { type PlanOutputs, writePlan } from './visits/outputs.ts';
import { loadVisitQuestion, type VisitQuestion, visitQuestionOptions } from './visits/question.ts';

export const planVisitsCommand = command({
  usage: 'npm run -s plan-visits -- --partnerships FILE --calendar FILE --out FILE [options]',
  about: `Schedules a year of visits on days when both schools and the facilitator are available, in the order
the rules require, spread across the year. Row order doesn’t matter.
See programs/README.md for the file formats.`,
  options: {
    out: { value: 'FILE', about: 'write the visits to FILE (CSV; a workbook if it ends in .xlsx)' },
    ics: {
      value: 'DIR',
      about: `also write a calendar file for each visit, school, and facilitator; when you run it
again, invitations update visits that moved and cancel visits that were removed`,
    },
    json: { about: 'print the visits, their cost, and the bound; makes --out optional' },
    'time-limit': {
      value: 'SEC',
      usual: '10',
      about: `spend at most SEC seconds on the proof for each facilitator (1 to 3,600; default 10);
rarely needed`,
    },
    ...visitQuestionOptions,
  },
  exitCodes: `0 = done, optimal; 1 = done, and the gap shows how much better the schedule could be;
2 = nothing written.`,
  /** `now` is the time of the invitations. */
  run: async (given, terminal, now: Date = new Date()) => {
    const { partnerships, calendar, facilitators, blackouts, rules, out, ics } = given;
    const outputs = outputNames(out, ['visits.csv']);
    const files = [partnerships, calendar, facilitators, blackouts, rules, ics, ...outputs];
    const problem = outputProblem(given, files);
    if (problem !== undefined) return misused(terminal, problem);
    const missing = folderProblems(out, outputs);
    if (missing.length > 0) return refused(terminal, missing);
    const seconds = readSeconds(given['time-limit'], 3600);
    if (isBroken(seconds)) return misused(terminal, ...seconds.problems);
    const question = await loadVisitQuestion(given);
    if (isBroken(question)) return refused(terminal, question.problems);
    return plan(question.parsed, seconds.parsed, given, terminal, now);
  },
});

async function plan(
  question: VisitQuestion,
  timeLimitSeconds: number,
  outputs: PlanOutputs & { readonly json: boolean },
  terminal: Terminal,
  now: Date,
): Promise<Exit> {
  const outcome = await provenVisits(
    question.problem,
    runMilp,
    timeLimitSeconds,
    usualEffort,
    terminal.progress,
  );
  if (outcome.kind === 'refused') return refused(terminal, inWords(outcome));
  const [broken] = checkVisitPlan(question.problem, outcome.visits);
  if (broken !== undefined)
    throw new Error(`the schedule failed its check: ${sayDatedFault(broken, idsAsNames)}`);
  const written = await writePlan(outputs, question, outcome.visits, now);
  if (isBroken(written)) return refused(terminal, written.problems);
  if (outputs.json) terminal.say(JSON.stringify(resultOf(question, outcome), undefined, 2));
  else for (const sentence of [summaryOf(outcome), ...written.parsed]) terminal.say(sentence);
  return outcome.cost === outcome.bound ? exits.done : exits.rowsLeftOut;
}

const inWords = ({ clashes }: VisitRefusal): readonly string[] => [
  'No schedule is possible:',
  ...sayClashes(clashes, idsAsNames).flatMap(({ statement, relax }) => [
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
