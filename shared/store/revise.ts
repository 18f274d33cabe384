import type { Application } from '#domain/admission/application.ts';
import type { Roster } from '#domain/admission/roster.ts';
import { type Change, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Program } from '#domain/program/program.ts';
import type { VisitYear } from '#domain/visits/visit-year.ts';
import type { Store } from './applications.ts';

/** More concurrent changes to one application within milliseconds don't come from people. */
const attempts = 4;

/**
 * Decides on an application and commits. If someone else's commit came first, it reads and decides again, so that the
 * rules see the current application. `of` is the application that was just read, which saves a read, or its
 * reference. Returns the current application, or the refusal. Undefined if it does not exist.
 */
export async function reviseApplication<A extends Application, R extends string>(
  store: Pick<Store, 'application' | 'commitApplication'>,
  program: Program,
  of: Application | string,
  decide: (application: Application) => Change<A> | Refusal<R>,
): Promise<A | Refusal<R> | undefined> {
  const reference = typeof of === 'string' ? of : of.reference;
  let known = typeof of === 'string' ? undefined : of;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const application = known ?? (await store.application(reference));
    known = undefined;
    if (!application) return undefined;
    const outcome = decide(application);
    if (isRefusal<R>(outcome)) return outcome;
    if ((await store.commitApplication(outcome, program)) === 'committed')
      return { ...outcome.after, version: outcome.after.version + 1 };
  }
  throw new Error(`${reference} was changed by others ${attempts} times in a row`);
}

/** More concurrent changes to one partnership within milliseconds don't come from people. */
const attemptsRevisePartnership = 4;

/**
 * Reads a partnership, decides, and commits. If someone else's commit came first, it reads and decides again. Returns
 * the current partnership, or the refusal. A decision of undefined changes nothing. Undefined if the partnership does
 * not exist.
 */
export async function revisePartnership<R extends string>(
  store: Pick<Store, 'partnership' | 'commitPartnership'>,
  cycleId: string,
  hostId: string,
  decide: (partnership: Partnership) => Change<Partnership> | Refusal<R> | undefined,
): Promise<Partnership | Refusal<R> | undefined> {
  for (let attempt = 0; attempt < attemptsRevisePartnership; attempt++) {
    const partnership = await store.partnership(cycleId, hostId);
    if (!partnership) return undefined;
    const outcome = decide(partnership);
    if (!outcome) return partnership;
    if (isRefusal<R>(outcome)) return outcome;
    if ((await store.commitPartnership(outcome)) === 'committed')
      return { ...outcome.after, version: outcome.after.version + 1 };
  }
  throw new Error(
    `The partnership of ${hostId} was changed by others ${attemptsRevisePartnership} times in a row`,
  );
}

const attemptsReviseRoster = 4;

/** Reads the roster, revises it, and commits if it changed. If someone else's commit came first, it starts again. */
export async function reviseRoster(
  store: Pick<Store, 'roster' | 'commitRoster'>,
  cycleId: string,
  revise: (roster: Roster) => Roster,
): Promise<Roster> {
  for (let attempt = 0; attempt < attemptsReviseRoster; attempt++) {
    const known = await store.roster(cycleId);
    const revised = revise(known);
    if (revised === known) return known;
    if ((await store.commitRoster(revised)) === 'committed') return revised;
  }
  throw new Error(`The roster of ${cycleId} was changed by others ${attemptsReviseRoster} times in a row`);
}

/** More concurrent changes to one year within milliseconds don't come from people. */
const attemptsReviseVisitYear = 4;

type YearStore = Pick<Store, 'visitYear' | 'commitVisitYear'>;

/**
 * Reads a cycle's year of visits, decides, and commits. If someone else's commit came first, it reads and decides
 * again. Returns the current year, or the refusal.
 */
export function reviseVisitYear(
  store: YearStore,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear>,
): Promise<VisitYear>;
export function reviseVisitYear<R extends string>(
  store: YearStore,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear> | Refusal<R>,
): Promise<VisitYear | Refusal<R>>;
export async function reviseVisitYear<R extends string>(
  store: YearStore,
  cycleId: string,
  decide: (year: VisitYear) => Change<VisitYear> | Refusal<R>,
): Promise<VisitYear | Refusal<R>> {
  for (let attempt = 0; attempt < attemptsReviseVisitYear; attempt++) {
    const outcome = decide(await store.visitYear(cycleId));
    if (isRefusal<R>(outcome)) return outcome;
    if ((await store.commitVisitYear(outcome)) === 'committed')
      return { ...outcome.after, version: outcome.after.version + 1 };
  }
  throw new Error(
    `The year of visits of ${cycleId} was changed by others ${attemptsReviseVisitYear} times in a row`,
  );
}
