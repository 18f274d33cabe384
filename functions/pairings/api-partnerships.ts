import * as v from 'valibot';
import type { Operation } from '../../shared/api/operation.ts';
import { history, staffMember, version } from '../../shared/api/shapes.ts';
import {
  count,
  email,
  flag,
  instant,
  listOf,
  named,
  oneOf,
  said,
  text,
  texts,
  whole,
} from '../../shared/api/words.ts';
import { partnershipSchema } from '../../shared/store/pairing-schemas.ts';
import { facilitator, freePlaces, partnershipLine } from './api-shapes.ts';
import { facilitatorFields, facilitatorRemovalFields, handoverFields, repairFields } from './forms.ts';

const [{ entries: stored }] = partnershipSchema.options;
const state = oneOf(['active', 'ended'], 'Whether the partnership goes on');
const host = text('The host, by its id');
const points = whole('What the pair would earn, in points');
const newcomer = v.object({
  partner: text('The school, by its id'),
  isWaitlisted: flag('Whether it has to be accepted first'),
  points,
  reason: text('Why it fits'),
});
const rehoming = v.object({
  partner: text('The partner, by its id'),
  hosts: listOf(v.object({ host, points }), 'Where it could go'),
  proposed: said(v.nullable(host), 'What is best for all of them'),
});

const candidate = v.object({
  ...facilitator.entries,
  partnerships: count('How many partnerships they have'),
  clashes: listOf(
    v.pipe(v.number(), v.integer()),
    'The numbers of the visits that are on days when they cannot',
  ),
});

const noneSuch = 'There is no such partnership';

/** What facilitators and partnerships are asked and told. */
export const afterwards = {
  facilitators: {
    summary: 'Who goes with partnerships, and with how many',
    session: 'staff',
    answer: v.object({
      facilitators: listOf(
        v.object({
          ...facilitator.entries,
          partnerships: count('With how many partnerships they go'),
          partners: count('How many partners these have'),
        }),
        'Each facilitator',
      ),
    }),
  },
  addFacilitator: {
    summary: 'Add a facilitator, or change their name and regions (`regions`)',
    session: 'staff',
    forms: { facilitator: facilitatorFields },
    answer: facilitator,
    sendsTo: 'the list of facilitators',
  },
  removeFacilitator: {
    summary: 'Take a facilitator off the roster',
    session: 'staff',
    forms: { facilitator: facilitatorRemovalFields },
    answer: v.object({ email: email('The address') }),
    sendsTo: 'the list of facilitators',
    problems: { 409: 'Partnerships are with them, which have to be handed over first' },
    problemsTell: { 409: v.object({ partnerships: texts('Their references') }) },
  },
  partnerships: {
    summary: 'All partnerships of a cycle; those of whoever is signed in first',
    session: 'staff',
    query: { cycle: 'The id of one of the last two cycles; otherwise the latest that has any' },
    answer: v.object({
      cycle: text('The id of the cycle'),
      mine: listOf(partnershipLine, 'Those of whoever is signed in'),
      others: listOf(partnershipLine, 'All others'),
    }),
  },
  partnership: {
    summary: 'One partnership: its schools, its facilitator and its history',
    session: 'staff',
    answer: v.object({
      version,
      state,
      host: said(named('PairedHost', stored.host), 'The host'),
      partners: listOf(named('PairedPartner', stored.partners.item), 'Its partners, each with why it fits'),
      former: listOf(
        v.object({ id: text('Its id'), name: text('Its name') }),
        'Schools that were in it and left',
      ),
      facilitator: said(staffMember, 'Who goes with it'),
      formedAt: instant('Since when, in UTC'),
      needsRepair: flag('Whether a school withdrew and nobody said how it goes on'),
      freePlaces,
      history,
    }),
    problems: { 404: noneSuch },
  },
  handoverPage: {
    summary: 'Which facilitators could have a partnership in the place of who has it',
    session: 'staff',
    answer: v.object({
      host,
      facilitator: said(staffMember, 'Who goes with it now'),
      candidates: listOf(candidate, 'Each other facilitator of the roster'),
    }),
    problems: { 404: noneSuch, 409: 'The partnership has ended' },
  },
  handOver: {
    summary: 'Give a partnership to another facilitator; its schools and both facilitators get a letter',
    session: 'staff',
    forms: { handover: handoverFields },
    answer: v.object({ host, facilitator: said(staffMember, 'Who goes with it from now on') }),
    sendsTo: 'the partnership',
    problems: { 404: noneSuch, 409: 'The partnership has ended, or is with them already' },
  },
  repairPage: {
    summary: 'How a partnership can go on when a school of it withdrew, or a place of it is free',
    session: 'staff',
    answer: v.object({
      host,
      newcomers: listOf(newcomer, 'Schools that could take a place, the best fit first'),
      rehomings: listOf(
        rehoming,
        'Where the partners of a host that withdrew could go, and what is best for all of them',
      ),
    }),
    problems: { 404: noneSuch },
  },
  repairPartnership: {
    summary:
      'Leave the place of a partner open, or give it to a school; where the host withdrew, `host-` and the id of each partner say where it goes',
    session: 'staff',
    forms: { repair: repairFields },
    answer: v.object({ host, state, partners: texts('Its partners now') }),
    sendsTo: 'the partnership',
    problems: { 404: noneSuch, 409: 'The partnership changed meanwhile: what stands now is told' },
  },
} satisfies Record<string, Operation>;
