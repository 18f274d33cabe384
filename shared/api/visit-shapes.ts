import * as v from 'valibot';
import { arcSchema, visitSchema, visitYearSchema } from '../store/visit-schemas.ts';
import { count, named } from './words.ts';

/** The shape of visits and of their year in answers. */
const [booked, held, cancelled] = visitSchema.options;

export const delegation = named('Delegation', booked.entries.delegations.value);
export const proposal = named('Proposal', booked.entries.proposals.item);
export const reflection = named('Reflection', held.entries.reflections.item);

const shared = { delegations: v.record(v.string(), delegation) };
const attendance = v.record(v.string(), count('Number of people who attended, by school ID'));

export const visit = named(
  'Visit',
  v.variant('state', [
    v.object({ ...booked.entries, ...shared, proposals: v.array(proposal) }),
    v.object({ ...held.entries, ...shared, attendance, reflections: v.array(reflection) }),
    v.object({ ...cancelled.entries, ...shared }),
  ]),
);
export const visitState = v.picklist(visitSchema.options.map(({ entries }) => entries.state.literal));

/** The properties of a scheduled visit that lists show. */
export const placed = v.pick(booked, [
  'number',
  'date',
  'visiting',
  'visited',
  'place',
  'theme',
  'lookFor',
]).entries;

export const arc = named('Arc', arcSchema);
export const coachingSession = named('CoachingSession', visitYearSchema.entries.coaching.item);
