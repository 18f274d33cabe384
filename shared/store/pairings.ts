import type { Change } from '#domain/base/change.ts';
import type { PartnershipEvent, PublicationEvent } from '#domain/partnership/events.ts';
import { type Partnership, type PublishedPairing, takesPart } from '#domain/partnership/partnership.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import { emptyVisitYear, type VisitYear } from '#domain/visits/visit-year.ts';
import { type CommitOutcome, committingTo } from './commit.ts';
import { allOf, keyOf } from './keys.ts';
import {
  parsePartnership,
  parsePublished,
  parseVisitYear,
  partnershipRecord,
  publishedRecord,
  visitYearRecord,
} from './pairing-schema.ts';
import type { Key, StoredRecord, Table } from './table.ts';

/** The published pairings, partnerships, and years of visits in a table. */
export function openPairings(table: Table) {
  const commit = committingTo(table);
  const parsed = async <T>(key: Key, parse: (record: StoredRecord) => T): Promise<T | undefined> => {
    const record = await table.get(key);
    return record && parse(record);
  };
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
    return records.map(parsePartnership);
  };
  const partnershipsWith = (cycleId: string, schoolId: string) =>
    partnershipsWhere(cycleId, 'contains(schoolIds, :school)', { ':school': { S: schoolId } });
  return {
    publishedPairing: (cycleId: string): Promise<PublishedPairing | undefined> =>
      parsed(keyOf.pairing(cycleId), parsePublished),

    /**
     * If two people publish at the same time, one succeeds. The other gets `conflict`, and there is a pairing to
     * read.
     */
    commitPublication: ({
      after,
      events,
    }: Change<PublishedPairing, PublicationEvent>): Promise<CommitOutcome> =>
      commit(publishedRecord(after, events), after.version),

    /** By host ID. */
    partnership: (cycleId: string, hostId: string): Promise<Partnership | undefined> =>
      parsed(keyOf.partnership(cycleId, hostId), parsePartnership),

    /** All partnerships of a cycle, including ended ones, sorted by host ID. */
    partnerships: async (cycleId: string): Promise<readonly Partnership[]> =>
      (await table.query(allOf(keyOf.partnership(cycleId, '')))).map(parsePartnership),

    partnershipCount: (cycleId: string): Promise<number> =>
      table.howMany(allOf(keyOf.partnership(cycleId, ''))),

    /**
     * The partnership that a school is in now, as host or partner. This reads the cycle's partnerships (24 of them
     * are 10 read units) and sends one. So there is no second record to keep in sync and no moment when it is behind.
     */
    partnershipOf: async (cycleId: string, schoolId: string): Promise<Partnership | undefined> =>
      (await partnershipsWith(cycleId, schoolId)).find((partnership) => takesPart(partnership, schoolId)),

    /** Every partnership that a school is or was in, including ended ones, sorted by host ID. */
    partnershipsWith,

    /** A facilitator's partnerships, including ended ones, sorted by host ID. */
    partnershipsOfFacilitator: (cycleId: string, email: string): Promise<readonly Partnership[]> =>
      partnershipsWhere(cycleId, 'body.facilitator.email = :email', { ':email': { S: email } }),

    /** The data of the whole cycle's year of visits; empty if nothing was stored yet. */
    visitYear: async (cycleId: string): Promise<VisitYear> =>
      (await parsed(keyOf.visitYear(cycleId), parseVisitYear)) ?? emptyVisitYear(cycleId),

    commitVisitYear: ({ after, events }: Change<VisitYear, YearEvent>): Promise<CommitOutcome> =>
      commit(visitYearRecord(after, events), after.version),

    commitPartnership: ({ after, events }: Change<Partnership, PartnershipEvent>): Promise<CommitOutcome> =>
      commit(partnershipRecord(after, events), after.version),
  };
}
