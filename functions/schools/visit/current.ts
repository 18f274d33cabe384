import type { Setting } from '#domain/visits/schedule.ts';
import { type OwnVisit, type OwnYear, store } from '../access.ts';

/** The data that decides if a visit can be on a day: the calendar, the year, and all the facilitator's visits. */
export async function settingOf({ cycle, year, partnership }: OwnYear): Promise<Setting> {
  const partnerships = await store.partnershipsOfFacilitator(cycle.id, partnership.facilitator.email);
  return { cycle, year, partnerships };
}

/** The JSON problem if something that the form shows changed after it was opened. */
export const overtaken = {
  status: 409,
  title: 'Your changes weren’t saved',
  detail: 'Someone changed this visit, or your school’s answers, while you were looking at it.',
} as const;

/** The visit as it is now. */
export async function asItStands(own: OwnVisit): Promise<OwnVisit> {
  const { cycle, partnership, visit } = own;
  const standing = await store.partnership(cycle.id, partnership.host.id);
  const now = standing?.visits.find(({ number }) => number === visit.number);
  return standing && now ? { ...own, partnership: standing, visit: now } : own;
}
