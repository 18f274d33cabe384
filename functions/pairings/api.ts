import * as v from 'valibot';
import { letters } from '../../shared/api/letter-shapes.ts';
import type { Operation } from '../../shared/api/operation.ts';
import { version } from '../../shared/api/shapes.ts';
import { count, flag, listOf, maybe, oneOf, said, text, texts } from '../../shared/api/words.ts';
import { supplyStages } from '../../shared/domain/supply.ts';
import type { RoutesOf } from '../routes.ts';
import { afterwards } from './api-partnerships.ts';
import {
  clash,
  facilitator,
  figures,
  gap,
  offer,
  pair,
  plan,
  price,
  ruling,
  rulingKind,
  rulings,
  supplyTables,
  unkept,
} from './api-shapes.ts';
import { askFields, moveFields, pairFields, publicationFields, rulingFields } from './forms.ts';

const unknown = 'There is no such proposal';
const overtaken = 'Somebody else was faster, or nothing can be changed any more: what stands now is told';
const notThere = 'There is no proposal yet';
const id = text('The id of the proposal');
const name = text('Its name');
const host = text('The host, by its id');
const partner = text('The partner, by its id');
const assigned = said(v.record(v.string(), v.string()), 'The address for each host, by its id');
const publication = v.object({
  id,
  version,
  changed: flag('Whether it changed since it was looked at'),
  cycle: text('The id of the cycle'),
  letters,
  withoutHost: texts('Accepted partners that have no host in the plan'),
  withoutPartner: texts('Accepted hosts that have no partner in the plan'),
});
const obstacles = v.object({
  notAccepted: texts('Schools in the plan that are not accepted'),
  rulingsNotKept: unkept,
  withoutFacilitator: texts('Hosts without a facilitator'),
});

export const operations = {
  pairing: {
    summary: 'What hosts offer and partners ask for, and the proposals so far',
    session: 'staff',
    query: { of: 'Whose: `applied`, those in the running, or `accepted`' },
    answer: v.object({
      stage: oneOf(supplyStages, 'Whose schools are counted'),
      supply: said(
        supplyTables,
        'Places at hosts and partners who ask, by focus area and region, each by level',
      ),
      gaps: listOf(
        gap,
        'Focus areas that are asked for and that no host of the level, or of the region, offers',
      ),
      scenarios: listOf(figures, 'One line for each proposal'),
      published: said(v.nullable(v.object({ id, name })), 'The proposal that is published, or null'),
    }),
  },
  askForProposal: {
    summary: 'Ask for the best pairing of the accepted schools, or for whom to admit as well',
    session: 'staff',
    forms: { asking: askFields },
    answer: v.object({ scenario: id, name }),
    sendsTo: 'the page of the proposal',
  },
  comparison: {
    summary: 'Two proposals side by side',
    session: 'staff',
    query: { scenario: 'The id of a proposal; twice' },
    answer: v.object({
      scenarios: listOf(figures, 'One line for each of the two'),
      differences: listOf(
        v.object({
          partner,
          hosts: listOf(v.nullable(host), 'Its host in each, or null'),
          isIn: listOf(v.boolean(), 'Whether each admits it'),
        }),
        'Each partner that they place differently',
      ),
      same: count('How many they place alike'),
      rulings: listOf(
        v.object({
          ...pair,
          kind: rulingKind,
          reasons: listOf(v.nullable(v.string()), 'Why in each, or null where it does not'),
        }),
        'Each pair that one of them had to keep together or apart',
      ),
    }),
    problems: { 422: 'Not two proposals are named' },
  },
  proposal: {
    summary: 'A proposal: every pair with its reason and its runner-up, or why there can be none',
    session: 'staff',
    answer: v.variant('state', [
      v.object({ id, name, version, state: said(v.literal('asked'), 'The solver is at work') }),
      v.object({
        ...{ id, name, version, clash, rulings },
        state: said(v.literal('impossible'), 'No plan can be'),
      }),
      v.object({
        ...{ id, name, version, ...plan },
        state: said(v.literal('proposed'), 'There is a plan'),
        rulingsPrice: said(
          v.nullable(price),
          'What all rulings cost the best plan of these schools; null where no plan keeps them',
        ),
        rulingsNotKept: unkept,
      }),
    ]),
    problems: { 404: unknown },
  },
  proofFile: {
    summary:
      'What proves a proposal the best, for `npm run check-pairing`: `hosts.csv`, `partners.csv`, `rules.json`, `locks.csv`, `result.json`',
    session: 'staff',
    problems: { 404: unknown, 409: notThere },
  },
  replay: {
    summary: 'Compute a proposal again from its stored input, and say whether the result is the same',
    session: 'staff',
    answer: v.object({ same: said(v.literal(true), 'That it is') }),
    sendsTo: 'the page of the proposal',
    problems: { 404: unknown, 409: 'The result is not the same' },
  },
  board: {
    summary: 'All hosts with their partners; with a partner, what each move of it would cost',
    session: 'staff',
    query: { partner: 'The partner that is to be moved' },
    answer: v.object({
      id,
      version,
      ...plan,
      withdrawn: texts('Schools of the plan that withdrew meanwhile'),
      partner: maybe(said(partner, 'The partner that was asked for')),
      offers: maybe(
        listOf(
          offer,
          'Where it could go, what that costs the whole plan, who else moves, and what stands in the way',
        ),
      ),
    }),
    problems: { 404: unknown, 409: notThere },
  },
  movePartner: {
    summary: 'Move a partner to another host, or with `-` to none; into a full one with those who make room',
    session: 'staff',
    forms: { move: moveFields },
    answer: v.object({ partner, host: said(v.nullable(host), 'Its host now, or null'), version }),
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  undoMove: {
    summary: 'Take the last move back',
    session: 'staff',
    answer: v.object({ version }),
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  addRuling: {
    summary: 'Lock a pair (`locks`) or forbid it (`bans`)',
    session: 'staff',
    forms: { ruling: rulingFields },
    answer: v.object({ ...ruling.entries, kind: rulingKind, version }),
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  liftRuling: {
    summary: 'Take a lock or ban off a pair',
    session: 'staff',
    forms: { pair: pairFields },
    answer: v.object({ ...pair, version }),
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  askAround: {
    summary: 'Ask again around what was locked and forbidden; the new proposal stands beside this one',
    session: 'staff',
    answer: v.object({ scenario: id, name }),
    sendsTo: 'the page of the new proposal',
    problems: { 404: unknown, 409: 'Nothing was ruled since' },
  },
  scenarioFacilitators: {
    summary: 'Who goes with which partnership',
    session: 'staff',
    answer: v.object({ id, version, facilitators: listOf(facilitator, 'The roster'), assigned }),
    problems: { 404: unknown, 409: notThere },
  },
  assignFacilitators: {
    summary:
      'Save who goes with whom: `facilitator-` and the id of a host, each with an address of the roster',
    session: 'staff',
    answer: v.object({ assigned }),
    sendsTo: 'the facilitators of the proposal',
    problems: { 404: unknown, 409: overtaken },
  },
  assignAllFacilitators: {
    summary: 'Share partnerships out evenly, by region',
    session: 'staff',
    answer: v.object({ assigned }),
    sendsTo: 'the facilitators of the proposal',
    problems: { 404: unknown, 409: 'There is no facilitator, or a pairing is published' },
  },
  publicationPage: {
    summary: 'Every letter that publishing would send',
    session: 'staff',
    answer: publication,
    problemsTell: { 409: v.partial(obstacles) },
    problems: { 404: unknown, 409: 'Something stands in the way, and what' },
  },
  publishPairing: {
    summary: 'Publish a proposal as the pairing of its cycle',
    session: 'staff',
    forms: { publication: publicationFields },
    answer: v.object({ scenario: id, partnerships: texts('The host of each partnership') }),
    problemsTell: { 409: v.partial(v.object({ ...publication.entries, ...obstacles.entries })) },
    sendsTo: 'the partnerships',
    problems: {
      404: unknown,
      409: 'Another was published, the plan changed, or something stands in the way',
    },
  },
  ...afterwards,
} satisfies Record<RoutesOf<'pairings'>, Operation>;
