import * as v from 'valibot';
import type { YearEvent } from '#domain/visits/events.ts';
import { emptyVisitYear, type VisitYear } from '#domain/visits/visit-year.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import {
  creationsSchema,
  type Exactly,
  entryOf,
  growing,
  list,
  maybe,
  number,
  subscriptionRenewed,
  text,
} from './parse-record.ts';

export const yearEvents = [
  v.object({ type: v.literal('day-lost') }),
  v.object({ type: v.literal('day-regained') }),
  v.object({ type: v.literal('days-off-set') }),
  v.object({ type: v.literal('coaching-booked'), session: number }),
  v.object({ type: v.literal('coaching-changed'), session: number }),
  v.object({ type: v.literal('coaching-cancelled'), session: number }),
  subscriptionRenewed,
] as const;

const whose = v.variant('kind', [
  v.object({ kind: v.literal('all') }),
  v.object({ kind: v.literal('region'), region: text }),
  v.object({ kind: v.literal('school'), school: text }),
]);

export const visitYearSchema = growing({
  version: number,
  cycleId: text,
  lostDays: list(v.object({ date: text, whose, reason: text })),
  daysOff: v.record(text, v.object({ weekdays: list(number), dates: list(text) })),
  coaching: list(
    v.object({
      number,
      sequence: number,
      title: text,
      date: text,
      start: text,
      durationMinutes: number,
      place: text,
      state: v.picklist(['booked', 'cancelled']),
    }),
  ),
  subscriptions: v.record(text, number),
  creations: maybe(creationsSchema),
  history: list(entryOf(yearEvents)),
});

export const visitYearRecords = aggregateRecord<VisitYear, YearEvent>(
  'visit-year',
  ({ cycleId }) => keyOf.visitYear(cycleId),
  visitYearSchema satisfies Exactly<VisitYear, typeof visitYearSchema>,
);

/** The data of each cycle's year of visits; empty if nothing was stored yet. */
export function openVisitYears(table: Table) {
  const years = openAggregates(table, visitYearRecords);
  return {
    visitYear: async (cycleId: string) =>
      (await years.one(keyOf.visitYear(cycleId))) ?? emptyVisitYear(cycleId),

    commitVisitYear: years.commit,
  };
}
