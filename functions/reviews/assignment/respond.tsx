import { assignReviewer as assign, loadsOf } from '#domain/admission/review.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { check } from '#http/fields.ts';
import { store, withApplication } from '../access.ts';
import { changeSeen } from '../change-seen.tsx';
import { assignmentFields } from '../forms.ts';
import { filledOutWrong } from '../refusals.tsx';

const title = 'The reviewer wasn’t assigned';

/** A director assigns one more reviewer, or replaces one who hasn't reviewed yet. */
export const assignReviewer = withApplication(['director'], async (request) => {
  const { cycle, staff, roster, fields, now } = request;
  const checked = check(assignmentFields, fields);
  if (checked.errors) return filledOutWrong(request, title, 'Choose a reviewer on the application’s page.');
  const { email, instead, version } = checked.value;
  const pool = { roster, loads: loadsOf(await store.summaries(cycle.id)), today: todayOf(cycle, now) };
  const assignment = { ...(email && { email }), ...(instead && { instead }) };
  return changeSeen(request, {
    seen: version,
    event: 'reviewers-assigned',
    decide: (current) => assign(current, assignment, pool, staff, now),
    done: 'assigned',
    title,
    refusals: {
      'not-under-review': 'It has been decided or withdrawn.',
      'no-one-free':
        'Every reviewer is assigned to this application already, on leave, or can’t review it. Add a reviewer first.',
      'not-free': 'This reviewer is assigned to the application already, on leave, or can’t review it.',
      enough: 'It has as many reviewers as an application can have.',
      reviewed: 'The reviewer you wanted to replace has submitted a review.',
    },
  });
});
