import { decisionQueue, standingOf } from '#domain/admission/queue.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import type { Instant } from '#domain/base/time.ts';
import { mayForgetPeople } from '#domain/program/cycle.ts';
import { openCycles } from '#store/cycles.ts';
import type { Table } from '#store/dynamo-table.ts';
import { erase, stepsForCycles } from '#store/erasure.ts';
import { type Kept, keptIn, missingIn, repeatCommits } from '#store/reconcile.ts';
import type { Log } from './log.ts';

type Parts = { readonly table: Table; readonly log: Log };

/**
 * Logs missing letters and how long applications have waited, for the alarm and the dashboard. Commits that miss a letter
 * are repeated.
 */
export async function reconcile({ table, log }: Parts, now: Instant): Promise<void> {
  const kept = await keptIn(table);
  const missing = missingIn(kept, now);
  for (const { about, kind, since } of missing)
    log.error({ what: 'letter never went out', about, kind, since });
  log.info({ what: 'reconciled', missing: missing.length });
  if (missing.length > 0)
    log.info({ what: 'commits repeated', commits: await repeatCommits(table, kept, now) });
  const summaries = summariesOf(kept);
  const reading = summaries.filter((summary) => standingOf(summary) === 'in-review');
  log.info({ what: 'queue', queue: 'reading', days: oldestDays(reading, now) });
  log.info({ what: 'queue', queue: 'deciding', days: oldestDays(decisionQueue(summaries), now) });
}

const summariesOf = ({ commits, cycles }: Kept): readonly ApplicationSummary[] =>
  commits.flatMap(({ type, aggregate }) => {
    if (type !== 'application') return [];
    const cycle = cycles.find(({ id }) => id === aggregate.cycleId);
    return cycle ? [summaryOf(cycle.program, aggregate)] : [];
  });

const dayMs = 24 * 60 * 60 * 1000;

/** How many whole days the oldest has waited. 0 if none is waiting. */
const oldestDays = (waiting: readonly ApplicationSummary[], now: Instant): number =>
  Math.max(
    0,
    ...waiting.map(({ submittedAt }) =>
      submittedAt === undefined ? 0 : Math.floor((Date.parse(now) - Date.parse(submittedAt)) / dayMs),
    ),
  );

type ForgetPeopleParts = Parts & { readonly keepsPeopleMonths: number };

/** Erases the people of every cycle whose year ended long enough ago. Decisions stay. A repetition finds nothing. */
export async function forgetPeople(
  { table, log, keepsPeopleMonths }: ForgetPeopleParts,
  now: Instant,
): Promise<void> {
  const cycles = await openCycles(table).cycles();
  const due = cycles.filter((cycle) => mayForgetPeople(cycle, keepsPeopleMonths, now)).map(({ id }) => id);
  if (due.length === 0) return;
  const steps = await stepsForCycles(table, due);
  const missed = await erase(table, steps);
  log.info({ what: 'people of past cycles erased', records: steps.length - missed, missed });
}
