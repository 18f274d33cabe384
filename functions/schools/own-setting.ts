import type { Setting } from '../../shared/domain/visits/schedule.ts';
import { type OwnYear, store } from './context.ts';

/** The data that decides if a visit can be on a day: the calendar, the year, and all the facilitator's visits. */
export async function settingOf({ cycle, year, partnership }: OwnYear): Promise<Setting> {
  const partnerships = await store.partnershipsOfFacilitator(cycle.id, partnership.facilitator.email);
  return { cycle, year, partnerships };
}
