/** A school year of partnerships with the real handlers and a real table. Call `stop` at the end of a test file. */

import type { ActivePartnership } from '#domain/partnership/partnership.ts';
import type { BookedVisit, Visit } from '#domain/partnership/visit.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { type Stage as Applying, linkTo, startStage as startApplying } from '../applications/stage.ts';
import { aCycle, aDecidedApplication, aProgram, aSchool } from '../builders.ts';
import { aPartnership } from '../letters/sample.ts';
import { aHeldVisit, aVisit } from '../letters/visit-sample.ts';
import type { Through } from '../store/table.ts';

/** Wednesday, October 15, 2014, 10:00 AM in New York. */
export const october = '2014-10-15T14:00:00.000Z';
const linkEnds = '2015-07-01T00:00:00.000Z';

export const yearCycle = (): Cycle =>
  aCycle({
    program: aProgram({ visits: { ...aProgram().visits, jointVisits: true } }),
    calendar: [
      aDay('2014-09-04', 'First day of school', 'yes'),
      aDay('2014-11-27', 'Thanksgiving recess', 'no'),
      aDay('2015-06-26', 'Last day of school', 'yes'),
    ],
  });

const aDay = (date: string, event: string, studentsPresent: 'yes' | 'no') => ({
  from: date,
  to: date,
  appliesTo: ['all'],
  event,
  studentsPresent,
});

export type Stage = Awaited<ReturnType<typeof startStage>>;

export async function startStage(origin?: string, through?: Through) {
  const stage = await startApplying(origin, through);
  stage.moveTo(october);
  await stage.putCycle(yearCycle());
  return { ...stage, aYear: yearsOn(stage) };
}

/** IDs of the schools in one test's partnership: a host and its two partners. */
export type Ids = { readonly host: string; readonly partner: string; readonly other: string };

/**
 * In the order of the rules: one visit with notes, one past visit with each partner that needs notes, and the
 * upcoming ones: one with both partners, and one with each.
 */
const usualVisits = ({ host, partner, other }: Ids): readonly Visit[] => [
  aHeldVisit(1, '2014-09-22', { visiting: [partner, other], visited: host }),
  aVisit(2, '2014-10-06', { visiting: [host], visited: partner }),
  aVisit(3, '2014-11-03', {
    visiting: [partner, other],
    visited: host,
    place: 'Room 204',
    theme: 'Feedback that students use',
    lookFor: 'Who asks the questions?',
  }),
  aVisit(4, '2014-12-08', { visiting: [partner], visited: host }),
  aVisit(5, '2014-12-10', { visiting: [other], visited: host }),
  aVisit(6, '2014-10-08', { visiting: [host], visited: other }),
];

export const bookedIn = ({ visits }: Pick<ActivePartnership, 'visits'>, number: number): BookedVisit => {
  const visit = visits.find((one) => one.number === number);
  if (visit?.state !== 'booked') throw new Error(`Visit ${number} is not booked`);
  return visit;
};

function yearsOn(stage: Applying) {
  let count = 0;
  return async (over: (ids: Ids) => Partial<ActivePartnership> = () => ({}), longName = '') => {
    count += 1;
    const ids: Ids = { host: `${count}H`, partner: `${count}P`, other: `${count}Q` };
    const sample = aPartnership();
    const named = (id: string, name: string) => ({
      id,
      name: `${name} ${id}${longName}`,
      reference: `2014-${id}`,
      contact: { name: `Dr. ${name}`, position: 'Principal', email: `${name.toLowerCase()}@example.org` },
    });
    const [first, second] = sample.partners;
    if (!first || !second) throw new Error('The sample has two partners');
    const partnership: ActivePartnership = {
      ...sample,
      version: 0,
      host: { ...sample.host, ...named(ids.host, 'Alder') },
      partners: [
        { ...first, ...named(ids.partner, 'Birch') },
        { ...second, ...named(ids.other, 'Cedar') },
      ],
      facilitator: { name: 'Mei Tanaka', email: `mei.${count}@example.org` },
      visits: usualVisits(ids),
      plannedFrom: '2014-09-05',
      ...over(ids),
    };
    await stage.store.commitPartnership({ after: partnership, events: [] });
    for (const { id, name } of [partnership.host, ...partnership.partners])
      await stage.put(aDecidedApplication({ school: aSchool({ id, name }) }));
    return {
      ids,
      stored: async () => {
        const stored = await stage.store.partnership('2014', ids.host);
        if (!stored) throw new Error('The partnership is gone');
        return stored;
      },
      /** A browser that followed a school's link, and the path of the school's visits. */
      as: async (school: string, ownership: { readonly ownership?: string } = {}) => {
        const visitor = stage.visitor();
        await visitor.send(linkTo({ reference: `2014-${school}`, ...ownership }, linkEnds));
        return { visitor, path: `/applications/2014-${school}/visits` };
      },
    };
  };
}
