/**
 * `npm run bench:visits`: plans years of visits of growing size, checks every plan, solves the same years
 * with HiGHS as a time-indexed model, and repairs closures. Times are in ms on this machine, in one run. It
 * exits with 1 if a plan is invalid or not proven, or if HiGHS finds another optimum.
 */
import { plusDays } from '#domain/base/time.ts';
import type { PlannedVisit } from '#domain/partnership/visit.ts';
import { checkVisitPlan, type VisitFault } from '#domain/visits/planner/check.ts';
import { changesBetween } from '#domain/visits/planner/courses.ts';
import { planVisits, solveFor, usualEffort } from '#domain/visits/planner/plan.ts';
import type { VisitPlan, VisitPlanProblem, VisitRefusal } from '#domain/visits/planner/problem.ts';
import { allowsAll, provenVisits, yearModel } from '#domain/visits/planner/prove.ts';
import { workForAttempts } from '#domain/visits/planner/relax.ts';
import { repairVisitPlan } from '#domain/visits/planner/replan.ts';
import { layOut } from '#domain/visits/planner/year-layout.ts';
import { runMilp } from '#optimizer/highs.ts';
import { idsAsNames, sayDatedFault } from '#text/visits.ts';
import { withoutDays, withoutDaysOf } from '../domain/visits/planner/without-days.ts';
import { inFolder, processTime } from './commands.ts';
import { median } from './pairing/peers.ts';
import { putVisitFiles } from './visits/files.ts';
import { type Size, visitProblem } from './visits/instances.ts';
import { publishYear } from './visits/publishing.ts';

const faults: string[] = [];
const sayThree = (broken: readonly VisitFault[]): readonly string[] =>
  broken.slice(0, 3).map((fault) => sayDatedFault(fault, idsAsNames));
const rounded = (ms: number): number => Number(ms.toPrecision(3));

function planned(outcome: VisitPlan | VisitRefusal): VisitPlan {
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.clashes));
  return outcome;
}

async function fromFiles(size: Size, times: number) {
  const ours = inFolder((folder) => {
    const options = putVisitFiles(folder, visitProblem(size));
    return processTime('infra/cli/plan-visits.ts', [...options, '--out', `${folder}/visits.csv`], times);
  });
  const alone: number[] = [];
  for (let run = 0; run < times; run += 1) {
    const start = performance.now();
    planned(await planVisits(visitProblem(size)));
    alone.push(performance.now() - start);
  }
  return {
    'files to files, ms': rounded(ours),
    'plan only, ms': rounded(median(alone)),
    ratio: rounded(ours / median(alone)),
  };
}

/** One size of year, planned several times. The first run is cold. */
async function plan(
  size: Size,
  times: number,
  how: (problem: VisitPlanProblem) => VisitPlan | VisitRefusal | Promise<VisitPlan | VisitRefusal>,
) {
  const problem = visitProblem(size);
  const ms: number[] = [];
  let last: VisitPlan | undefined;
  for (let time = 0; time < times; time += 1) {
    const start = performance.now();
    last = planned(await how(problem));
    ms.push(performance.now() - start);
  }
  const { visits, cost, bound, parts } = last ?? planned(await how(problem));
  const start = performance.now();
  const broken = checkVisitPlan(problem, visits);
  const checkMs = performance.now() - start;
  faults.push(...sayThree(broken));
  const count = visits.reduce((sum, { visiting }) => sum + visiting.length, 0);
  const mostGap = count > 9600 ? 0.001 * cost : 0;
  if (cost - bound > mostGap && how !== withoutProof)
    faults.push(`${JSON.stringify(size)} has a gap of ${cost - bound} in ${cost}.`);
  return {
    visits: count,
    'days to attend': visits.length,
    'first, ms': rounded(ms[0] ?? 0),
    'median, ms': rounded(median(ms)),
    cost,
    gap: cost - bound,
    proven: `${parts.filter((part) => part.cost === part.bound).length} of ${parts.length}`,
    'check, ms': rounded(checkMs),
  };
}

const alone = (problem: VisitPlanProblem) => planVisits(problem);
/** If too much competes for few days, a gap remains and is shown. */
const withoutProof = (problem: VisitPlanProblem) => planVisits(problem);
const withProof = (problem: VisitPlanProblem) => provenVisits(problem, runMilp, 60);

/** The same facilitators' years, by us and by HiGHS on a model of every visit on every day. */
async function compare(size: Size, times: number) {
  const problem = visitProblem(size);
  const layout = layOut(problem);
  const [ownMs, peerMs]: [number[], number[]] = [[], []];
  let [columns, rows] = [0, 0];
  for (const facilitator of layout.facilitators) {
    const runs = Array.from({ length: times }, () => {
      const start = performance.now();
      const found = solveFor(problem, layout, facilitator, usualEffort, workForAttempts());
      return { found, ms: performance.now() - start };
    });
    const found = runs.at(-1)?.found;
    if (!found) continue;
    ownMs.push(median(runs.map(({ ms }) => ms)));
    const start = performance.now();
    const { model } = yearModel(found.year, allowsAll(found.year));
    const answer = await runMilp(model, 120);
    peerMs.push(performance.now() - start);
    [columns, rows] = [model.columns.length, model.rows.length];
    const theirs = answer.kind === 'best' ? -answer.points : Number.NaN;
    if (theirs < found.solved.bound || theirs !== found.solved.best?.cost)
      faults.push(
        `HiGHS found ${theirs}, but ours is ${found.solved.best?.cost} with bound ${found.solved.bound}.`,
      );
  }
  const [own, peer] = [ownMs, peerMs].map((ms) => ms.reduce((sum, one) => sum + one, 0));
  return {
    years: ownMs.length,
    'model of the last': `${columns} × ${rows}`,
    'ours, ms': rounded(own ?? 0),
    'highs, ms': rounded(peer ?? 0),
    '× ours': rounded((peer ?? 0) / (own ?? 1)),
  };
}

type Loss = (problem: VisitPlanProblem, visit: PlannedVisit) => VisitPlanProblem;
const ofOneSchool: Loss = (problem, { date, visited }) => withoutDaysOf(problem, [date], new Set([visited]));
const ofAll: Loss = (problem, { date }) => withoutDays(problem, [date], 'Snow day');

/** Closures throughout a year: the time of a repair, and the visits that move beyond the necessary ones. */
function repairs(size: Size, loss: Loss, times: number) {
  const problem = visitProblem(size);
  const { visits } = planned(planVisits(problem));
  const ms: number[] = [];
  let [moved, others, replanned, refused, open] = [0, 0, 0, 0, 0];
  for (let time = 0; time < times; time += 1) {
    const visit = visits[(time * 7919) % visits.length];
    if (!visit) continue;
    const changed = loss(problem, visit);
    const mustMove = new Set(
      checkVisitPlan(changed, visits).map((fault) => JSON.stringify('visit' in fault ? fault.visit : fault)),
    ).size;
    const start = performance.now();
    const repair = repairVisitPlan(changed, visits, plusDays(visit.date, -1));
    ms.push(performance.now() - start);
    if (repair.kind === 'refused') {
      refused += 1;
      continue;
    }
    faults.push(...sayThree(checkVisitPlan(changed, repair.visits)));
    moved += repair.changes.length;
    others += repair.changes.length - mustMove;
    open += repair.cost > repair.bound ? 1 : 0;
    const anew = planVisits(changed);
    if (anew.kind === 'planned') replanned += changesBetween(visits, anew.visits).length - mustMove;
  }
  return {
    'median, ms': rounded(median(ms)),
    'longest, ms': rounded(Math.max(...ms)),
    moved,
    'others moved': others,
    'others moved by a new schedule': replanned,
    'no day left': refused,
    'not proven': open,
  };
}

console.info('\nA year of visits; 4 hosts with 2 partners each per facilitator unless noted');
console.table({
  '24 hosts': await plan({ hosts: 24 }, 9, alone),
  '24 hosts, joint visits': await plan({ hosts: 24, jointVisits: true }, 5, alone),
  '24 hosts, 8 per facilitator': await plan({ hosts: 24, hostsPerFacilitator: 8 }, 3, withoutProof),
  'the same, closed by highs': await plan({ hosts: 24, hostsPerFacilitator: 8 }, 1, withProof),
  '600 hosts': await plan({ hosts: 600 }, 3, alone),
  '600 hosts, joint visits': await plan({ hosts: 600, jointVisits: true }, 1, alone),
  '5,040 hosts': await plan({ hosts: 5040 }, 1, alone),
});

console.info('\n`plan-visits` from files to files, next to planning alone in a warm process');
console.table({ '600 hosts, 9,600 visits': await fromFiles({ hosts: 600 }, 5) });

console.info('\nThe same years by HiGHS (WebAssembly), every visit on every possible day');
console.table({
  '4 hosts per facilitator': await compare({ hosts: 24 }, 9),
  'joint visits': await compare({ hosts: 12, jointVisits: true }, 9),
});

console.info('\nA closure reported the day before');
console.table({
  '24 hosts, one school': repairs({ hosts: 24 }, ofOneSchool, 40),
  '24 hosts, all schools': repairs({ hosts: 24 }, ofAll, 40),
  '600 hosts, one school': repairs({ hosts: 600 }, ofOneSchool, 10),
});
console.info('\nPublishing 384 visits for 24 partnerships, starting with the commits');
const { visits: published, commits, followed, again } = await publishYear({ hosts: 24 });
console.table({ 'the commits': commits, 'what follows': followed, 'the same again': again });
if (published !== 384 || followed.letters !== 4 * 24 || followed.schedules !== 2 * 384)
  faults.push(
    `Publishing ${published} visits takes ${followed.letters} emails and ${followed.schedules} schedules.`,
  );
if (again.letters !== 0 || again.schedules !== 0)
  faults.push(`Publishing again adds ${again.letters} emails and ${again.schedules} schedules.`);

if (faults.length > 0) {
  console.error(`${faults.length} results failed their check.`, faults.slice(0, 10));
  process.exitCode = 1;
}
