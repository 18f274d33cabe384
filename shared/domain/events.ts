import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent, MailingEvent, RequestEvent } from '#domain/admission/events.ts';
import type { Mailing } from '#domain/admission/mailing.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import type { PartnershipEvent, PublicationEvent } from '#domain/partnership/events.ts';
import type { Partnership, PublishedPairing } from '#domain/partnership/partnership.ts';
import type { ThreadEvent } from '#domain/threads/events.ts';
import type { Thread } from '#domain/threads/thread.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';

/** Every kind of aggregate that changes by events, with its events. */
export type Kinds = {
  readonly application: { readonly of: Application; readonly event: ApplicationEvent };
  readonly 'application-request': { readonly of: ApplicationRequest; readonly event: RequestEvent };
  readonly scenario: { readonly of: Scenario; readonly event: ScenarioEvent };
  readonly pairing: { readonly of: PublishedPairing; readonly event: PublicationEvent };
  readonly partnership: { readonly of: Partnership; readonly event: PartnershipEvent };
  readonly mailing: { readonly of: Mailing; readonly event: MailingEvent };
  readonly thread: { readonly of: Thread; readonly event: ThreadEvent };
  readonly 'visit-year': { readonly of: VisitYear; readonly event: YearEvent };
};

/**
 * An event of a commit. It travels with the aggregate as the commit left it, so it holds only what the aggregate does
 * not.
 */
export type Event = Kinds[keyof Kinds]['event'];

export type EventType = Event['type'];

/** One commit: an aggregate as the commit left it, with its own events. */
export type Committed<K extends keyof Kinds = keyof Kinds> = {
  readonly [T in K]: {
    readonly type: T;
    readonly aggregate: Kinds[T]['of'];
    readonly events: readonly Kinds[T]['event'][];
  };
}[K];
