import { isRefusal } from '#domain/base/change.ts';
import { answerThread, hasAnswered, type Thread } from '#domain/threads/thread.ts';
import { type Answer, seeOther, showChanged, showErrors, showPage } from '#http/answer.ts';
import { ConsolePage } from '#http/console-page.tsx';
import { check } from '#http/fields.ts';
import { LetterPreview, letterShown } from '#http/letter-preview.tsx';
import { ifSeen, isOvertaken } from '#http/stale-form.ts';
import type { Letter } from '#letters/letter.ts';
import { lettersFor } from '#letters/letters-for.ts';
import { hrefTo } from '#routes.ts';
import { reviseThread } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { addresses, store } from '../access.ts';
import { done } from '../done.ts';
import { replyFields } from '../forms.ts';
import { messagesShown, ThreadPage, threadJson, titleOrNone } from '../thread/page.tsx';
import { type AboutThread, noThread, withThread } from '../thread-access.tsx';

/** Previews the email first, then sends it. The question closes until the asker writes again. */
export const replyToThread = withThread(async (request) => {
  const { thread, staff, now, fields } = request;
  const checked = check(replyFields, fields);
  if (checked.errors)
    return showErrors(
      <ThreadPage request={request} values={fields} errors={checked.errors} />,
      checked.errors,
    );
  const { reply, step, seen } = checked.value;
  if (step === 'write')
    return showPage(<ThreadPage request={request} values={fields} />, threadJson(request));
  if (step === 'preview') return preview(request, reply, seen);
  const outcome = await reviseThread(store, thread.id, (current) =>
    hasAnswered(current, reply, staff)
      ? { after: current, events: [] }
      : ifSeen({ seen, shown: messagesShown }, (standing: Thread) =>
          answerThread(standing, reply, staff, now),
        )(current),
  );
  if (!outcome) return noThread(request);
  if (!isRefusal(outcome))
    return seeOther(hrefTo('thread', { thread: thread.id }, done('replied')), { thread: thread.id });
  return changed({ ...request, thread: (await store.thread(thread.id)) ?? thread });
});

/** Someone wrote or replied after the page was loaded. */
const changed = (request: AboutThread): Answer =>
  showChanged(<ThreadPage request={request} values={request.fields} isChanged />, threadJson(request));

function preview(request: AboutThread, reply: string, seen: string): Answer {
  const { thread, cycle, staff, now } = request;
  if (isOvertaken(messagesShown(thread), seen)) return changed(request);
  const { after, events } = answerThread(thread, reply, staff, now);
  const letters = events.flatMap((event) => lettersFor('thread', event, after, { cycle, addresses }));
  return showPage(<PreviewPage request={request} reply={reply} seen={seen} letters={letters} />, {
    ...threadJson(request),
    letters: letters.map(letterShown),
  });
}

type PreviewPageProps = {
  readonly request: AboutThread;
  readonly reply: string;
  readonly seen: string;
  readonly letters: readonly Letter[];
};

const PreviewPage = ({ request, reply, seen, letters }: PreviewPageProps) => (
  <ConsolePage request={request} title="Check your reply" current="questions">
    <h1>
      <span class="govuk-caption-l" dir="auto">
        {titleOrNone(request.thread)}
      </span>
      Send this reply?
    </h1>
    {letters.map((letter) => (
      <LetterPreview key={letter.key} letter={letter} />
    ))}
    <Form action={hrefTo('replyToThread', { thread: request.thread.id })} hidden={{ reply, seen }}>
      <ButtonGroup>
        <Button name="step" value="send">
          Send reply
        </Button>
        <Button variant="secondary" name="step" value="write">
          Edit reply
        </Button>
      </ButtonGroup>
    </Form>
  </ConsolePage>
);
