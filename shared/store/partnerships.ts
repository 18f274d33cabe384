import * as v from 'valibot';
import type { PartnershipEvent, PublicationEvent } from '#domain/partnership/events.ts';
import { type Partnership, type PublishedPairing, takesPart } from '#domain/partnership/partnership.ts';
import type { Arc, Visit } from '#domain/partnership/visit.ts';
import { levels } from '#domain/program/school.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { allOf, keyOf } from './keys.ts';
import {
  applicantSchema,
  contactCorrected,
  creationsSchema,
  type Exactly,
  entryOf,
  growing,
  list,
  maybe,
  namedSchoolSchema,
  number,
  type Parser,
  principalSchema,
  staffSchema,
  subscriptionRenewed,
  text,
} from './parse-record.ts';

const askedDay = v.object({ school: text, date: text });
const formerSchool = v.object({
  ...namedSchoolSchema.entries,
  reference: text,
  contact: applicantSchema,
  ownership: maybe(text),
  principal: maybe(principalSchema),
});

export const publicationEvent = v.object({ type: v.literal('pairing-published') });

export const partnershipEvents = [
  v.object({ type: v.literal('partnership-formed'), from: maybe(namedSchoolSchema) }),
  v.object({ type: v.literal('paired-school-withdrew'), school: text }),
  v.object({
    type: v.literal('partnership-repaired'),
    left: list(namedSchoolSchema),
    joined: list(text),
    focus: maybe(v.object({ to: text, because: text })),
    from: maybe(namedSchoolSchema),
  }),
  v.object({ type: v.literal('partnership-ended') }),
  v.object({ type: v.literal('facilitator-changed'), from: staffSchema }),
  v.object({ type: v.literal('visits-planned') }),
  v.object({ type: v.literal('visit-booked'), visit: number, because: maybe(text) }),
  v.object({
    type: v.literal('visit-moved'),
    visit: number,
    from: text,
    because: text,
    without: maybe(list(text)),
    asked: maybe(list(askedDay)),
  }),
  v.object({
    type: v.literal('visit-changed'),
    visit: number,
    former: maybe(list(formerSchool)),
    was: maybe(v.object({ start: text, durationMinutes: number, place: text })),
  }),
  v.object({
    type: v.literal('visit-cancelled'),
    visit: number,
    former: maybe(list(formerSchool)),
    asked: maybe(list(askedDay)),
  }),
  v.object({ type: v.literal('visit-themed'), visit: number }),
  v.object({ type: v.literal('arc-set') }),
  v.object({ type: v.literal('delegation-named'), visit: number, school: text }),
  v.object({ type: v.literal('date-proposed'), visit: number, school: text }),
  v.object({
    type: v.literal('date-declined'),
    visit: number,
    school: text,
    date: text,
    reason: text,
  }),
  v.object({ type: v.literal('visit-held'), visit: number }),
  v.object({ type: v.literal('reflection-given'), visit: number, school: text }),
  contactCorrected,
  subscriptionRenewed,
] as const;

const visit = {
  number,
  sequence: number,
  date: text,
  start: text,
  durationMinutes: number,
  visiting: list(text),
  visited: text,
  place: text,
  theme: text,
  lookFor: text,
  delegations: v.record(
    text,
    v.object({ principal: v.boolean(), cabinet: number, leadershipTeam: number, remark: text }),
  ),
};

export const visitSchema = v.variant('state', [
  growing({
    ...visit,
    state: v.literal('booked'),
    proposals: list(v.object({ school: text, date: text, reason: text, at: text })),
  }),
  growing({
    ...visit,
    state: v.literal('held'),
    attendance: v.record(text, number),
    notes: text,
    reflections: list(v.object({ school: text, usefulness: number, learned: text, willTry: text, at: text })),
  }),
  growing({ ...visit, state: v.literal('cancelled'), reason: text }),
]) satisfies Parser<Visit>;

export const arcSchema = v.object({
  focusArea: text,
  problemOfPractice: text,
  goal: text,
}) satisfies Parser<Arc>;

export const partnershipHistory = list(entryOf(partnershipEvents));

const pairedSchool = {
  id: text,
  name: text,
  levels: list(v.picklist(levels)),
  region: text,
  kind: maybe(text),
  reference: text,
  contact: applicantSchema,
  ownership: maybe(text),
  principal: maybe(principalSchema),
  focusAreas: list(text),
  withdrawnAt: maybe(text),
};

const planned = {
  host: v.object({ ...pairedSchool, capacity: number }),
  partners: list(v.object({ ...pairedSchool, why: text })),
  facilitator: staffSchema,
  focusArea: maybe(text),
};

export const publishedSchema = growing({
  version: number,
  cycleId: text,
  scenario: v.object({ id: text, name: text }),
  publishedBy: staffSchema,
  publishedAt: text,
  partnerships: list(v.object(planned)),
  history: list(entryOf([publicationEvent])),
});

const partnership = {
  version: number,
  cycleId: text,
  ...planned,
  former: maybe(list(namedSchoolSchema)),
  visits: list(visitSchema),
  plannedFrom: maybe(text),
  arc: maybe(arcSchema),
  subscriptions: v.record(text, number),
  creations: maybe(creationsSchema),
  formedAt: text,
  history: partnershipHistory,
};

export const partnershipSchema = v.variant('state', [
  growing({ ...partnership, state: v.literal('active') }),
  growing({ ...partnership, state: v.literal('ended'), endedAt: text }),
]);

export const publishedRecords = aggregateRecord<PublishedPairing, PublicationEvent>(
  'pairing',
  ({ cycleId }) => keyOf.pairing(cycleId),
  publishedSchema satisfies Exactly<PublishedPairing, typeof publishedSchema>,
);

export const partnershipRecords = aggregateRecord<Partnership, PartnershipEvent>(
  'partnership',
  ({ cycleId, host }) => keyOf.partnership(cycleId, host.id),
  partnershipSchema satisfies Exactly<Partnership, typeof partnershipSchema>,
  // So that a query can find the partnerships that a school is or was in.
  ({ host, partners, former = [] }) => ({ schoolIds: [host, ...partners, ...former].map(({ id }) => id) }),
);

/** The published pairings and the partnerships in a table. */
export function openPartnerships(table: Table) {
  const published = openAggregates(table, publishedRecords);
  const partnerships = openAggregates(table, partnershipRecords);
  /** A cycle's partnerships that meet a condition. The table reads all and sends only these. */
  const partnershipsWhere = async (
    cycleId: string,
    condition: string,
    values: Readonly<Record<string, { readonly S: string }>>,
  ): Promise<readonly Partnership[]> => {
    const query = allOf(keyOf.partnership(cycleId, ''));
    const records = await table.query({
      ...query,
      FilterExpression: condition,
      ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ...values },
    });
    return records.map(partnershipRecords.parse);
  };
  const partnershipsWith = (cycleId: string, schoolId: string) =>
    partnershipsWhere(cycleId, 'contains(schoolIds, :school)', { ':school': { S: schoolId } });
  return {
    publishedPairing: (cycleId: string) => published.one(keyOf.pairing(cycleId)),

    /** If two people publish at the same time, one gets `conflict`, and there is a pairing to read. */
    commitPublication: published.commit,

    /** By host ID. */
    partnership: (cycleId: string, hostId: string) => partnerships.one(keyOf.partnership(cycleId, hostId)),

    /** All partnerships of a cycle, including ended ones, sorted by host ID. */
    partnerships: (cycleId: string) => partnerships.all(keyOf.partnership(cycleId, '')),

    partnershipCount: (cycleId: string) => table.howMany(allOf(keyOf.partnership(cycleId, ''))),

    /**
     * The partnership that a school is in now, as host or partner. This reads the cycle's partnerships (24 of them
     * are 10 read units) and sends one. So there is no second record to keep in sync and no moment when it is behind.
     */
    partnershipOf: async (cycleId: string, schoolId: string) =>
      (await partnershipsWith(cycleId, schoolId)).find((partnership) => takesPart(partnership, schoolId)),

    /** Every partnership that a school is or was in, including ended ones, sorted by host ID. */
    partnershipsWith,

    /** A facilitator's partnerships, including ended ones, sorted by host ID. */
    partnershipsOfFacilitator: (cycleId: string, email: string) =>
      partnershipsWhere(cycleId, 'body.facilitator.email = :email', { ':email': { S: email } }),

    commitPartnership: partnerships.commit,
  };
}
