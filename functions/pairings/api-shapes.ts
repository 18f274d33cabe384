import * as v from 'valibot';
import { count, flag, listOf, maybe, named, oneOf, said, text, texts, whole } from '#api/schema.ts';
import { partnership, staffMember } from '#api/shapes.ts';
import { rulingKinds } from '#domain/pairing/scenario/rulings.ts';
import { scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import { rosterSchema } from '#store/application-schema.ts';
import { clashSchema, moveSchema, rulingSchema } from '#store/scenario-schema.ts';

const scenarioState = oneOf(['asked', 'proposed', 'impossible'], 'The proposal’s status');
const host = text('The host’s ID');
const partner = text('The partner’s ID');
const points = whole('In points');
export const pair = { host, partner };

export const price = named(
  'Price',
  v.object({
    points: whole('The points the whole plan loses; negative if it gains'),
    places: whole('How many more partners have no host'),
  }),
);
const score = v.object({ total: points, points: v.object(v.entriesFromList(scoreParts, points)) });

export const ruling = named('Ruling', rulingSchema);
export const rulingKind = oneOf(rulingKinds, '`locks`: keep together; `bans`: keep apart');
export const rulings = said(
  named('Rulings', v.object(v.entriesFromList(rulingKinds, v.array(ruling)))),
  'Keep-together and keep-apart rules',
);
export const unkept = listOf(
  named(
    'UnkeptRuling',
    v.object({
      ...rulingSchema.entries,
      kind: rulingKind,
      isAt: maybe(text('The partner’s current host')),
    }),
  ),
  'Rules that the current plan doesn’t follow; they block publishing',
);
export const clash = said(clashSchema, 'The rules that conflict, and what you could change');

const proposedPair = v.object({
  ...pair,
  score: said(score, 'The score and its parts'),
  reason: text('Why the schools fit'),
  runnerUp: maybe(said(v.object({ host, price }), 'The next-best host and its cost')),
});

/** A plan with its scores, reasons, and proof. */
export const plan = {
  total: whole('The current plan’s score, in points'),
  best: whole('The highest possible score, in points'),
  pairs: listOf(named('ProposedPair', proposedPair), 'Each pair with its score, reason, and next-best host'),
  unplaced: texts('Partners without a host'),
  worst: maybe(said(v.object(pair), 'The lowest-scoring pair')),
  blocking: listOf(v.object({ ...pair, score: points }), 'Pairs that would both prefer each other'),
  moves: listOf(named('Move', moveSchema), 'Staff moves, each with its cost'),
  rulings,
};

export const offer = v.object({
  host: v.nullable(host),
  score: maybe(whole('The new pair’s score, in points')),
  alonePoints: whole('The points the plan loses if no one else moves'),
  alonePlaces: whole('How many more partners would have no host'),
  around: maybe(said(price, 'The cost if everyone else is placed again')),
  isHere: flag('Whether this is the current host'),
  others: maybe(
    listOf(v.omit(moveSchema, ['others', 'reason', 'by', 'at', 'pricePoints']), 'Other partners who move'),
  ),
  whyNot: maybe(text('Why the move isn’t possible, as a code')),
});

const supply = v.object({
  hosts: count('The number of hosts'),
  places: count('The number of places at these hosts'),
  partners: count('The number of partners'),
});
const level = v.picklist(levels);
const supplyRow = named(
  'SupplyRow',
  v.object({
    name: text('The displayed name'),
    area: maybe(text('The focus area’s ID, in rows by focus area')),
    total: supply,
    byLevel: v.array(v.object({ level, ...supply.entries })),
  }),
);
export const supplyTables = v.object({
  all: supplyRow,
  areas: v.array(supplyRow),
  regions: v.array(supplyRow),
});
export const gap = v.object({
  area: v.object({ id: v.string(), name: v.string() }),
  level,
  region: maybe(v.string()),
  partners: count('The number of partners who asked for it'),
});

export const figures = named(
  'ScenarioFigures',
  v.object({
    id: v.string(),
    name: v.string(),
    state: scenarioState,
    selects: flag('Whether it also chooses which schools to accept'),
    askedBy: text('The name of the person who requested it'),
    askedAt: v.string(),
    plan: maybe(
      v.object({
        total: points,
        worst: points,
        unplaced: count('The number of partners without a host'),
        moves: count('The number of staff moves'),
      }),
    ),
  }),
);

export const facilitator = named(
  'Facilitator',
  v.object({ ...rosterSchema.entries.facilitators.wrapped.item.entries }),
);
export const freePlaces = count('The number of open places');

export const partnershipLine = named(
  'PartnershipLine',
  v.object({
    partnership,
    host,
    partners: texts('Its partners, by ID'),
    facilitator: staffMember,
    state: oneOf(['active', 'ended'], 'Whether it’s active'),
    needsRepair: flag('Whether a school withdrew and a director still has to decide what happens'),
    freePlaces,
  }),
);
