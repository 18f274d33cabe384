import type { Operation } from '../../shared/api/operation.ts';
import type { RoutesOf } from '../routes.ts';
import { planFields } from './forms.ts';

const seen = 'What this was made from: a form that sends it back is refused once something changed';
const overtaken = 'Something changed since: nothing more was done, and what stands now is told';
const notYours = 'The partnership is another facilitator’s';

export const operations = {
  visits: {
    summary: 'The year at a glance: what is to be seen to, and the next two weeks',
    session: 'staff',
    answer: {
      mine: 'Of the partnerships of whoever is signed in: clashes, debts, proposals, unnoted and unplanned, and what is next; or null',
      others: 'The same of all others, for a director; or null',
    },
  },
  visitPlanPage: {
    summary: 'The plan of a facilitator’s year as it would be published now, or why there is none',
    session: 'staff',
    query: { facilitator: 'The address of the facilitator; one’s own where it is left out' },
    answer: {
      facilitator: 'The address',
      seen,
      changed: 'Whether something changed since it was looked at',
      state: '`planned`, `refused`, or `began` where visits have been already',
      visits: 'Every visit, with its days from its target',
      cost: 'Days from the targets, of all visits',
      bound: 'The least that any plan can have: the same as `cost` where no better plan exists',
      clashes: 'Why there is no plan, and what to relax',
    },
    problems: { 403: notYours, 404: 'There is no such facilitator' },
  },
  publishVisitPlan: {
    summary: 'Publish the plan of a facilitator’s year; sent again after an interruption it does the rest',
    session: 'staff',
    forms: { plan: planFields },
    answer: { facilitator: 'The address', published: 'The hosts whose partnerships got their visits now' },
    sendsTo: 'the year at a glance',
    problems: { 403: notYours, 409: overtaken },
  },
  visit: {
    summary: 'All of one visit',
    session: 'staff',
    answer: {
      host: 'The partnership, by its host',
      version: 'Of the partnership; raised with every change',
      visit: 'The visit',
    },
    problems: { 404: 'There is no such visit' },
  },
} satisfies Record<RoutesOf<'visits'>, Operation>;
