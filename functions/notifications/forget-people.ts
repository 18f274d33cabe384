import type { Instant } from '../../shared/domain/base/time.ts';
import { mayForgetPeople } from '../../shared/domain/program/cycle.ts';
import type { Store } from '../../shared/store/applications.ts';
import { erase, stepsForCycles } from '../../shared/store/erasure.ts';
import type { Log } from './log.ts';

type Parts = { readonly store: Store; readonly log: Log; readonly keepsPeopleMonths: number };

/** Erases the people of every cycle whose year ended long enough ago. Decisions stay. A repetition finds nothing. */
export async function forgetPeople({ store, log, keepsPeopleMonths }: Parts, now: Instant): Promise<void> {
  const cycles = await store.cycles();
  const due = cycles.filter((cycle) => mayForgetPeople(cycle, keepsPeopleMonths, now)).map(({ id }) => id);
  if (due.length === 0) return;
  const steps = await stepsForCycles(store.table, due);
  const missed = await erase(store.table, steps);
  log.info({ what: 'people of past cycles erased', records: steps.length - missed, missed });
}
