import * as v from 'valibot';
import type { Event } from '../domain/events.ts';
import type { Scenario } from '../domain/pairing/scenario/scenario.ts';
import type { Partnership, PublishedPairing } from '../domain/partnership/partnership.ts';
import type { VisitYear } from '../domain/visits/visit-year.ts';
import { partnershipSchema, publishedSchema, scenarioSchema } from './pairing-schemas.ts';
import { parseRecord } from './parse-record.ts';
import { keyOf, parserOf, recordOf, withVersion } from './records.ts';
import type { StoredRecord } from './table.ts';
import { visitYearSchema } from './visit-schemas.ts';

/**
 * How pairing records are stored. A record can have 400 kB. A scenario's problem and solution are compressed to about
 * 130 bytes per school, so 254 applications fit ten times over. A published pairing takes about 500 bytes per school.
 */

/** Loaded on first use: every function with a store includes this file, but few calls read a scenario. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** The parts of a scenario that grow with the number of schools, as one text: JSON, compressed, in base64. */
const pack = (parts: object): string => zlib().gzipSync(JSON.stringify(parts)).toString('base64');

const unpack = (packed: string): unknown =>
  JSON.parse(zlib().gunzipSync(Buffer.from(packed, 'base64')).toString());

/** `state` is stored next to the body, so that the solver's stream mapping can filter by it. */
export function scenarioRecord(scenario: Scenario, events: readonly Event[]): StoredRecord {
  const { problem, ...rest } = scenario;
  const key = keyOf.scenario(scenario.cycleId, scenario.id);
  if (rest.state !== 'proposed')
    return { ...recordOf('scenario', key, rest, events), state: rest.state, packed: pack({ problem }) };
  const { solution, choice, ...proposed } = rest;
  return {
    ...recordOf('scenario', key, proposed, events),
    state: rest.state,
    packed: pack({ problem, solution, ...(choice && { choice }) }),
  };
}

const packedRecord = v.looseObject({ packed: v.pipe(v.string(), v.transform(unpack), v.looseObject({})) });

export function parseScenario(record: StoredRecord): Scenario {
  const { packed } = parseRecord(packedRecord, record);
  return parseRecord(scenarioSchema, record, { ...withVersion(record), ...packed });
}

export const publishedRecord = (published: PublishedPairing, events: readonly Event[]): StoredRecord =>
  recordOf('pairing', keyOf.pairing(published.cycleId), published, events);

export const parsePublished: (record: StoredRecord) => PublishedPairing = parserOf(publishedSchema);

export const partnershipRecord = (partnership: Partnership, events: readonly Event[]): StoredRecord => ({
  ...recordOf(
    'partnership',
    keyOf.partnership(partnership.cycleId, partnership.host.id),
    partnership,
    events,
  ),
  // Next to the body, so that a query can find the partnerships that a school is or was in.
  schoolIds: [partnership.host, ...partnership.partners, ...(partnership.former ?? [])].map(({ id }) => id),
});

export const visitYearRecord = (year: VisitYear, events: readonly Event[]): StoredRecord =>
  recordOf('visit-year', keyOf.visitYear(year.cycleId), year, events);

export const parseVisitYear: (record: StoredRecord) => VisitYear = parserOf(visitYearSchema);

export const parsePartnership: (record: StoredRecord) => Partnership = parserOf(partnershipSchema);
