import * as v from 'valibot';
import type { Arc, Visit } from '#domain/partnership/visit.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import { entryOf, subscriptionRenewed } from './event-schema.ts';
import { growing, list, type Parser, text } from './parse-record.ts';

export const yearEvents = [
  v.object({ type: v.literal('day-lost') }),
  v.object({ type: v.literal('day-regained') }),
  v.object({ type: v.literal('days-off-set') }),
  v.object({ type: v.literal('coaching-booked'), session: v.number() }),
  v.object({ type: v.literal('coaching-changed'), session: v.number() }),
  v.object({ type: v.literal('coaching-cancelled'), session: v.number() }),
  subscriptionRenewed,
] as const;

const number = v.number();

const visit = {
  number,
  sequence: number,
  date: text,
  start: text,
  durationMinutes: number,
  visiting: list(text),
  visited: text,
  place: text,
  theme: text,
  lookFor: text,
  delegations: v.record(
    text,
    v.object({ principal: v.boolean(), cabinet: number, leadershipTeam: number, remark: text }),
  ),
};

export const visitSchema = v.variant('state', [
  growing({
    ...visit,
    state: v.literal('booked'),
    proposals: list(v.object({ school: text, date: text, reason: text, at: text })),
  }),
  growing({
    ...visit,
    state: v.literal('held'),
    attendance: v.record(text, number),
    notes: text,
    reflections: list(v.object({ school: text, usefulness: number, learned: text, willTry: text, at: text })),
  }),
  growing({ ...visit, state: v.literal('cancelled'), reason: text }),
]) satisfies Parser<Visit>;

export const arcSchema = v.object({
  focusArea: text,
  problemOfPractice: text,
  goal: text,
}) satisfies Parser<Arc>;

const whose = v.variant('kind', [
  v.object({ kind: v.literal('all') }),
  v.object({ kind: v.literal('region'), region: text }),
  v.object({ kind: v.literal('school'), school: text }),
]);

export const visitYearSchema = growing({
  version: number,
  cycleId: text,
  lostDays: list(v.object({ date: text, whose, reason: text })),
  daysOff: v.record(text, v.object({ weekdays: list(number), dates: list(text) })),
  coaching: list(
    v.object({
      number,
      sequence: number,
      title: text,
      date: text,
      start: text,
      durationMinutes: number,
      place: text,
      state: v.picklist(['booked', 'cancelled']),
    }),
  ),
  subscriptions: v.record(text, number),
  history: list(entryOf(yearEvents)),
}) satisfies Parser<VisitYear>;
