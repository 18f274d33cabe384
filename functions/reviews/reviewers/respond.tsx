import { readingQueue } from '#domain/admission/queue.ts';
import { loadsOf, unassignReviewer } from '#domain/admission/review.ts';
import {
  type Leave,
  leaveOf,
  type Roster,
  setLeave,
  removeReviewer as withoutReviewer,
  addReviewer as withReviewer,
} from '#domain/admission/roster.ts';
import { isRefusal } from '#domain/base/change.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { seeOther, showErrors, showPage } from '#http/answer.ts';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { creationOf, keyReused, once } from '#http/once.tsx';
import { type StaffRequest, staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { decideOnRoster, reviseApplication, reviseRoster } from '#store/revise.ts';
import { forStaff, store } from '../access.ts';
import { leaveFields, removalFields, reviewerFields } from '../forms.ts';
import { done } from '../text.tsx';
import { type Load, RemovalPage, ReviewersPage } from './page.tsx';

/** The reviewers and their workloads. */
export const reviewers = forStaff(['director'], async (request) => {
  const page = await pageOf(request, {}, {});
  return showPage(page, { reviewers: page.props.loads });
});

async function pageOf(request: StaffRequest, values: Fields, errors: FieldErrors) {
  const { cycle } = request;
  const [roster, summaries] = await Promise.all([store.roster(cycle.id), store.summaries(cycle.id)]);
  const assigned = loadsOf(summaries);
  const loads: readonly Load[] = roster.reviewers.map(({ name, email }) => ({
    name,
    email,
    assigned: assigned.get(email) ?? 0,
    toRead: readingQueue(summaries, email).length,
    conflicts: roster.conflicts.filter((one) => one.email === email).length,
    ...leaveShown(leaveOf(roster, email, todayOf(cycle, request.now))),
  }));
  return <ReviewersPage request={request} loads={loads} values={values} errors={errors} />;
}

const leaveShown = (leave: Leave | undefined) => (leave ? { leave: { from: leave.from, to: leave.to } } : {});

/** Plans, changes, or ends a leave. Open reviews stay with the reviewer unless the director hands them on. */
export const planLeave = forStaff(['director'], async (request) => {
  const { cycle, staff, now, fields } = request;
  const checked = check(leaveFields, fields);
  const again = async (errors: FieldErrors) => showErrors(await pageOf(request, fields, errors), errors);
  if (checked.errors) return again(checked.errors);
  const { reviewer: email, from, to, handsOn } = checked.value;
  if ((from === undefined) !== (to === undefined)) return again({ to: 'Enter the first and the last day' });
  if (from !== undefined && to !== undefined && to < from)
    return again({ to: 'Enter a last day that isn’t before the first' });
  const { reviewers } = await store.roster(cycle.id);
  const reader = reviewers.find((one) => one.email === email);
  if (!reader) return again({ reviewer: 'Choose a reviewer' });
  const leave = from !== undefined && to !== undefined ? { from, to } : undefined;
  const unread = leave && handsOn === 'yes' ? readingQueue(await store.summaries(cycle.id), email) : [];
  // The roster comes last: its follower then assigns reviewers to all of these at once.
  for (const { reference } of unread)
    await reviseApplication(store, cycle.program, reference, (application) =>
      unassignReviewer(application, reader, 'on-leave', staff, now),
    );
  await reviseRoster(store, cycle.id, (roster) => setLeave(roster, email, leave));
  return seeOther(hrefTo('reviewers', {}, done(leave ? 'leave' : 'leave-ended')), {
    email,
    handedOn: unread.length,
  });
});

export const addReviewer = forStaff(['director'], async (request) => {
  const checked = check(reviewerFields, request.fields);
  if (checked.errors)
    return showErrors(await pageOf(request, request.fields, checked.errors), checked.errors);
  const { name, email } = checked.value;
  const outcome = await decideOnRoster(
    store,
    request.cycle.id,
    once(creationOf(`reviewer ${request.staff.email}`, checked.value), (roster: Roster) => ({
      after: withReviewer(roster, name, email),
      events: [],
    })),
  );
  if (isRefusal(outcome)) return keyReused(request);
  return seeOther(hrefTo('reviewers', {}, done('added')), { name, email });
});

/** Previews the removal first. Then it takes the reviewer off the roster; their unreviewed applications go to others. */
export const removeReviewer = forStaff(['director'], async (request) => {
  const { cycle, staff, now } = request;
  const checked = check(removalFields, request.fields);
  if (checked.errors)
    return staffProblem(staff, { status: 422, title: 'Choose a reviewer', detail: 'No one was removed.' });
  const { email, step } = checked.value;
  const unread = readingQueue(await store.summaries(cycle.id), email);
  const { reviewers } = await store.roster(cycle.id);
  const found = reviewers.find((reviewer) => reviewer.email === email);
  const hasOthers = reviewers.some((reviewer) => reviewer.email !== email);
  const reader = { email, name: found?.name ?? email };
  if (step === 'preview')
    return showPage(
      <RemovalPage
        staff={staff}
        program={cycle.program}
        reader={reader}
        unread={unread.length}
        hasOthers={hasOthers}
      />,
      { email, toHandOn: unread.length },
    );
  // The roster comes last: its follower then assigns reviewers to all of these at once.
  for (const { reference } of unread)
    await reviseApplication(store, cycle.program, reference, (application) =>
      unassignReviewer(application, reader, 'no-reviewer', staff, now),
    );
  await reviseRoster(store, cycle.id, (roster) => withoutReviewer(roster, email));
  if (email !== staff.email) await store.endStaffSessions(email, now);
  return seeOther(hrefTo('reviewers', {}, done(hasOthers ? 'removed' : 'removed-last')), {
    email,
    handedOn: unread.length,
  });
});
