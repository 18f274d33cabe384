import { isRefusal } from '#domain/base/change.ts';
import {
  assignThread as assign,
  closeThread as close,
  reopenThread as reopen,
  type Thread,
} from '#domain/threads/thread.ts';
import { type Answer, seeOther, showChanged, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { ifSeen } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseThread } from '#store/revise.ts';
import { store } from '../access.ts';
import { done, type doneWords } from '../done.ts';
import { assignmentFields, turnFields } from '../forms.ts';
import { type AboutThread, noThread, withThread } from '../thread-access.tsx';
import { assigneesOf, assignmentShown, stateShown, ThreadPage, threadJson } from './page.tsx';

/** One question with its messages, next to the application that it is about. */
export const thread = withThread((request) =>
  showPage(<ThreadPage request={request} />, threadJson(request)),
);

const doneOn = (id: string, what: keyof typeof doneWords): Answer =>
  seeOther(hrefTo('thread', { thread: id }, done(what)), { thread: id });

/** The page as it is now, with what someone else changed. */
const changed = async (request: AboutThread): Promise<Answer> => {
  const current = (await store.thread(request.thread.id)) ?? request.thread;
  const about = { ...request, thread: current };
  return showChanged(<ThreadPage request={about} isChanged />, threadJson(about));
};

export const assignThread = withThread(async (request) => {
  const { thread: shown, staff, now, fields } = request;
  const checked = check(assignmentFields, fields);
  const people = assigneesOf(request);
  const to = people.find(({ email }) => email === checked.value?.email);
  if (checked.errors || (checked.value.email !== '' && !to)) {
    const errors = checked.errors ?? { email: 'Choose one of the people in the list' };
    return showErrors(<ThreadPage request={request} errors={errors} />, errors);
  }
  const outcome = await reviseThread(
    store,
    shown.id,
    ifSeen(
      { seen: checked.value.seen, shown: assignmentShown, wanted: { assignee: to?.email } },
      (current: Thread) => assign(current, to, staff, now),
    ),
  );
  if (!outcome) return noThread(request);
  return isRefusal(outcome) ? changed(request) : doneOn(shown.id, 'assigned');
});

const turning = (state: Thread['state'], turn: typeof close, what: keyof typeof doneWords) =>
  withThread(async (request) => {
    const { thread: shown, staff, now, fields } = request;
    const checked = check(turnFields, fields);
    if (checked.errors) return showErrors(<ThreadPage request={request} />, checked.errors);
    const outcome = await reviseThread(
      store,
      shown.id,
      ifSeen({ seen: checked.value.seen, shown: stateShown, wanted: { state } }, (current: Thread) =>
        turn(current, staff, now),
      ),
    );
    if (!outcome) return noThread(request);
    return isRefusal(outcome) ? changed(request) : doneOn(shown.id, what);
  });

export const closeThread = turning('closed', close, 'closed');
export const reopenThread = turning('open', reopen, 'reopened');
