/** The facilitators' console as its staff meet it, with partnerships and a school year. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { vi } from 'vitest';
import { parseCalendar } from '../../infra/cli/calendar-file.ts';
import { isBroken } from '../../infra/cli/parsed.ts';
import {
  formPartnership,
  type PairedHost,
  type PairedPartner,
  type Partnership,
} from '../../shared/domain/partnership.ts';
import type { NamedStaff, StaffMember } from '../../shared/domain/person.ts';
import type { Level } from '../../shared/domain/school.ts';
import { type BookedVisit, isBooked } from '../../shared/domain/visits/visit.ts';
import { aCycle, aStaffMember } from '../builders.ts';
import { mei, ruth, startConsole } from '../reviews/console.ts';

/** The calendar of 2014-15, as it ships. */
const calendarOf2014 = () => {
  const calendar = parseCalendar(
    readFileSync(path.resolve('programs/learning-partners/calendar-2014-15.csv'), 'utf8'),
  );
  if (isBroken(calendar)) throw new Error(calendar.problems.join());
  return calendar.parsed;
};

export const noor = aStaffMember({
  name: 'Noor Rahman',
  email: 'noor.rahman@example.org',
  roles: ['facilitator'],
});

type Place = { readonly level?: Level; readonly region?: string };

const aPairedSchool = (id: string, name: string, { level = 'middle', region = 'Bronx' }: Place) => ({
  id,
  name,
  levels: [level],
  region,
  reference: `2014-${id}`,
  contact: { name: `Principal of ${id}`, position: 'Principal', email: `${id.toLowerCase()}@example.org` },
  focusAreas: ['feedback'],
});

const aPairedHost = (n: number, place: Place = {}): PairedHost => ({
  ...aPairedSchool(`H${n}`, `Host School ${n}`, place),
  capacity: 2,
});

const aPairedPartner = (n: number, place: Place = {}): PairedPartner => ({
  ...aPairedSchool(`P${n}`, `Partner School ${n}`, place),
  why: 'Both work on feedback.',
});

/** A partnership of a host with partners of its number: H2 with P21 and P22. */
const aPartnershipOf = (
  n: number,
  facilitator: NamedStaff,
  { partners = 2, ...place }: Place & { readonly partners?: number } = {},
): Partnership =>
  formPartnership(
    '2014',
    {
      host: aPairedHost(n, place),
      partners: Array.from({ length: partners }, (_, turn) => aPairedPartner(n * 10 + turn + 1, place)),
      facilitator: { email: facilitator.email, name: facilitator.name },
    },
    ruth,
    '2014-06-02T14:00:00.000Z',
  ).after;

export type Stage = Awaited<ReturnType<typeof startStage>>;

/** Monday, 25 August 2014, 10:00 in New York: before the year of visits. */
const summer = '2014-08-25T14:00:00.000Z';

/** Mei goes with H1 and H2, Noor with H3 alone; Ruth directs. */
export async function startStage(
  partnerships: readonly Partnership[] = [
    aPartnershipOf(1, mei),
    aPartnershipOf(2, mei),
    aPartnershipOf(3, noor),
  ],
) {
  const staffed = await startConsole(
    () => import('../../functions/visits/handler.ts'),
    aCycle({ calendar: calendarOf2014() }),
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
    /** Moves the clock to 10:00 in New York of a day. */
    today: (date: string) => void vi.setSystemTime(new Date(`${date}T15:00:00.000Z`)),
    /** All that is kept of the year. */
    kept: async () => ({
      year: await store.visitYear(cycle.id),
      partnerships: await store.partnerships(cycle.id),
    }),
    /** Publishes the year of a facilitator as they would themselves. */
    plan: (facilitator: StaffMember) =>
      staffed.send(facilitator, 'publishVisitPlan', {}, { facilitator: facilitator.email }),
    booked: async (host: string): Promise<readonly BookedVisit[]> =>
      (await partnership(host)).visits.filter(isBooked),
    /** Changes a partnership beside whoever is looking at it. */
    change: async (host: string, to: (partnership: Partnership) => Partnership) => {
      const after = to(await partnership(host));
      await store.commitPartnership({ after, events: [] });
    },
  };
}
