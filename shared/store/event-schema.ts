import * as v from 'valibot';
import { decisionOutcomes } from '#domain/admission/application.ts';
import type { Event } from '#domain/events.ts';
import { list, maybe, type Parser, text } from './parse-record.ts';

export const applicantSchema = v.object({ name: text, position: text, email: text });

const askedDay = v.object({ school: text, date: text });
const namedSchool = v.object({ id: text, name: text });
const formerSchool = v.object({
  ...namedSchool.entries,
  reference: text,
  contact: applicantSchema,
  ownership: maybe(text),
});

const contactCorrected = v.object({ type: v.literal('contact-corrected') });
const subscriptionRenewed = v.object({ type: v.literal('subscription-renewed') });

const applicationEvents = [
  v.object({ type: v.literal('application-started') }),
  v.object({ type: v.literal('application-submitted') }),
  v.object({ type: v.literal('reviewers-assigned'), reviewers: list(text) }),
  v.object({ type: v.literal('reviewer-recused'), reviewer: text }),
  v.object({ type: v.literal('review-recorded'), reviewer: text }),
  v.object({ type: v.literal('information-requested') }),
  v.object({ type: v.literal('information-supplied') }),
  v.object({ type: v.literal('application-decided') }),
  v.object({
    type: v.literal('application-withdrawn'),
    was: maybe(v.picklist(['accepted', 'waitlisted'])),
    partnership: maybe(v.object({ host: namedSchool, facilitator: v.object({ email: text, name: text }) })),
  }),
  contactCorrected,
] as const;

const requestEvent = v.object({
  type: v.literal('link-requested'),
  reply: v.picklist(['start', 'return', 'taken', 'unknown']),
});

const scenarioEvents = [
  v.object({ type: v.literal('proposal-requested') }),
  v.object({ type: v.literal('pairing-proposed') }),
  v.object({ type: v.literal('pairing-impossible') }),
  v.object({ type: v.literal('partner-moved') }),
  v.object({ type: v.literal('move-undone') }),
  v.object({ type: v.literal('ruling-added') }),
  v.object({ type: v.literal('ruling-lifted') }),
  v.object({ type: v.literal('facilitator-assigned') }),
] as const;

const publicationEvent = v.object({ type: v.literal('pairing-published') });

const partnershipEvents = [
  v.object({ type: v.literal('partnership-formed'), from: maybe(namedSchool) }),
  v.object({ type: v.literal('paired-school-withdrew'), school: text }),
  v.object({
    type: v.literal('partnership-repaired'),
    left: list(namedSchool),
    joined: list(text),
    from: maybe(namedSchool),
  }),
  v.object({ type: v.literal('partnership-ended') }),
  v.object({ type: v.literal('facilitator-changed'), from: v.object({ email: text, name: text }) }),
  v.object({ type: v.literal('visits-planned') }),
  v.object({ type: v.literal('visit-booked'), visit: v.number(), because: maybe(text) }),
  v.object({
    type: v.literal('visit-moved'),
    visit: v.number(),
    from: text,
    because: text,
    without: maybe(list(text)),
    asked: maybe(list(askedDay)),
  }),
  v.object({ type: v.literal('visit-changed'), visit: v.number(), former: maybe(list(formerSchool)) }),
  v.object({
    type: v.literal('visit-cancelled'),
    visit: v.number(),
    former: maybe(list(formerSchool)),
    asked: maybe(list(askedDay)),
  }),
  v.object({ type: v.literal('visit-themed'), visit: v.number() }),
  v.object({ type: v.literal('arc-set') }),
  v.object({ type: v.literal('delegation-named'), visit: v.number(), school: text }),
  v.object({ type: v.literal('date-proposed'), visit: v.number(), school: text }),
  v.object({
    type: v.literal('date-declined'),
    visit: v.number(),
    school: text,
    date: text,
    reason: text,
  }),
  v.object({ type: v.literal('visit-held'), visit: v.number() }),
  v.object({ type: v.literal('reflection-given'), visit: v.number(), school: text }),
  contactCorrected,
  subscriptionRenewed,
] as const;

const yearEvents = [
  v.object({ type: v.literal('day-lost') }),
  v.object({ type: v.literal('day-regained') }),
  v.object({ type: v.literal('days-off-set') }),
  v.object({ type: v.literal('coaching-booked'), session: v.number() }),
  v.object({ type: v.literal('coaching-changed'), session: v.number() }),
  v.object({ type: v.literal('coaching-cancelled'), session: v.number() }),
  subscriptionRenewed,
] as const;

export const eventSchema = v.variant('type', [
  requestEvent,
  ...applicationEvents,
  ...scenarioEvents,
  publicationEvent,
  ...partnershipEvents,
  ...yearEvents,
]) satisfies Parser<Event>;

type Happened<T extends string> = { readonly entries: { readonly type: v.LiteralSchema<T, undefined> } };

const entryOf = <const T extends string>(events: readonly Happened<T>[]) =>
  v.object({
    at: text,
    by: text,
    what: v.picklist(events.map(({ entries }) => entries.type.literal)),
    note: maybe(text),
    whom: maybe(text),
    date: maybe(text),
    visit: maybe(v.number()),
  });

/** The histories of aggregates. Each knows only its own events. */
export const histories = {
  application: list(
    v.object({ ...entryOf(applicationEvents).entries, outcome: maybe(v.picklist(decisionOutcomes)) }),
  ),
  scenario: list(entryOf(scenarioEvents)),
  publication: list(entryOf([publicationEvent])),
  partnership: list(entryOf(partnershipEvents)),
  year: list(entryOf(yearEvents)),
};
