import type { Setting } from '../../shared/domain/visits/year-problem.ts';
import { type OwnYear, store } from './context.ts';

/** What decides whether a visit of the school can be on a day: the calendar, the year, and all visits of its facilitator. */
export async function settingOf({ cycle, partnership }: OwnYear): Promise<Setting> {
  const [year, partnerships] = await Promise.all([
    store.visitYear(cycle.id),
    store.partnershipsOfFacilitator(cycle.id, partnership.facilitator.email),
  ]);
  return { cycle, year, partnerships };
}
