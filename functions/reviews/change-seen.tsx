import type { Application } from '#domain/admission/application.ts';
import type { ApplicationEvent } from '#domain/admission/events.ts';
import { type Change, isRefusal, type Refusal, refuse, wasLast } from '#domain/base/change.ts';
import { type Answer, seeOther } from '#http/answer.ts';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { type AboutApplication, store } from './access.ts';
import { notDone } from './form-page.tsx';
import { noApplication } from './refusals.tsx';
import { done, type doneWords } from './text.tsx';

type Decide<A extends Application, R extends string> = (
  application: Application,
) => Change<A, ApplicationEvent> | Refusal<R>;

/** Decides only on the version that the person saw, so that no one acts on changes they haven't read. */
export const ifVersion =
  <A extends Application, R extends string>(seen: number, decide: Decide<A, R>): Decide<A, R | 'changed'> =>
  (application) => {
    const outcome = decide(application);
    return isRefusal(outcome) || application.version === seen ? outcome : refuse('changed');
  };

type SeenChange<R extends string> = {
  /** The version that the person saw. */
  readonly seen: number;
  readonly event: ApplicationEvent['type'];
  readonly decide: Decide<Application, R>;
  readonly done: keyof typeof doneWords;
  /** The title if it is refused, and the reasons. */
  readonly title: string;
  readonly refusals: Readonly<Record<R, string>>;
  /** The labels of the texts that a refusal keeps. */
  readonly labels?: Readonly<Record<string, string>>;
};

/** Makes one change from a form on the application's page, and leads back there. The form sent twice makes one change. */
export async function changeSeen<R extends string>(
  request: AboutApplication,
  { seen, event, decide, done: what, title, refusals, labels = {} }: SeenChange<R>,
): Promise<Answer> {
  const { application, cycle, staff } = request;
  const { reference } = application;
  const changed = seeOther(hrefTo('staffApplication', { reference }, done(what)), { reference });
  const outcome = await reviseApplication(store, cycle.program, application, ifVersion(seen, decide));
  if (!outcome) return noApplication(staff);
  if (!isRefusal(outcome)) return changed;
  const current = await store.application(reference);
  if (!current) return noApplication(staff);
  if (current.version === seen + 1 && wasLast(current, { by: staff.name, what: event })) return changed;
  const words: Readonly<Record<R | 'changed', string>> = {
    ...refusals,
    changed: 'Someone else changed the application while you were on this page. Your change wasn’t saved.',
  };
  return notDone(request, current, { status: 409, title, detail: words[outcome.refused] }, labels);
}
