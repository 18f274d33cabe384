import type { Application } from '#domain/admission/application.ts';
import { type Roster, schoolsKeptFrom, whyKeptFrom } from '#domain/admission/roster.ts';
import { schoolsOf } from '#domain/partnership/partnership.ts';
import type { AboutApplication, Thread } from '#domain/threads/thread.ts';
import type { Answer } from '#http/answer.ts';
import type { Responder } from '#http/handler.ts';
import { isOnlyFacilitator, type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { aboutOf, applicationOf } from '#store/find-application.ts';
import { keptDays } from '#store/threads.ts';
import { forStaff, store } from './access.ts';

/** A request about one thread. */
export type AboutThread = StaffRequest & {
  readonly thread: Thread;
  readonly roster: Roster;
  /** The application it is about, if this person may open it. */
  readonly application: Application | undefined;
};

/** For pages of one thread. People with a conflict of interest about its school can't see it. */
export const withThread = (respond: (request: AboutThread) => Answer | Promise<Answer>): Responder =>
  forStaff(['reviewer', 'director', 'facilitator'], async (request) => {
    const { parameters, cycle, staff } = request;
    const thread = await store.thread(parameters.thread ?? '');
    if (!thread) return noThread(request);
    const about = thread.about ?? (await aboutAsker(thread));
    if (!about)
      return respond({ ...request, thread, roster: await store.roster(cycle.id), application: undefined });
    const [application, roster, own] = await Promise.all([
      store.application(about.reference),
      store.roster(thread.cycleId),
      isOnlyFacilitator(staff) ? store.partnershipsOfFacilitator(thread.cycleId, staff.email) : undefined,
    ]);
    const isKept =
      schoolsKeptFrom(staff, roster).includes(about.schoolId) ||
      (application && whyKeptFrom(application, staff, roster) !== undefined);
    if (isKept) return keptFrom(request);
    const mayOpen = !own || own.flatMap(schoolsOf).some(({ id }) => id === about.schoolId);
    return respond({
      ...request,
      thread: { ...thread, about },
      roster,
      application: mayOpen ? application : undefined,
    });
  });

/** The application whose contact has the asker's address. Looked up here, because the public form must be quick. */
async function aboutAsker({ cycleId, asker }: Thread): Promise<AboutApplication | undefined> {
  const own = await applicationOf(store, cycleId, asker.email);
  return own && aboutOf(own, false);
}

const toThreads = { href: hrefTo('threads', {}), text: 'Go to questions' };

export const noThread = ({ staff }: StaffRequest): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Question not found',
    detail: `Questions are kept for ${keptDays} days after the last message.`,
    to: toThreads,
  });

const keptFrom = ({ staff, cycle }: StaffRequest): Answer =>
  staffProblem(
    staff,
    {
      status: 403,
      title: 'You can’t see this question',
      detail: 'It’s about a school that you have a conflict of interest with or recused yourself from.',
      to: toThreads,
    },
    undefined,
    cycle.program,
  );
