import type { MilpAnswer, MilpColumn, MilpModel, MilpRow, RunMilp } from '#domain/base/integer-program.ts';
import type { OnProgress } from '#domain/base/progress.ts';
import { realAt, wholeAt } from '#domain/base/typed-arrays.ts';
import { inputClashes, togetherCause } from './infeasible.ts';
import { costOfDays, type DayPrices } from './path.ts';
import {
  joinParts,
  type PlannedPart,
  partOf,
  type SolvedYear,
  saysEnough,
  solveFor,
  usualEffort,
} from './plan.ts';
import type { VisitPlan, VisitPlanProblem, VisitRefusal } from './problem.ts';
import { workForAttempts } from './relax.ts';
import type { Solved } from './solve.ts';
import { type FacilitatorYear, layOut, type PartnerYear, type YearDays } from './year-layout.ts';

/**
 * How much more a partner's cheapest path through each (visit, day) costs than its cheapest path, under prices.
 * Index: visit × days + day; Infinity if there is no path.
 */
function detours(partner: PartnerYear, { earliest, latest }: YearDays, prices: DayPrices): Float64Array {
  const { hostTravels, over, costs } = partner;
  const visits = hostTravels.length;
  const count = earliest.length;
  const canFollow = (visit: number, before: number, day: number): boolean =>
    visit < over ? before < day : before >= wholeAt(earliest, day) && before <= wholeAt(latest, day);
  const onDay = (visit: number, day: number): number => {
    const cost = wholeAt(costs, visit * count + day);
    const price = hostTravels[visit] === 1 ? prices.hostTravels : prices.partnerTravels;
    return cost < 0 ? Number.POSITIVE_INFINITY : cost + realAt(price, day);
  };
  const upTo = new Float64Array(visits * count);
  const after = new Float64Array(visits * count);
  for (let visit = 0; visit < visits; visit += 1)
    for (let day = 0; day < count; day += 1) {
      let best = visit === 0 ? 0 : Number.POSITIVE_INFINITY;
      for (let before = 0; visit > 0 && before < day; before += 1)
        if (canFollow(visit, before, day)) best = Math.min(best, realAt(upTo, (visit - 1) * count + before));
      upTo[visit * count + day] = best + onDay(visit, day);
    }
  for (let visit = visits - 2; visit >= 0; visit -= 1)
    for (let day = 0; day < count; day += 1) {
      let best = Number.POSITIVE_INFINITY;
      for (let next = day + 1; next < count; next += 1)
        if (canFollow(visit + 1, day, next))
          best = Math.min(best, realAt(after, (visit + 1) * count + next) + onDay(visit + 1, next));
      after[visit * count + day] = best;
    }
  const through = upTo.map((price, cell) => price + realAt(after, cell));
  const cheapest = through.subarray(0, count).reduce((least, price) => Math.min(least, price));
  return through.map((price) => price - cheapest);
}

/** A facilitator's year as an integer program, and how to read the days from its answer. */
type YearModel = {
  readonly model: MilpModel;
  readonly daysFrom: (values: readonly number[]) => readonly Int32Array[];
};

/** Whether a partner's visit may be on a day. */
type Allows = (index: number, visit: number, day: number) => boolean;

/** Allows every visit on each of its possible days. */
export const allowsAll =
  ({ partners, days }: FacilitatorYear): Allows =>
  (index, visit, day) =>
    wholeAt(partners[index]?.costs ?? new Int32Array(0), visit * days.dates.length + day) >= 0;

/**
 * Allows only days that a better plan can have. If a day's detour under the prices lifts the bound above the known
 * plan, no better plan uses it (reduced cost fixing, G. Dantzig, R. Fulkerson, and S. Johnson, 1954).
 */
function allowsBetter(year: FacilitatorYear, { best, real, prices }: Solved): Allows {
  const count = year.days.dates.length;
  if (!best) return allowsAll(year);
  const room = best.cost - 1 - real + 1e-6;
  const dearer = year.partners.map((partner, index) => {
    const own = prices[index];
    return own ? detours(partner, year.days, own) : new Float64Array(partner.costs.length);
  });
  const all = allowsAll(year);
  return (index, visit, day) =>
    all(index, visit, day) && realAt(dearer[index] ?? new Float64Array(0), visit * count + day) <= room;
}

type Rows = { readonly add: (atLeast: number, atMost: number) => number; readonly all: readonly MilpRow[] };
type Column = { readonly points: number; readonly entries: [number, number][] };

/**
 * The time-indexed model: one column for each visit of each partner on each day. The gaps are rows over all days up
 * to one: by that day, there are at most as many visits as earlier visits a gap before it. This keeps each partner's
 * part integral.
 */
export function yearModel(year: FacilitatorYear, allows: Allows): YearModel {
  const list: MilpRow[] = [];
  const rows: Rows = { add: (atLeast, atMost) => list.push({ atLeast, atMost }) - 1, all: list };
  const columns: Column[] = [];
  const own = year.partners.map((partner, index) =>
    partnerColumns(year, partner, (visit, day) => allows(index, visit, day), { rows, columns }),
  );
  addDayRows(year, own, { rows, columns });
  const milp = columns.map(
    ({ points, entries }): MilpColumn => ({
      ...{ points, atLeast: 0, atMost: 1, whole: true },
      entries: [...entries].sort(([a], [b]) => a - b),
    }),
  );
  return {
    model: { columns: milp, rows: list },
    daysFrom: (values) =>
      own.map((visits) =>
        Int32Array.from(
          visits,
          (days) => [...days].find(([, column]) => (values[column] ?? 0) > 0.5)?.[0] ?? -1,
        ),
      ),
  };
}

type Parts = { readonly rows: Rows; readonly columns: Column[] };

/** The columns of one partner's visits by day, with the rows for one day per visit and for the gaps. */
function partnerColumns(
  { days }: FacilitatorYear,
  { costs, hostTravels, over }: PartnerYear,
  allows: (visit: number, day: number) => boolean,
  { rows, columns }: Parts,
): readonly ReadonlyMap<number, number>[] {
  const count = days.dates.length;
  const visits = Array.from(hostTravels, (_, visit) => {
    const row = rows.add(1, 1);
    const own = new Map<number, number>();
    for (let day = 0; day < count; day += 1)
      if (allows(visit, day)) {
        const points = -wholeAt(costs, visit * count + day);
        own.set(day, columns.push({ points, entries: [[row, 1]] }) - 1);
      }
    return own;
  });
  const noMoreThan = (
    some: ReadonlyMap<number, number>,
    upTo: number,
    others: ReadonlyMap<number, number>,
    until: number,
  ) => {
    const row = rows.add(Number.NEGATIVE_INFINITY, 0);
    for (const [day, column] of some) if (day <= upTo) columns[column]?.entries.push([row, 1]);
    for (const [day, column] of others) if (day <= until) columns[column]?.entries.push([row, -1]);
  };
  for (let visit = Math.max(1, over); visit < visits.length; visit += 1) {
    const [before, after] = [visits[visit - 1], visits[visit]];
    if (!before || !after) continue;
    for (const day of after.keys()) noMoreThan(after, day, before, wholeAt(days.latest, day));
    for (const day of before.keys()) {
      const tooLate = days.earliest.findIndex((earliest) => earliest > day);
      if (tooLate >= 0) noMoreThan(before, day, after, tooLate - 1);
    }
  }
  return visits;
}

/** One visit a day. Partners of one host that may come together share a column for their day. */
function addDayRows(
  { partners, jointVisits, openFrom }: FacilitatorYear,
  own: readonly (readonly ReadonlyMap<number, number>[])[],
  { rows, columns }: Parts,
): void {
  const dayRows = new Map<number, number>();
  const shared = new Map<string, number>();
  const seats = new Map<string, number>();
  const once = <Key>(known: Map<Key, number>, key: Key, make: () => number): number => {
    const value = known.get(key) ?? make();
    known.set(key, value);
    return value;
  };
  const rowOf = (day: number) => once(dayRows, day, () => rows.add(Number.NEGATIVE_INFINITY, 1));
  own.forEach((visits, index) => {
    const { group = 0, hostTravels } = partners[index] ?? {};
    visits.forEach((days, visit) => {
      for (const [day, column] of days) {
        if (day < openFrom) continue;
        if (!jointVisits || hostTravels?.[visit] === 1) {
          columns[column]?.entries.push([rowOf(day), 1]);
          continue;
        }
        const joint = once(
          shared,
          `${group}/${day}`,
          () => columns.push({ points: 0, entries: [[rowOf(day), 1]] }) - 1,
        );
        const seat = once(seats, `${index}/${day}`, () => {
          const row = rows.add(Number.NEGATIVE_INFINITY, 0);
          columns[joint]?.entries.push([row, -1]);
          return row;
        });
        columns[column]?.entries.push([seat, 1]);
      }
    });
  });
}

/**
 * Plans a year like `planVisits`, then uses branch and cut for years without a plan or without a proof.
 * `timeLimitSeconds` applies to each. A gap remains only if the time ran out. Each facilitator is a step of the progress.
 */
export async function provenVisits(
  problem: VisitPlanProblem,
  runMilp: RunMilp,
  timeLimitSeconds: number,
  effort = usualEffort,
  onProgress: OnProgress = () => {},
): Promise<VisitPlan | VisitRefusal> {
  const clashes = inputClashes(problem);
  if (clashes.length > 0) return { kind: 'refused', clashes };
  const layout = layOut(problem);
  const work = workForAttempts();
  const parts: PlannedPart[] = [];
  for (const own of layout.facilitators) {
    const found = solveFor(problem, layout, own, effort, work);
    parts.push(partOf(isOpen(found) ? await close(found, runMilp, timeLimitSeconds) : found));
    if (saysEnough(parts)) break;
    onProgress(parts.length, layout.facilitators.length);
  }
  return joinParts(parts);
}

const isOpen = ({ solved: { best, bound } }: SolvedYear): boolean =>
  bound < (best?.cost ?? Number.POSITIVE_INFINITY);

/** Searches for a better plan among the only days that one can have. If there is none, the known plan is optimal. */
async function close(found: SolvedYear, runMilp: RunMilp, timeLimitSeconds: number): Promise<SolvedYear> {
  const { model, daysFrom } = yearModel(found.year, allowsBetter(found.year, found.solved));
  const answer =
    model.columns.length > 0 ? await runMilp(model, timeLimitSeconds) : { kind: 'impossible' as const };
  return closedBy(found, answer, daysFrom);
}

function closedBy(
  found: SolvedYear,
  answer: MilpAnswer,
  daysFrom: (values: readonly number[]) => readonly Int32Array[],
): SolvedYear {
  const { year, solved } = found;
  const known = solved.best?.cost ?? Number.POSITIVE_INFINITY;
  switch (answer.kind) {
    case 'undecided':
      return found;
    case 'impossible':
      return {
        ...found,
        solved: { ...solved, bound: known },
        clashes: solved.best
          ? []
          : found.clashes.map(({ relax }) => ({ cause: togetherCause(year, true), relax })),
      };
    case 'best': {
      const days = daysFrom(answer.values);
      const cost = year.partners.reduce(
        (sum, partner, index) =>
          sum + costOfDays(partner, days[index] ?? new Int32Array(0), year.days.dates.length),
        0,
      );
      const bound = Math.max(solved.bound, Math.min(known, -answer.bound));
      return {
        year,
        clashes: [],
        solved: { ...solved, best: cost < known ? { days, cost } : solved.best, bound },
      };
    }
  }
}
