import { type Change, isRefusal, type Refusal, refuse } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import type { Setting } from '#domain/visits/schedule.ts';
import { isOvertaken, isSame } from '#http/stale-form.ts';
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

type Seen = {
  readonly number: number;
  /** The part of a visit that the form shows. */
  readonly shown: (visit: Visit) => unknown;
  /** The hash of that part when the form was opened. */
  readonly seen: string;
  /** The same part after the change. */
  readonly wanted: (visit: Visit) => unknown;
};

/**
 * Changes a visit only if it is still as it was when the form was opened. If the visit already has the wanted state, the form was
 * sent twice and nothing changes. A refusal by the rules comes first.
 */
export const ifSeen =
  <R extends Refusal<string>>(
    { number, shown, seen, wanted }: Seen,
    decide: (partnership: Partnership) => Change<Partnership, PartnershipEvent> | R,
  ): ((
    partnership: Partnership,
  ) => Change<Partnership, PartnershipEvent> | R | Refusal<'changed'> | undefined) =>
  (partnership) => {
    const outcome = decide(partnership);
    const visit = partnership.visits.find((one) => one.number === number);
    if (isRefusal(outcome) || !visit || !isOvertaken(shown(visit), seen)) return outcome;
    return isSame(shown(visit), wanted(visit)) ? undefined : refuse('changed');
  };
