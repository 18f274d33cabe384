import * as v from 'valibot';
import { emptyRoster, type Roster } from '#domain/admission/roster.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import { creationsSchema, type Exactly, growing, list, maybe, text } from './parse-record.ts';

const storedConflict = v.object({ email: text, schoolId: text, by: text });

export const rosterSchema = v.pipe(
  growing({
    version: v.number(),
    cycleId: text,
    reviewers: list(v.object({ email: text, name: text, conflicts: list(text) })),
    // Rosters of earlier versions have none of these, and keep conflicts with the reviewers who declared them.
    facilitators: v.optional(list(v.object({ email: text, name: text, regions: list(text) })), []),
    conflicts: v.optional(list(storedConflict)),
    recusals: v.optional(list(v.object({ email: text, schoolId: text })), []),
    leaves: maybe(list(v.object({ email: text, from: text, to: text }))),
    creations: maybe(creationsSchema),
  }),
  v.transform(({ reviewers, conflicts, ...rest }) => ({
    ...rest,
    reviewers: reviewers.map(({ email, name }) => ({ email, name })),
    conflicts:
      conflicts ??
      reviewers.flatMap(({ email, conflicts: declared }) =>
        declared.map((schoolId) => ({ email, schoolId, by: email })),
      ),
  })),
);

export const rosterRecords = aggregateRecord<Roster, never>(
  'roster',
  ({ cycleId }) => keyOf.roster(cycleId),
  rosterSchema satisfies Exactly<Roster, typeof rosterSchema>,
);

/** Reviewers are also stored with their conflicts: during a deployment, the previous release reads them there. */
export function withConflicts(roster: Roster): Roster {
  const conflictsOf = (email: string) =>
    roster.conflicts.flatMap((one) => (one.email === email ? [one.schoolId] : []));
  const reviewers = roster.reviewers.map((one) => ({ ...one, conflicts: conflictsOf(one.email) }));
  return { ...roster, reviewers };
}

/** The rosters in a table, one for each cycle; empty if nothing was stored yet. */
export function openRosters(table: Table) {
  const rosters = openAggregates(table, rosterRecords);
  return {
    roster: async (cycleId: string) => (await rosters.one(keyOf.roster(cycleId))) ?? emptyRoster(cycleId),

    commitRoster: (roster: Roster) => rosters.commit({ after: withConflicts(roster), events: [] }),
  };
}
