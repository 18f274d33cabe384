import { type OwnVisit, store } from './context.ts';

/** What a program is told where somebody changed what a form shows since it was looked at. */
export const overtaken = {
  status: 409,
  title: 'Nothing was saved',
  detail: 'Somebody changed this visit, or what your school said of it, since you looked at it.',
} as const;

/** The visit as it is now. */
export async function asItStands(own: OwnVisit): Promise<OwnVisit> {
  const { cycle, partnership, visit } = own;
  const standing = await store.partnership(cycle.id, partnership.host.id);
  const now = standing?.visits.find(({ number }) => number === visit.number);
  return standing && now ? { ...own, partnership: standing, visit: now } : own;
}
