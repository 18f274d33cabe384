import * as v from 'valibot';
import type { PartnershipEvent, PublicationEvent } from '#domain/partnership/events.ts';
import type { Partnership, PublishedPairing } from '#domain/partnership/partnership.ts';
import { levels } from '#domain/program/school.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import {
  applicantSchema,
  contactCorrected,
  entryOf,
  namedSchool,
  subscriptionRenewed,
} from './event-schema.ts';
import { keyOf, parserOf, recordOf } from './keys.ts';
import { type Exactly, growing, list, maybe, type Parser, text } from './parse-record.ts';
import type { StoredRecord } from './table.ts';
import { arcSchema, visitSchema, visitYearSchema } from './visit-schema.ts';

const askedDay = v.object({ school: text, date: text });
const formerSchool = v.object({
  ...namedSchool.entries,
  reference: text,
  contact: applicantSchema,
  ownership: maybe(text),
});

export const publicationEvent = v.object({ type: v.literal('pairing-published') });

export const partnershipEvents = [
  v.object({ type: v.literal('partnership-formed'), from: maybe(namedSchool) }),
  v.object({ type: v.literal('paired-school-withdrew'), school: text }),
  v.object({
    type: v.literal('partnership-repaired'),
    left: list(namedSchool),
    joined: list(text),
    from: maybe(namedSchool),
  }),
  v.object({ type: v.literal('partnership-ended') }),
  v.object({ type: v.literal('facilitator-changed'), from: v.object({ email: text, name: text }) }),
  v.object({ type: v.literal('visits-planned') }),
  v.object({ type: v.literal('visit-booked'), visit: v.number(), because: maybe(text) }),
  v.object({
    type: v.literal('visit-moved'),
    visit: v.number(),
    from: text,
    because: text,
    without: maybe(list(text)),
    asked: maybe(list(askedDay)),
  }),
  v.object({
    type: v.literal('visit-changed'),
    visit: v.number(),
    former: maybe(list(formerSchool)),
    was: maybe(v.object({ start: text, durationMinutes: v.number(), place: text })),
  }),
  v.object({
    type: v.literal('visit-cancelled'),
    visit: v.number(),
    former: maybe(list(formerSchool)),
    asked: maybe(list(askedDay)),
  }),
  v.object({ type: v.literal('visit-themed'), visit: v.number() }),
  v.object({ type: v.literal('arc-set') }),
  v.object({ type: v.literal('delegation-named'), visit: v.number(), school: text }),
  v.object({ type: v.literal('date-proposed'), visit: v.number(), school: text }),
  v.object({
    type: v.literal('date-declined'),
    visit: v.number(),
    school: text,
    date: text,
    reason: text,
  }),
  v.object({ type: v.literal('visit-held'), visit: v.number() }),
  v.object({ type: v.literal('reflection-given'), visit: v.number(), school: text }),
  contactCorrected,
  subscriptionRenewed,
] as const;

export const partnershipHistory = list(entryOf(partnershipEvents));

const number = v.number();
const staff = v.object({ email: text, name: text });
const texts = list(text);

const pairedSchool = {
  id: text,
  name: text,
  levels: list(v.picklist(levels)),
  region: text,
  kind: maybe(text),
  reference: text,
  contact: applicantSchema,
  ownership: maybe(text),
  focusAreas: texts,
  withdrawnAt: maybe(text),
};

const planned = {
  host: v.object({ ...pairedSchool, capacity: number }),
  partners: list(v.object({ ...pairedSchool, why: text })),
  facilitator: staff,
};

export const publishedSchema = growing({
  version: number,
  cycleId: text,
  scenario: v.object({ id: text, name: text }),
  publishedBy: staff,
  publishedAt: text,
  partnerships: list(v.object(planned)),
  history: list(entryOf([publicationEvent])),
}) satisfies Parser<PublishedPairing>;

const partnership = {
  version: number,
  cycleId: text,
  ...planned,
  former: maybe(list(v.object({ id: text, name: text }))),
  visits: list(visitSchema),
  plannedFrom: maybe(text),
  arc: maybe(arcSchema),
  subscriptions: v.record(text, number),
  formedAt: text,
  history: partnershipHistory,
};

export const partnershipSchema = v.variant('state', [
  growing({ ...partnership, state: v.literal('active') }),
  growing({ ...partnership, state: v.literal('ended'), endedAt: text }),
]) satisfies Parser<Partnership>;

/** A record can have 400 kB. A published pairing takes about 500 bytes per school. */
export const publishedRecord = (
  published: PublishedPairing,
  events: readonly PublicationEvent[],
): StoredRecord => recordOf('pairing', keyOf.pairing(published.cycleId), published, events);

export const parsePublished: (record: StoredRecord) => PublishedPairing = parserOf(
  publishedSchema satisfies Exactly<PublishedPairing, typeof publishedSchema>,
);

export const partnershipRecord = (
  partnership: Partnership,
  events: readonly PartnershipEvent[],
): StoredRecord => ({
  ...recordOf(
    'partnership',
    keyOf.partnership(partnership.cycleId, partnership.host.id),
    partnership,
    events,
  ),
  // Next to the body, so that a query can find the partnerships that a school is or was in.
  schoolIds: [partnership.host, ...partnership.partners, ...(partnership.former ?? [])].map(({ id }) => id),
});

export const visitYearRecord = (year: VisitYear, events: readonly YearEvent[]): StoredRecord =>
  recordOf('visit-year', keyOf.visitYear(year.cycleId), year, events);

export const parseVisitYear: (record: StoredRecord) => VisitYear = parserOf(
  visitYearSchema satisfies Exactly<VisitYear, typeof visitYearSchema>,
);

export const parsePartnership: (record: StoredRecord) => Partnership = parserOf(
  partnershipSchema satisfies Exactly<Partnership, typeof partnershipSchema>,
);
