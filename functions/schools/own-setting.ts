import type { Setting } from '../../shared/domain/visits/year-problem.ts';
import { type OwnYear, store } from './context.ts';

/** What decides whether a visit of the school can be on a day: the calendar, the year, and all visits of its facilitator. */
export async function settingOf({ cycle, year, partnership }: OwnYear): Promise<Setting> {
  const partnerships = await store.partnershipsOfFacilitator(cycle.id, partnership.facilitator.email);
  return { cycle, year, partnerships };
}
