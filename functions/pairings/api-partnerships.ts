import type { Operation } from '../../shared/api/operation.ts';
import { facilitatorFields, facilitatorRemovalFields, handoverFields, repairFields } from './forms.ts';

const noneSuch = 'There is no such partnership';

/** What facilitators and partnerships are asked and told. */
export const afterwards = {
  facilitators: {
    summary: 'Who goes with partnerships, and with how many',
    session: 'staff',
    answer: { facilitators: 'Each facilitator' },
  },
  addFacilitator: {
    summary: 'Add a facilitator, or change their name and regions (`regions`)',
    session: 'staff',
    forms: { facilitator: facilitatorFields },
    answer: { name: 'The name', email: 'The address', regions: 'Where they would rather work' },
    sendsTo: 'the list of facilitators',
  },
  removeFacilitator: {
    summary: 'Take a facilitator off the roster',
    session: 'staff',
    forms: { facilitator: facilitatorRemovalFields },
    answer: { email: 'The address' },
    sendsTo: 'the list of facilitators',
    problems: { 409: 'Partnerships are with them: `partnerships` are the references of those to hand over' },
  },
  partnerships: {
    summary: 'All partnerships of a cycle; those of whoever is signed in first',
    session: 'staff',
    query: { cycle: 'The id of one of the last two cycles; otherwise the latest that has any' },
    answer: { cycle: 'The id of the cycle', mine: 'Those of whoever is signed in', others: 'All others' },
  },
  partnership: {
    summary: 'One partnership: its schools, its facilitator and its history',
    session: 'staff',
    answer: {
      version: 'Raised with every change',
      state: '`active` or `ended`',
      host: 'The host',
      partners: 'Its partners, each with why it fits',
      facilitator: 'Who goes with it',
      formedAt: 'Since when, in UTC',
      needsRepair: 'Whether a school withdrew and nobody said how it goes on',
      history: 'What was done, by whom and when',
    },
    problems: { 404: noneSuch },
  },
  handoverPage: {
    summary: 'Which facilitators could have a partnership in the place of who has it',
    session: 'staff',
    answer: {
      host: 'The host',
      facilitator: 'Who goes with it now',
      candidates:
        'Each other facilitator of the roster, with how many partnerships they have, and the numbers of the visits that are on days when they cannot (`clashes`)',
    },
    problems: { 404: noneSuch, 409: 'The partnership has ended' },
  },
  handOver: {
    summary: 'Give a partnership to another facilitator; its schools and both facilitators get a letter',
    session: 'staff',
    forms: { handover: handoverFields },
    answer: { host: 'The host', facilitator: 'Who goes with it from now on' },
    sendsTo: 'the partnership',
    problems: { 404: noneSuch, 409: 'The partnership has ended, or is with them already' },
  },
  repairPage: {
    summary: 'How a partnership can go on when a school of it withdrew',
    session: 'staff',
    answer: {
      host: 'The host',
      newcomers: 'Schools that could take a place, the best fit first',
      rehomings: 'Where the partners of a host that withdrew could go, and what is best for all of them',
    },
    problems: { 404: noneSuch },
  },
  repairPartnership: {
    summary:
      'Leave the place of a partner open, or give it to a school; where the host withdrew, `host-` and the id of each partner say where it goes',
    session: 'staff',
    forms: { repair: repairFields },
    answer: { host: 'The host', state: '`active` or `ended`', partners: 'Its partners now' },
    sendsTo: 'the partnership',
    problems: { 404: noneSuch, 409: 'The partnership changed meanwhile: what stands now is told' },
  },
} satisfies Record<string, Operation>;
