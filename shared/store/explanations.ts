import * as v from 'valibot';
import type { Explanations } from '#domain/pairing/explain/exact.ts';
import { levels } from '#domain/program/school.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import { type Exactly, list, maybe, number, parseRecord, text } from './parse-record.ts';
import { pack, packedRecord } from './scenarios.ts';

const role = v.picklist(['host', 'partner']);
const price = v.object({ points: number, places: number });
const chosenSchools = list(v.object({ school: text, role }));
const change = v.object({
  moved: list(v.object({ partner: text, from: maybe(text), to: maybe(text) })),
  refocused: list(v.object({ host: text, from: maybe(text), to: maybe(text) })),
  enter: chosenSchools,
  leave: chosenSchools,
});

/** What is computed about a proposal after it was made. */
export const explanationsSchema = v.object({
  isComplete: v.boolean(),
  remedies: list(
    v.object({
      remedy: v.variant('kind', [
        v.object({ kind: v.literal('exception'), host: text, partner: text }),
        v.object({ kind: v.literal('one-more-place'), host: text }),
        v.object({ kind: v.literal('accept-host'), host: text }),
      ]),
      placesGained: number,
      pointsGained: number,
      helped: list(text),
      change,
    }),
  ),
  nextBests: v.object({
    certainty: v.picklist(['exact', 'at-most']),
    partners: list(
      v.object({ partner: text, host: maybe(text), focus: maybe(text), loss: price, change: maybe(change) }),
    ),
    hosts: list(v.object({ host: text, focus: maybe(text), loss: price, change: maybe(change) })),
  }),
  whyNots: list(
    v.object({
      school: text,
      role,
      atLeastPoints: maybe(number),
      quotas: list(
        v.object({
          quota: v.object({
            region: maybe(text),
            level: maybe(v.picklist(levels)),
            role: maybe(role),
            atLeast: number,
          }),
          pricePoints: number,
        }),
      ),
      exact: maybe(v.object({ points: maybe(number), change: maybe(change) })),
    }),
  ),
  rulings: v.object({
    all: maybe(price),
    each: list(
      v.object({ kind: v.picklist(['locks', 'bans']), host: text, partner: text, cost: maybe(price) }),
    ),
  }),
});

/**
 * Explanations have a record of their own, next to their proposal’s. Compressed, they take about 100 bytes per school
 * that was not chosen and 200 per pair.
 */
export function openExplanations(table: Table) {
  return {
    /**
     * The exact costs, remedies, and answers to “Why not us?” of a proposal. Undefined until the solver has computed
     * them, some seconds after the proposal: show `nextBestsAtMost`, `whyNots`, and `shortagesIn` until then.
     */
    explanations: async (cycleId: string, scenarioId: string): Promise<Explanations | undefined> => {
      const record = await table.get(keyOf.explanations(cycleId, scenarioId));
      return record && parseExplanations(record);
    },

    /** A proposal never changes, so a second write is the same as the first. */
    saveExplanations: async (
      cycleId: string,
      scenarioId: string,
      explanations: Explanations,
    ): Promise<void> => {
      const key = keyOf.explanations(cycleId, scenarioId);
      await table.put({ ...key, type: 'explanations', packed: pack(explanations) });
    },
  };
}

function parseExplanations(record: StoredRecord): Explanations {
  const schema = explanationsSchema satisfies Exactly<Explanations, typeof explanationsSchema>;
  return parseRecord(schema, record, parseRecord(packedRecord, record).packed);
}
