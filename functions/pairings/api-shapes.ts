import * as v from 'valibot';
import { partnership, staffMember } from '../../shared/api/shapes.ts';
import {
  count,
  flag,
  listOf,
  maybe,
  named,
  oneOf,
  said,
  text,
  texts,
  whole,
} from '../../shared/api/words.ts';
import { scoreParts } from '../../shared/domain/pairing/problem.ts';
import { rulingKinds } from '../../shared/domain/pairing/ruling.ts';
import { levels } from '../../shared/domain/school.ts';
import { clashSchema, moveSchema, rulingSchema } from '../../shared/store/pairing-schemas.ts';
import { rosterSchema } from '../../shared/store/schemas.ts';

const scenarioState = oneOf(['asked', 'proposed', 'impossible'], 'How far it is');
const host = text('The host, by its id');
const partner = text('The partner, by its id');
const points = whole('In points');
export const pair = { host, partner };

export const price = named(
  'Price',
  v.object({
    points: whole('What the whole plan loses, in points; negative where it gains'),
    places: whole('How many more partners are without a host'),
  }),
);
const score = v.object({ total: points, points: v.object(v.entriesFromList(scoreParts, points)) });

export const ruling = named('Ruling', rulingSchema);
export const rulingKind = oneOf(rulingKinds, 'Locked or forbidden');
export const rulings = said(
  named('Rulings', v.object(v.entriesFromList(rulingKinds, v.array(ruling)))),
  'Pairs that are locked or forbidden',
);
export const unkept = listOf(
  named(
    'UnkeptRuling',
    v.object({
      ...rulingSchema.entries,
      kind: rulingKind,
      isAt: maybe(text('Where the partner is instead')),
    }),
  ),
  'Those of them that the plan as it stands does not keep: it cannot be published',
);
export const clash = said(clashSchema, 'The rules that clash, and what would have to give');

const proposedPair = v.object({
  ...pair,
  score: said(score, 'By its parts'),
  reason: text('Why they fit'),
  runnerUp: maybe(said(v.object({ host, price }), 'The next best host, and what it would cost')),
});

/** A plan with all that defends it. */
export const plan = {
  total: whole('What the plan earns as it stands, in points'),
  best: whole('The most that any plan earns, in points'),
  pairs: listOf(
    named('ProposedPair', proposedPair),
    'Each pair: its score, why, and what the next best would cost',
  ),
  unplaced: texts('Partners without a host'),
  worst: maybe(said(v.object(pair), 'The pair that earns least')),
  blocking: listOf(
    v.object({ ...pair, score: points }),
    'Pairs of schools that would both earn more with each other',
  ),
  moves: listOf(named('Move', moveSchema), 'What directors moved, with the price of each'),
  rulings,
};

export const offer = v.object({
  host: v.nullable(host),
  score: maybe(whole('Of the new pair, in points')),
  alonePoints: whole('What the plan loses where nobody else moves, in points'),
  alonePlaces: whole('How many more partners are without a host then'),
  around: maybe(said(price, 'Where all others are placed anew around it')),
  isHere: flag('Whether it is there now'),
  others: maybe(listOf(v.omit(moveSchema, ['others', 'reason', 'by', 'at', 'pricePoints']), 'Who moves too')),
  whyNot: maybe(text('What stands in the way, in one word')),
});

const supply = v.object({
  hosts: count('How many hosts'),
  places: count('How many partners they can take'),
  partners: count('How many partners'),
});
const level = v.picklist(levels);
const supplyRow = named(
  'SupplyRow',
  v.object({
    name: text('For people'),
    area: maybe(text('The id of the focus area, in a row of one')),
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
  partners: count('How many ask for it'),
});

export const figures = named(
  'ScenarioFigures',
  v.object({
    id: v.string(),
    name: v.string(),
    state: scenarioState,
    selects: flag('Whether it chooses whom to admit'),
    askedBy: text('Who asked'),
    askedAt: v.string(),
    plan: maybe(
      v.object({
        total: points,
        worst: points,
        unplaced: count('How many partners are without a host'),
        moves: count('How many partners directors moved'),
      }),
    ),
  }),
);

export const facilitator = named(
  'Facilitator',
  v.object({ ...rosterSchema.entries.facilitators.wrapped.item.entries }),
);
export const freePlaces = count('How many more partners its host could take');

export const partnershipLine = named(
  'PartnershipLine',
  v.object({
    partnership,
    host,
    partners: texts('Its partners, by their ids'),
    facilitator: staffMember,
    state: oneOf(['active', 'ended'], 'Whether it goes on'),
    needsRepair: flag('Whether a school withdrew and nobody said how it goes on'),
    freePlaces,
  }),
);
