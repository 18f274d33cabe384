import * as v from 'valibot';
import type { Operation } from '#api/operation.ts';
import {
  count,
  email,
  flag,
  instant,
  listOf,
  maybe,
  named,
  oneOf,
  said,
  text,
  texts,
  whole,
} from '#api/schema.ts';
import { history, partnership as reference, staffMember, version } from '#api/shapes.ts';
import { partnershipSchema } from '#store/partnerships.ts';
import { rosterSchema } from '#store/rosters.ts';
import { facilitatorFields, facilitatorRemovalFields, handoverFields, repairFields } from './forms.ts';

const [{ entries: stored }] = partnershipSchema.options;
const needsRepair = flag('Whether a school withdrew and a director still has to decide what happens');
const freePlaces = count('The number of open places');
const host = text('The host’s ID');
const points = whole('The pair’s score, in points');
const newcomer = v.object({
  partner: text('The school’s ID'),
  isWaitlisted: flag('Whether it’s on the waitlist and must be accepted first'),
  points,
  reason: text('Why the school fits'),
});
const rehoming = v.object({
  partner: text('The partner’s ID'),
  hosts: listOf(v.object({ host, points }), 'Hosts with an open place, best fit first'),
  proposed: said(
    v.nullable(host),
    'The best host if all partners are placed together; null if there is none',
  ),
});

export const facilitator = named('Facilitator', rosterSchema.entries.facilitators.wrapped.item);
const held = { ...facilitator.entries, partnerships: count('The number of their partnerships') };
const candidate = v.object({
  ...held,
  clashes: listOf(
    v.pipe(v.number(), v.integer()),
    'Visits that fall on the facilitator’s days off, by number',
  ),
});
const state = oneOf(['active', 'ended'], 'Whether the partnership is active');
const line = named(
  'PartnershipLine',
  v.object({
    partnership: reference,
    host,
    partners: texts('Its partners, by ID'),
    facilitator: staffMember,
    state: oneOf(['active', 'ended'], 'Whether it’s active'),
    needsRepair,
    freePlaces,
  }),
);

/** The operations on facilitators and on published partnerships. */
export const afterwards = {
  facilitators: {
    summary: 'List facilitators and their number of partnerships',
    answer: v.object({
      facilitators: listOf(
        v.object({ ...held, partners: count('The number of partners in these partnerships') }),
        'All facilitators',
      ),
    }),
  },
  addFacilitator: {
    summary: 'Add a facilitator, or change their name and regions (`regions`)',
    forms: { facilitator: facilitatorFields },
    answer: facilitator,
    sendsTo: 'the list of facilitators',
  },
  removeFacilitator: {
    summary: 'Remove a facilitator',
    forms: { facilitator: facilitatorRemovalFields },
    answer: v.object({ email: email('The facilitator’s email address') }),
    sendsTo: 'the list of facilitators',
    problems: { 409: 'The facilitator still has partnerships; reassign them first' },
    problemsTell: {
      409: v.object({ partnerships: texts('The partnerships, by the host’s application number') }),
    },
  },
  partnerships: {
    summary: 'List a cycle’s partnerships, the signed-in user’s first',
    query: { cycle: 'The ID of one of the last two cycles (default: the latest with partnerships)' },
    answer: v.object({
      cycle: text('The cycle’s ID'),
      mine: listOf(line, 'The signed-in user’s partnerships'),
      others: listOf(line, 'All other partnerships'),
    }),
  },
  partnership: {
    summary: 'Get a partnership with its schools, facilitator, and history',
    answer: v.object({
      version,
      state,
      host: said(named('PairedHost', stored.host), 'The host'),
      partners: listOf(
        named('PairedPartner', stored.partners.item),
        'Its partners, each with the reason for the match',
      ),
      former: listOf(
        v.object({ id: text('The school’s ID'), name: text('The school’s name') }),
        'Former schools',
      ),
      facilitator: said(staffMember, 'Its facilitator'),
      focusArea: said(v.nullable(text('The focus area’s ID')), 'What it works on; null if that is open'),
      formedAt: instant('When it was formed, in UTC'),
      needsRepair,
      freePlaces,
      history,
    }),
  },
  handoverPage: {
    summary: 'List facilitators who could take over a partnership',
    answer: v.object({
      host,
      facilitator: said(staffMember, 'Its current facilitator'),
      candidates: listOf(candidate, 'All other facilitators'),
    }),
    problems: { 409: 'This partnership has ended' },
  },
  handOver: {
    summary: 'Change a partnership’s facilitator; emails its schools and both facilitators',
    forms: { handover: handoverFields },
    answer: v.object({ host, facilitator: said(staffMember, 'Its new facilitator') }),
    sendsTo: 'the partnership',
    problems: { 409: 'This partnership has ended, or already has this facilitator' },
  },
  repairPage: {
    summary: 'List options when a school withdrew or a place is open',
    query: { focus: 'The ID of another focus area for the partnership' },
    answer: v.object({
      host,
      focus: maybe(text('The new focus area')),
      pricePoints: maybe(whole('The points that the pairs with the other partners lose')),
      didNotChoose: maybe(texts('Partners that didn’t choose it')),
      newcomers: listOf(newcomer, 'Schools that could take the place, best fit first'),
      rehomings: listOf(rehoming, 'Where a withdrawn host’s partners could go'),
    }),
    problems: { 409: 'This partnership has ended' },
  },
  repairPartnership: {
    summary:
      'Leave a place open, or fill it, with a new focus area if there’s a reason; if the host withdrew, `host-` and each partner’s ID name its new host',
    forms: { repair: repairFields },
    answer: v.object({ host, state, partners: texts('Its current partners, by ID') }),
    sendsTo: 'the partnership',
    problems: { 409: 'The partnership changed; returns the current state' },
  },
} satisfies Record<string, Operation>;
