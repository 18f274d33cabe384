import * as v from 'valibot';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { PairingProblem, Solution } from '#domain/pairing/problem.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import { focusRules, type ScoreWeights, scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { type AggregateRecord, openAggregates, recordOf, withVersion } from './aggregate-record.ts';
import { choiceCertificateSchema } from './choice-schema.ts';
import type { StoredRecord, Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import {
  type Exactly,
  entryOf,
  growing,
  list,
  maybe,
  number,
  type Parser,
  parseRecord,
  staffSchema,
  text,
} from './parse-record.ts';
import { schoolSchema } from './school-schema.ts';

export const scenarioEvents = [
  v.object({ type: v.literal('proposal-requested') }),
  v.object({ type: v.literal('pairing-proposed') }),
  v.object({ type: v.literal('pairing-impossible') }),
  v.object({ type: v.literal('partner-moved') }),
  v.object({ type: v.literal('move-undone') }),
  v.object({ type: v.literal('ruling-added') }),
  v.object({ type: v.literal('ruling-lifted') }),
  v.object({ type: v.literal('facilitator-assigned') }),
] as const;

const pair = v.object({ host: text, partner: text });
const rulingSchema = v.object({ ...pair.entries, reason: text });
const rulings = list(rulingSchema);
export const currentRulingSchema = v.object({ ...rulingSchema.entries, by: maybe(text), at: maybe(text) });
const currentRulings = list(currentRulingSchema);
const texts = list(text);

const entrant = {
  id: text,
  name: text,
  levels: list(v.picklist(levels)),
  region: text,
  location: schoolSchema.entries.location,
  focusAreas: texts,
  demographics: schoolSchema.entries.demographics,
};

const weights = v.object(v.entriesFromList(scoreParts, number)) satisfies Parser<ScoreWeights>;

export const pairingRulesSchema = v.object({
  weights,
  farthestKm: number,
  withinKm: maybe(number),
  neighboringLevels: number,
  mixesLevels: v.boolean(),
  focus: maybe(v.picklist(focusRules)),
  secondChoice: maybe(number),
});

export const exceptionSchema = v.object({ ...pair.entries, reason: text, pricePoints: number });

const hosts = list(
  v.object({ ...entrant, capacity: number, takes: maybe(v.picklist(levels)), focus: maybe(text) }),
);

const problemSchema = v.object({
  hosts,
  partners: list(v.object(entrant)),
  rules: pairingRulesSchema,
  locks: rulings,
  bans: rulings,
  exceptions: maybe(list(exceptionSchema)),
  leastScore: maybe(number),
}) satisfies Parser<PairingProblem>;

const solutionSchema = v.object({
  pairing: v.object({ pairs: list(pair), unplaced: texts }),
  total: number,
  cost: number,
  certificate: v.object({
    unplacedCost: number,
    partnerPrices: v.record(text, number),
    hostPrices: v.record(text, number),
  }),
}) satisfies Parser<Solution>;

export const targetsSchema = v.object({ host: number, partner: maybe(number) });

export const quotaSchema = v.object({
  region: maybe(text),
  level: maybe(v.picklist(levels)),
  role: maybe(v.picklist(['host', 'partner'])),
  atLeast: number,
});

const chosenAmong = {
  selects: v.literal(true),
  selection: v.object({
    accepted: texts,
    quality: v.object({ host: v.record(text, number), partner: v.record(text, number) }),
    targets: targetsSchema,
    quotas: list(quotaSchema),
    usesEveryPlace: v.boolean(),
  }),
};
const moved = { partner: text, from: maybe(text), to: maybe(text) };
export const moveSchema = v.object({
  ...moved,
  others: maybe(list(v.object(moved))),
  reason: text,
  by: text,
  at: text,
  pricePoints: number,
});
const accepted = { selects: v.literal(false) };

export const hostRuleSchema = v.variant('kind', [
  v.object({ kind: v.literal('places'), host: text, places: number, reason: text }),
  v.object({ kind: v.literal('focus'), host: text, focus: text, reason: text }),
]);

const asked = {
  version: number,
  id: text,
  cycleId: text,
  name: text,
  problem: problemSchema,
  hostRules: maybe(list(hostRuleSchema)),
  waitlistedHosts: maybe(hosts),
  askedBy: staffSchema,
  askedAt: text,
  history: list(entryOf(scenarioEvents)),
  state: v.literal('asked'),
};
const answered = {
  ...asked,
  answeredAt: text,
  rulings: v.object({ locks: currentRulings, bans: currentRulings }),
};
const proposed = {
  ...answered,
  state: v.literal('proposed'),
  solution: solutionSchema,
  choice: maybe(
    v.object({
      chosen: problemSchema,
      points: number,
      bound: number,
      gap: number,
      certificate: maybe(choiceCertificateSchema),
    }),
  ),
  moves: list(moveSchema),
  undone: maybe(list(moveSchema)),
  facilitators: v.record(text, text),
};
export const clashSchema = v.object({ rules: texts, relaxations: texts });
const impossible = {
  ...answered,
  state: v.literal('impossible'),
  clash: clashSchema,
};

export const scenarioSchema = v.variant('state', [
  v.variant('selects', [growing({ ...asked, ...accepted }), growing({ ...asked, ...chosenAmong })]),
  v.variant('selects', [growing({ ...proposed, ...accepted }), growing({ ...proposed, ...chosenAmong })]),
  v.variant('selects', [growing({ ...impossible, ...accepted }), growing({ ...impossible, ...chosenAmong })]),
]);

/**
 * How pairing records are stored. A record can have 400 kB. A scenario's problem and solution are compressed to about
 * 130 bytes per school, so 254 applications fit ten times over. A published pairing takes about 500 bytes per school.
 */

/** Loaded on first use: every function with a store includes this file, but few calls read a scenario. */
const zlib = () => process.getBuiltinModule('node:zlib');

/** What grows with the number of schools, as one text: JSON, compressed, in base64. */
export const pack = (parts: object): string => zlib().gzipSync(JSON.stringify(parts)).toString('base64');

const unpack = (packed: string): unknown =>
  JSON.parse(zlib().gunzipSync(Buffer.from(packed, 'base64')).toString());

/** `state` is stored next to the body, so that the solver's stream mapping can filter by it. */
function scenarioRecord(scenario: Scenario, events: readonly ScenarioEvent[]): StoredRecord {
  const { problem, waitlistedHosts, ...rest } = scenario;
  const asked = { problem, ...(waitlistedHosts && { waitlistedHosts }) };
  const key = keyOf.scenario(scenario.cycleId, scenario.id);
  if (rest.state !== 'proposed')
    return { ...recordOf('scenario', key, rest, events), state: rest.state, packed: pack(asked) };
  const { solution, choice, ...proposed } = rest;
  return {
    ...recordOf('scenario', key, proposed, events),
    state: rest.state,
    packed: pack({ ...asked, solution, ...(choice && { choice }) }),
  };
}

export const packedRecord = v.looseObject({
  packed: v.pipe(v.string(), v.transform(unpack), v.looseObject({})),
});

function parseScenario(record: StoredRecord): Scenario {
  const { packed } = parseRecord(packedRecord, record);
  const schema = scenarioSchema satisfies Exactly<Scenario, typeof scenarioSchema>;
  return parseRecord(schema, record, { ...withVersion(record), ...packed });
}

export const scenarioRecords: AggregateRecord<Scenario, ScenarioEvent> = {
  record: scenarioRecord,
  parse: parseScenario,
};

/** The scenarios in a table. */
export function openScenarios(table: Table) {
  const scenarios = openAggregates(table, scenarioRecords);
  return {
    scenario: (cycleId: string, id: string) => scenarios.one(keyOf.scenario(cycleId, id)),

    /** All scenarios of a cycle, newest first. */
    scenarios: async (cycleId: string) =>
      (await scenarios.all(keyOf.scenario(cycleId, ''))).toSorted((a, b) => (a.askedAt > b.askedAt ? -1 : 1)),

    commitScenario: scenarios.commit,
  };
}
