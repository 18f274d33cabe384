import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import type { Roster } from '#domain/admission/roster.ts';
import type { Change, Refusal } from '#domain/base/change.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Program } from '#domain/program/program.ts';
import type { ThreadEvent } from '#domain/threads/events.ts';
import type { Faq } from '#domain/threads/faq.ts';
import type { Thread } from '#domain/threads/thread.ts';
import type { YearEvent } from '#domain/visits/events.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import type { openApplicationCommits } from './application-commits.ts';
import type { openApplications } from './applications.ts';
import { revising } from './commit.ts';
import type { openFaqs } from './faqs.ts';
import type { openPartnerships } from './partnerships.ts';
import type { openRosters } from './rosters.ts';
import type { openThreads } from './threads.ts';
import type { openVisitYears } from './visit-years.ts';

/** `of` is the application that was just read, which saves a read, or its reference. See `revising`. */
export function reviseApplication<A extends Application, R extends Refusal<string> = never>(
  store: Pick<ReturnType<typeof openApplications>, 'application'> & ReturnType<typeof openApplicationCommits>,
  program: Program,
  of: Application | string,
  decide: (application: Application) => Change<A, ApplicationEvent> | R,
): Promise<A | R | undefined> {
  const reference = typeof of === 'string' ? of : of.reference;
  let known = typeof of === 'string' ? undefined : of;
  const read = async () => {
    const application = known ?? (await store.application(reference));
    known = undefined;
    return application;
  };
  const commit = (change: Change<A, ApplicationEvent>) => store.commitApplication(change, program);
  return revising({ read, commit, called: reference }, decide);
}

export type PartnershipStore = Pick<ReturnType<typeof openPartnerships>, 'partnership' | 'commitPartnership'>;

/** A decision of undefined changes nothing. See `revising`. */
export const revisePartnership = <R extends Refusal<string> = never>(
  store: PartnershipStore,
  cycleId: string,
  hostId: string,
  decide: (partnership: Partnership) => Change<Partnership, PartnershipEvent> | R | undefined,
): Promise<Partnership | R | undefined> =>
  revising(
    {
      read: () => store.partnership(cycleId, hostId),
      commit: store.commitPartnership,
      called: `Partnership ${hostId}`,
    },
    (partnership) => decide(partnership) ?? { after: partnership, events: [] },
  );

/** Undefined if the thread isn't found. See `revising`. */
export const reviseThread = <R extends Refusal<string> = never>(
  store: Pick<ReturnType<typeof openThreads>, 'thread' | 'commitThread'>,
  id: string,
  decide: (thread: Thread) => Change<Thread, ThreadEvent> | R,
): Promise<Thread | R | undefined> =>
  revising({ read: () => store.thread(id), commit: store.commitThread, called: `Thread ${id}` }, decide);

/** See `revising`. */
export const reviseFaq = <R extends Refusal<string> = never>(
  store: ReturnType<typeof openFaqs>,
  cycleId: string,
  decide: (faq: Faq) => Change<Faq, never> | R,
): Promise<Faq | R> =>
  revising<Faq, Faq, never, R>(
    { read: () => store.faq(cycleId), commit: store.commitFaq, called: `FAQ ${cycleId}` },
    decide,
  );

/** See `revising`. */
export const decideOnRoster = <R extends Refusal<string> = never>(
  store: ReturnType<typeof openRosters>,
  cycleId: string,
  decide: (roster: Roster) => Change<Roster, never> | R,
): Promise<Roster | R> =>
  revising<Roster, Roster, never, R>(
    {
      read: () => store.roster(cycleId),
      commit: ({ after }: Change<Roster, never>) => store.commitRoster(after),
      called: `Roster ${cycleId}`,
    },
    decide,
  );

/** The same for a change that is never refused. `revise` returns the same roster if nothing changes. */
export const reviseRoster = (
  store: ReturnType<typeof openRosters>,
  cycleId: string,
  revise: (roster: Roster) => Roster,
): Promise<Roster> =>
  decideOnRoster<never>(store, cycleId, (roster) => ({ after: revise(roster), events: [] }));

/** See `revising`. */
export const reviseVisitYear = <R extends Refusal<string> = never>(
  store: ReturnType<typeof openVisitYears>,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear, YearEvent> | R,
): Promise<VisitYear | R> =>
  revising(
    {
      read: () => store.visitYear(cycleId),
      commit: store.commitVisitYear,
      called: `Visit year ${cycleId}`,
    },
    decide,
  );
