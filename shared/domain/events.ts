import type { ApplicationEvent, RequestEvent } from '#domain/admission/events.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { PartnershipEvent, PublicationEvent, VisitEvent } from '#domain/partnership/events.ts';
import type { YearEvent } from '#domain/visits/events.ts';

/**
 * An event of a commit. It travels with the aggregate as the commit left it, so it holds only what the aggregate does
 * not.
 */
export type Event =
  | ApplicationEvent
  | RequestEvent
  | ScenarioEvent
  | PublicationEvent
  | PartnershipEvent
  | YearEvent;

export type EventType = Event['type'];

/** An event of neither a visit nor a year of visits. */
type AdmissionEvent = Exclude<Event, VisitEvent | YearEvent>;

const visitEvents: Readonly<Record<VisitEvent['type'], true>> = {
  'visits-planned': true,
  'visit-booked': true,
  'visit-moved': true,
  'visit-changed': true,
  'visit-cancelled': true,
  'visit-themed': true,
  'arc-set': true,
  'delegation-named': true,
  'date-proposed': true,
  'date-declined': true,
  'visit-held': true,
  'reflection-given': true,
  'subscription-renewed': true,
};

const yearEvents: Readonly<Record<YearEvent['type'], true>> = {
  'day-lost': true,
  'day-regained': true,
  'days-off-set': true,
  'coaching-booked': true,
  'coaching-changed': true,
  'coaching-cancelled': true,
  'subscription-renewed': true,
};

export const isVisitEvent = (event: Event): event is VisitEvent => event.type in visitEvents;
const isYearEvent = (event: Event): event is YearEvent => event.type in yearEvents;
export const isAdmissionEvent = (event: Event): event is AdmissionEvent =>
  !isVisitEvent(event) && !isYearEvent(event);
