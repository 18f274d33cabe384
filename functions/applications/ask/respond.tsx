import { askQuestion, idLength } from '#domain/threads/thread.ts';
import { type Answer, seeOther, showErrors, showPage } from '#http/answer.ts';
import { check } from '#http/fields.ts';
import { idFrom, keyReused } from '#http/once.tsx';
import { tooManyRequests } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { aboutOf, applicationNamedIn } from '#store/find-application.ts';
import { inCycle } from '../access.ts';
import { hadTooMany, store } from '../application-access.ts';
import { askFields } from '../forms.ts';
import { AskedPage, AskPage } from './page.tsx';

export const askPage = inCycle((_, cycle) =>
  showPage(<AskPage cycle={cycle} />, { fields: ['name', 'email', 'question'] }),
);

/** The answer is the same for every address, so that no one learns whose it is. */
export const ask = inCycle(async (request, cycle) => {
  const checked = check(askFields, request.fields);
  if (checked.errors)
    return showErrors(
      <AskPage cycle={cycle} values={request.fields} errors={checked.errors} />,
      checked.errors,
    );
  const { name, email, question, remarks, idempotencyKey } = checked.value;
  if (remarks) return isAsked();
  const id = idFrom(request.routeKey, { idempotencyKey }, idLength);
  const before = await store.thread(id);
  if (before)
    return before.asker.email === email && before.messages[0]?.text === question
      ? isAsked()
      : keyReused(request);
  if (await hadTooMany(store, { caller: request.callerAddress, email }, request.now))
    return tooManyRequests(cycle.program);
  const named = await applicationNamedIn(store, cycle.id, question);
  const asked = askQuestion({
    ...{ id, cycleId: cycle.id, asker: { name, email } },
    about: named && aboutOf(named, false),
    message: { id: 'asked', at: request.now, from: 'asker', by: name, text: question },
  });
  // A conflict means that the same form came twice at the same moment.
  await store.commitThread(asked);
  return isAsked();
});

export const isAsked = (): Answer => seeOther(hrefTo('asked', {}), { asked: true }, { status: 202 });

export const asked = inCycle((_, cycle) => showPage(<AskedPage cycle={cycle} />, { asked: true }));
