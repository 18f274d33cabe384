/** The facilitators' console with partnerships and a school year. */
import { vi } from 'vitest';
import type { StaffMember } from '#domain/base/person.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, isBooked } from '#domain/partnership/visit.ts';
import { aCycle } from '../builders.ts';
import { mei, startConsole } from '../reviews/console.ts';
import type { Through } from '../store/table.ts';
import { aPartnershipOf, calendarOf2014, noor } from './partnerships.ts';

export type Stage = Awaited<ReturnType<typeof startStage>>;

/** Monday, August 25, 2014, 10:00 AM in New York: before the school year. */
const summer = '2014-08-25T14:00:00.000Z';

/** Mei is the facilitator for H1 and H2, Noor for H3. Ruth is a director. */
export async function startStage(
  partnerships: readonly Partnership[] = [
    aPartnershipOf(1, mei),
    aPartnershipOf(2, mei),
    aPartnershipOf(3, noor),
  ],
  through?: Through,
) {
  const staffed = await startConsole(
    () => import('../../functions/visits/handler.ts'),
    aCycle({ calendar: calendarOf2014() }),
    through,
  );
  const { store, cycle } = staffed;
  vi.setSystemTime(new Date(summer));
  for (const after of partnerships) await store.commitPartnership({ after, events: [] });

  const partnership = async (host: string): Promise<Partnership> => {
    const found = await store.partnership(cycle.id, host);
    if (!found) throw new Error(`No partnership of ${host}`);
    return found;
  };
  return {
    ...staffed,
    partnership,
    /** Moves the clock to 10:00 AM in New York on a date. */
    today: (date: string) => void vi.setSystemTime(new Date(`${date}T15:00:00.000Z`)),
    /** Everything that is stored about the year. */
    kept: async () => ({
      year: await store.visitYear(cycle.id),
      partnerships: await store.partnerships(cycle.id),
    }),
    /** Publishes a facilitator's schedule as they would themselves. */
    plan: (facilitator: StaffMember) =>
      staffed.send(facilitator, 'publishVisitPlan', {}, { facilitator: facilitator.email }),
    booked: async (host: string): Promise<readonly BookedVisit[]> =>
      (await partnership(host)).visits.filter(isBooked),
    /** Changes a partnership while someone else has its page open. */
    change: async (host: string, to: (partnership: Partnership) => Partnership) => {
      const after = to(await partnership(host));
      await store.commitPartnership({ after, events: [] });
    },
  };
}
