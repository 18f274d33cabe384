import type { Application } from '../domain/admission/application.ts';
import { type Change, isRefusal, type Refusal } from '../domain/base/change.ts';
import type { Program } from '../domain/program/program.ts';
import type { Store } from './store.ts';

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
