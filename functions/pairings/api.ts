import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import { afterwards } from './api-partnerships.ts';
import { askFields, moveFields, pairFields, publicationFields, rulingFields } from './forms.ts';

const unknown = 'There is no such proposal';
const overtaken = 'Somebody else was faster, or nothing can be changed any more: what stands now is told';
const notThere = 'There is no proposal yet';
const version = 'Raised with every change';
const points = 'in points';

export const operations = {
  pairing: {
    summary: 'What hosts offer and partners ask for, and the proposals so far',
    session: 'staff',
    query: { of: 'Whose: `applied`, those in the running, or `accepted`' },
    answer: {
      stage: 'Whose schools are counted: `applied` or `accepted`',
      supply: 'Places at hosts and partners who ask, by focus area and region, each by level',
      gaps: 'Focus areas that are asked for and that no host of the level, or of the region, offers',
      scenarios: 'One line for each proposal',
      published: 'The proposal that is published, or null',
    },
  },
  askForProposal: {
    summary: 'Ask for the best pairing of the accepted schools, or for whom to admit as well',
    session: 'staff',
    forms: { asking: askFields },
    answer: { scenario: 'The id of the proposal', name: 'Its name' },
    sendsTo: 'the page of the proposal',
  },
  comparison: {
    summary: 'Two proposals side by side',
    session: 'staff',
    query: { scenario: 'The id of a proposal; twice' },
    answer: {
      scenarios: 'One line for each of the two',
      differences: 'Each partner that they place differently',
      same: 'How many they place alike',
      rulings: 'Each pair that one of them had to keep together or apart, and why in each',
    },
    problems: { 422: 'Not two proposals are named' },
  },
  proposal: {
    summary: 'A proposal: every pair with its reason and its runner-up, or why there can be none',
    session: 'staff',
    answer: {
      id: 'The id',
      name: 'The name',
      state: '`asked`, `proposed` or `impossible`',
      version,
      total: `What the plan earns as it stands, ${points}`,
      best: `The most that any plan earns, ${points}`,
      pairs: 'Each pair: its score by parts, why, and what the next best would cost',
      unplaced: 'Partners without a host',
      worst: 'The pair that earns least',
      blocking: 'Pairs of schools that would both earn more with each other',
      moves: 'What directors moved, with the price of each',
      rulings: 'Pairs that are locked or forbidden',
      rulingsPrice:
        'What all of them cost the best plan of these schools: points, and partners that lose their place',
      rulingsNotKept: 'Those of them that the plan as it stands does not keep: it cannot be published',
      clash: 'Where no plan can be: the rules that clash, and what would have to give',
    },
    problems: { 404: unknown },
  },
  proofFile: {
    summary:
      'What proves a proposal the best, for `npm run check-pairing`: `hosts.csv`, `partners.csv`, `rules.json`, `locks.csv`, `result.json`',
    session: 'staff',
    answer: {},
    problems: { 404: unknown, 409: notThere },
  },
  replay: {
    summary: 'Compute a proposal again from its stored input, and say whether the result is the same',
    session: 'staff',
    answer: { same: 'Whether it is' },
    sendsTo: 'the page of the proposal',
    problems: { 404: unknown, 409: 'The result is not the same' },
  },
  board: {
    summary: 'All hosts with their partners; with a partner, what each move of it would cost',
    session: 'staff',
    query: { partner: 'The partner that is to be moved' },
    answer: {
      id: 'The id',
      version,
      pairs: 'Each pair',
      unplaced: 'Partners without a host',
      partner: 'The partner that was asked for',
      offers: 'Where it could go, what that costs the whole plan, who else moves, and what stands in the way',
    },
    problems: { 404: unknown, 409: notThere },
  },
  movePartner: {
    summary: 'Move a partner to another host, or with `-` to none; into a full one with those who make room',
    session: 'staff',
    forms: { move: moveFields },
    answer: { partner: 'The partner', host: 'Its host now, or null', version },
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  undoMove: {
    summary: 'Take the last move back',
    session: 'staff',
    answer: { version },
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  addRuling: {
    summary: 'Lock a pair (`locks`) or forbid it (`bans`)',
    session: 'staff',
    forms: { ruling: rulingFields },
    answer: { kind: '`locks` or `bans`', host: 'The host', partner: 'The partner', reason: 'Why', version },
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  liftRuling: {
    summary: 'Take a lock or ban off a pair',
    session: 'staff',
    forms: { pair: pairFields },
    answer: { host: 'The host', partner: 'The partner', version },
    sendsTo: 'the board',
    problems: { 404: unknown, 409: overtaken },
  },
  askAround: {
    summary: 'Ask again around what was locked and forbidden; the new proposal stands beside this one',
    session: 'staff',
    answer: { scenario: 'The id of the new proposal', name: 'Its name' },
    sendsTo: 'the page of the new proposal',
    problems: { 404: unknown, 409: 'Nothing was ruled since' },
  },
  scenarioFacilitators: {
    summary: 'Who goes with which partnership',
    session: 'staff',
    answer: { id: 'The id', version, facilitators: 'The roster', assigned: 'The address for each host' },
    problems: { 404: unknown, 409: notThere },
  },
  assignFacilitators: {
    summary:
      'Save who goes with whom: `facilitator-` and the id of a host, each with an address of the roster',
    session: 'staff',
    answer: { assigned: 'The address for each host' },
    sendsTo: 'the facilitators of the proposal',
    problems: { 404: unknown, 409: overtaken },
  },
  assignAllFacilitators: {
    summary: 'Share partnerships out evenly, by region',
    session: 'staff',
    answer: { assigned: 'The address for each host' },
    sendsTo: 'the facilitators of the proposal',
    problems: { 404: unknown, 409: 'There is no facilitator, or a pairing is published' },
  },
  publicationPage: {
    summary: 'Every letter that publishing would send',
    session: 'staff',
    answer: { id: 'The id', version, letters: 'The letters as they would be sent' },
    problems: { 404: unknown, 409: 'Something stands in the way, and what' },
  },
  publishPairing: {
    summary: 'Publish a proposal as the pairing of its cycle',
    session: 'staff',
    forms: { publication: publicationFields },
    answer: { scenario: 'The id of the proposal', partnerships: 'The host of each partnership' },
    sendsTo: 'the partnerships',
    problems: {
      404: unknown,
      409: 'Another was published, the plan changed, or something stands in the way',
    },
  },
  ...afterwards,
} satisfies Record<RoutesOf<'pairings'>, Operation>;
