import * as v from 'valibot';
import type { PairingProblem, Solution } from '../domain/pairing/problem.ts';
import type { Scenario } from '../domain/pairing/scenario/scenario.ts';
import type { Partnership, PublishedPairing } from '../domain/partnership/partnership.ts';
import { type ScoreWeights, scoreParts } from '../domain/program/program.ts';
import { levels } from '../domain/program/school.ts';
import { applicantSchema, historySchema, schoolSchema } from './schemas.ts';
import { arcSchema, visitSchema } from './visit-schemas.ts';

/** The only parser of stored scenarios, the published pairing, and partnerships. */
type Parser<T> = v.GenericSchema<unknown, T>;

const text = v.string();
const number = v.number();
const list = <const S extends v.GenericSchema>(schema: S) => v.array(schema);
const maybe = v.exactOptional;
const staff = v.object({ email: text, name: text });
const pair = v.object({ host: text, partner: text });
export const rulingSchema = v.object({ host: text, partner: text, reason: text });
const rulings = list(rulingSchema);
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

const problemSchema = v.object({
  hosts: list(v.object({ ...entrant, capacity: number, takes: maybe(v.picklist(levels)) })),
  partners: list(v.object(entrant)),
  rules: v.object({
    weights,
    farthestKm: number,
    withinKm: maybe(number),
    neighboringLevels: number,
    mixesLevels: v.boolean(),
  }),
  locks: rulings,
  bans: rulings,
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

const chosenAmong = {
  selects: v.literal(true),
  selection: v.object({
    accepted: texts,
    quality: v.object({ host: v.record(text, number), partner: v.record(text, number) }),
    targets: v.object({ host: number, partner: maybe(number) }),
    quotas: list(
      v.object({
        region: maybe(text),
        level: maybe(v.picklist(levels)),
        role: maybe(v.picklist(['host', 'partner'])),
        atLeast: number,
      }),
    ),
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

const asked = {
  version: number,
  id: text,
  cycleId: text,
  name: text,
  problem: problemSchema,
  askedBy: staff,
  askedAt: text,
  history: historySchema,
  state: v.literal('asked'),
};
const answered = {
  ...asked,
  answeredAt: text,
  rulings: v.object({ locks: rulings, bans: rulings }),
};
const proposed = {
  ...answered,
  state: v.literal('proposed'),
  solution: solutionSchema,
  choice: maybe(v.object({ chosen: problemSchema, points: number, bound: number, gap: number })),
  moves: list(moveSchema),
  facilitators: v.record(text, text),
};
export const clashSchema = v.object({ rules: texts, relaxations: texts });
const impossible = {
  ...answered,
  state: v.literal('impossible'),
  clash: clashSchema,
};

export const scenarioSchema = v.variant('state', [
  v.variant('selects', [v.object({ ...asked, ...accepted }), v.object({ ...asked, ...chosenAmong })]),
  v.variant('selects', [v.object({ ...proposed, ...accepted }), v.object({ ...proposed, ...chosenAmong })]),
  v.variant('selects', [
    v.object({ ...impossible, ...accepted }),
    v.object({ ...impossible, ...chosenAmong }),
  ]),
]) satisfies Parser<Scenario>;

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

export const publishedSchema = v.object({
  version: number,
  cycleId: text,
  scenario: v.object({ id: text, name: text }),
  publishedBy: staff,
  publishedAt: text,
  partnerships: list(v.object(planned)),
  history: historySchema,
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
  history: historySchema,
};

export const partnershipSchema = v.variant('state', [
  v.object({ ...partnership, state: v.literal('active') }),
  v.object({ ...partnership, state: v.literal('ended'), endedAt: text }),
]) satisfies Parser<Partnership>;
