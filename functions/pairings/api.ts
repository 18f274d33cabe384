import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import { count, flag, listOf, maybe, named, oneOf, said, text, texts, whole } from '#api/schema.ts';
import { letters, version } from '#api/shapes.ts';
import { supplyStages } from '#domain/admission/supply.ts';
import { rulingKinds } from '#domain/pairing/scenario/rulings.ts';
import { scoreParts } from '#domain/program/program.ts';
import { levels } from '#domain/program/school.ts';
import type { RoutesOf } from '#routes.ts';
import { explanationsSchema } from '#store/explanations.ts';
import { currentRulingSchema, moveSchema, quotaSchema } from '#store/scenarios.ts';
import { afterwards, facilitator } from './api-partnerships.ts';
import { clash, host, id, name, pair, partner, points, requests, settings } from './api-requests.ts';
import { moveFields, pairFields, publicationFields, rulingFields, undoFields } from './forms.ts';

const overtaken = 'Someone else changed it first, or pairings are published; returns the current state';
const notThere = 'This proposal isn’t ready yet';
const assigned = said(
  v.record(v.string(), v.string()),
  'Each host’s ID with its facilitator’s email address',
);
const scenarioState = oneOf(['asked', 'proposed', 'impossible'], 'The proposal’s status');
const price = named(
  'Price',
  v.object({
    points: whole('The points the whole plan loses; negative if it gains'),
    places: whole('How many more partners have no host'),
  }),
);
const score = v.object({ total: points, points: v.object(v.entriesFromList(scoreParts, points)) });

const ruling = named('Ruling', currentRulingSchema);
const rulingKind = oneOf(rulingKinds, '`locks`: keep together; `bans`: keep apart');
const rulings = said(
  named('Rulings', v.object(v.entriesFromList(rulingKinds, v.array(ruling)))),
  'Keep-together and keep-apart rules',
);
const unkept = listOf(
  named(
    'UnkeptRuling',
    v.object({
      ...currentRulingSchema.entries,
      kind: rulingKind,
      isAt: maybe(text('The partner’s current host')),
    }),
  ),
  'Rules that the current plan doesn’t follow; they block publishing',
);
const proposedPair = v.object({
  ...pair,
  focus: maybe(text('The ID of the one focus area that the host works on')),
  score: said(score, 'The score and its parts'),
  reason: text('Why the schools fit'),
  runnerUp: maybe(said(v.object({ host, price }), 'The next-best host and its cost')),
});

/** A plan with its scores, reasons, and proof. */
const plan = {
  total: whole('The current plan’s score, in points'),
  best: whole('The highest possible score, in points'),
  pairs: listOf(named('ProposedPair', proposedPair), 'Each pair with its score, reason, and next-best host'),
  unplaced: texts('Partners without a host'),
  worst: maybe(said(v.object(pair), 'The lowest-scoring pair')),
  blocking: listOf(v.object({ ...pair, score: points }), 'Pairs that would both prefer each other'),
  moves: listOf(named('Move', moveSchema), 'Staff moves, each with its cost'),
  rulings,
};

const shortage = named(
  'Shortage',
  v.object({
    partner,
    funnel: said(
      v.object({
        offering: count('Hosts that offer one of its areas'),
        atLevel: count('Of these, near its grade level'),
        inReach: count('Of these, in reach'),
        allowed: count('Of these, allowed with it'),
        working: count('Of these, on an area and a level of it in this plan'),
        open: count('Of these, with an open place'),
      }),
      'How many hosts each rule leaves for it',
    ),
    competition: maybe(
      said(
        v.object({
          partners: texts('Partners that can’t all have a place'),
          hosts: listOf(
            v.object({
              host,
              places: count('Its places'),
              most: count('The most of these partners that it can take'),
              focusAreas: texts('The areas on which it could take any of them'),
            }),
            'Every host that could take one of them',
          ),
          places: count('The most of them that have a place at once'),
        }),
        'Who competes with it for too few places',
      ),
    ),
  }),
);

const offer = v.object({
  host: v.nullable(host),
  score: maybe(whole('The new pair’s score, in points')),
  isException: flag('Whether the pair shares no focus area although it must'),
  alonePoints: whole('The points the plan loses if no one else moves'),
  alonePlaces: whole('How many more partners would have no host'),
  around: maybe(said(price, 'The cost if everyone else is placed again')),
  isHere: flag('Whether this is the current host'),
  others: maybe(said(moveSchema.entries.others.wrapped, 'Other partners who move')),
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
const supplyTables = v.object({
  all: supplyRow,
  areas: v.array(supplyRow),
  regions: v.array(supplyRow),
});
const gap = v.object({
  area: v.object({ id: v.string(), name: v.string() }),
  level,
  region: maybe(v.string()),
  partners: count('The number of partners who asked for it'),
});

const figures = named(
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

const publication = v.object({
  id,
  version,
  changed: flag('Whether the plan changed since the user last saw it'),
  cycle: text('The cycle’s ID'),
  letters,
  withoutHost: texts('Accepted partners without a host in the plan'),
  withoutPartner: texts('Accepted hosts without a partner in the plan'),
  beforeDeadline: flag('Whether schools can still apply'),
  undecided: count('Number of submitted applications without a decision'),
  unconfirmed: texts('Paired schools that haven’t confirmed their places'),
});
const obstacles = v.object({
  notAccepted: texts('Paired schools that aren’t accepted yet'),
  rulingsNotKept: unkept,
  withoutFacilitator: texts('Hosts without a facilitator'),
});

export const operations = {
  pairing: {
    summary: 'Get supply and demand by focus area, and all proposals',
    query: { of: 'Which schools: `applied` (all applicants) or `accepted`' },
    answer: v.object({
      stage: oneOf(supplyStages, 'Which schools are counted'),
      supply: said(
        supplyTables,
        'Host places and partner requests by focus area and region, each by grade level',
      ),
      unconfirmed: listOf(
        v.object({
          reference: text('The application number'),
          schoolName: text('The school'),
          confirmBy: text('The last day to confirm'),
        }),
        'Accepted schools that haven’t confirmed their places',
      ),
      gaps: listOf(
        gap,
        'Focus areas that partners asked for without a host at their grade level or in their region',
      ),
      scenarios: listOf(figures, 'A summary of each proposal'),
      published: said(v.nullable(v.object({ id, name })), 'The published proposal, or null'),
    }),
  },
  comparison: {
    summary: 'Compare two proposals',
    query: { scenario: 'A proposal’s ID; give this parameter twice' },
    answer: v.object({
      scenarios: listOf(figures, 'A summary of each of the two'),
      differences: listOf(
        v.object({
          partner,
          hosts: listOf(v.nullable(host), 'Its host in each plan, or null'),
          isIn: listOf(v.boolean(), 'Whether each plan includes it'),
        }),
        'Partners placed differently',
      ),
      same: count('The number of partners placed the same'),
      rulings: listOf(
        v.object({
          ...pair,
          kind: rulingKind,
          reasons: listOf(v.nullable(v.string()), 'The reason in each plan, or null if the rule isn’t used'),
        }),
        'Keep-together and keep-apart rules used for either plan',
      ),
    }),
    problems: { 422: 'Select exactly two finished proposals' },
  },
  proposal: {
    summary: 'Get a proposal: each pair with its reason and next-best host, or why no plan is possible',
    query: {
      region: 'On the page: only partnerships with a school in this region',
      level: 'On the page: only partnerships with a school of this grade level',
      focus: 'On the page: only partnerships about this focus area',
      order: 'On the page: `hosts`, or `lowest` for the lowest-scoring pairs first',
    },
    answer: v.variant('state', [
      v.object({ id, name, version, settings, state: said(v.literal('asked'), 'The solver is running') }),
      v.object({
        ...{ id, name, version, settings, clash, rulings },
        state: said(v.literal('impossible'), 'No plan is possible'),
      }),
      v.object({
        ...{ id, name, version, settings, ...plan },
        state: said(v.literal('proposed'), 'The plan is ready'),
        rulingsPrice: said(
          v.nullable(price),
          'The cost of all rules for these schools; null if no plan can follow them',
        ),
        rulingsNotKept: unkept,
        quotas: listOf(
          v.object({ quota: quotaSchema, count: count('Schools of the plan that count for it') }),
          'The quotas, and how far the plan fills them',
        ),
        shortages: listOf(shortage, 'Why partners without a host have none, moves aside'),
        nextBests: said(
          explanationsSchema.entries.nextBests,
          'The next-best host of each partner and the next-best focus area of each host, with what the plan would lose',
        ),
        whyNots: said(
          explanationsSchema.entries.whyNots,
          'Why each school left out wasn’t chosen: what the plan would lose with it',
        ),
        remedies: said(
          v.nullable(explanationsSchema.entries.remedies),
          'What would give more partners a host; null until it’s computed, some seconds after the proposal',
        ),
      }),
    ]),
  },
  proofFile: {
    summary:
      'Download a proof file for `npm run check-pairing`: `hosts.csv`, `partners.csv`, `rules.json`, `locks.csv`, or `result.json`',
    files: ['text/csv', 'application/json'],
    problems: { 409: notThere },
  },
  replay: {
    summary: 'Recompute a proposal from its stored input and compare the results',
    answer: v.object({ same: said(v.literal(true), 'Always true; a different result is a problem') }),
    sendsTo: 'the proposal’s page',
    problems: { 409: 'The results don’t match' },
  },
  board: {
    summary: 'Get all hosts with their partners; with `partner`, the cost of each move',
    query: {
      partner: 'The ID of the partner to move',
      host: 'The ID of the host whose move the page shows (`-` for no host)',
      focus: 'The ID of the host whose focus area the page offers to change',
      q: 'Part of a school’s name; the page then shows only hosts with such a school',
    },
    answer: v.object({
      id,
      version,
      ...plan,
      withdrawn: texts('Schools in the plan that have withdrawn'),
      partner: maybe(said(partner, 'The partner to move')),
      offers: maybe(listOf(offer, 'Possible hosts, with cost, other moves, and obstacles')),
    }),
    problems: { 409: notThere },
  },
  movePartner: {
    summary: 'Move a partner to another host (`-` for no host); if it’s full, other partners move too',
    forms: { move: moveFields },
    answer: v.object({ partner, host: said(v.nullable(host), 'Its current host, or null'), version }),
    sendsTo: 'the Edit pairings page',
    problems: { 409: overtaken },
  },
  undoMove: {
    summary: 'Undo the last move',
    forms: { move: undoFields },
    answer: v.object({ version }),
    sendsTo: 'the Edit pairings page',
    problems: { 409: overtaken },
  },
  redoMove: {
    summary: 'Redo the move that was undone last',
    forms: { move: undoFields },
    answer: v.object({ version }),
    sendsTo: 'the Edit pairings page',
    problems: { 409: overtaken },
  },
  addRuling: {
    summary: 'Keep a pair together (`locks`) or apart (`bans`)',
    forms: { ruling: rulingFields },
    answer: v.object({ ...ruling.entries, kind: rulingKind, version }),
    sendsTo: 'the Edit pairings page',
    problems: { 409: overtaken },
  },
  liftRuling: {
    summary: 'Remove a rule from a pair',
    forms: { pair: pairFields },
    answer: v.object({ ...pair, version }),
    sendsTo: 'the Edit pairings page',
    problems: { 409: overtaken },
  },
  scenarioFacilitators: {
    summary: 'Get each partnership’s facilitator',
    answer: v.object({ id, version, facilitators: listOf(facilitator, 'All facilitators'), assigned }),
    problems: { 409: notThere },
  },
  assignFacilitators: {
    summary: 'Assign facilitators: `facilitator-` and each host’s ID, with a facilitator’s email address',
    answer: v.object({ assigned }),
    sendsTo: 'the proposal’s facilitators',
    problems: { 409: overtaken },
  },
  assignAllFacilitators: {
    summary: 'Assign facilitators evenly by region',
    answer: v.object({ assigned }),
    sendsTo: 'the proposal’s facilitators',
    problems: { 409: 'There are no facilitators, or pairings are published' },
  },
  publicationPage: {
    summary: 'Preview every email that publishing would send',
    answer: publication,
    problemsTell: { 409: v.partial(obstacles) },
    problems: { 409: 'This plan can’t be published yet; says why' },
  },
  publishPairing: {
    summary: 'Publish a proposal as the cycle’s pairings',
    forms: { publication: publicationFields },
    answer: v.object({ scenario: id, partnerships: texts('Each partnership’s host, by ID') }),
    problemsTell: { 409: v.partial(v.object({ ...publication.entries, ...obstacles.entries })) },
    sendsTo: 'the partnerships',
    problems: {
      409: 'Pairings are already published, the plan changed, or it can’t be published yet',
    },
  },
  ...requests,
  ...afterwards,
} satisfies Record<RoutesOf<'pairings'>, Operation>;
