import { isRefusal } from '#domain/base/change.ts';
import {
  type Faq,
  longestAnswer,
  mostAnswers,
  type PublishedAnswer,
  personalIn,
  publishAnswer as publish,
  removeAnswer as remove,
} from '#domain/threads/faq.ts';
import { type Thread, titleOf } from '#domain/threads/thread.ts';
import { type Answer, seeOther, showChanged, showErrors, showPage } from '#http/answer.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { check, type FieldErrors, type Fields } from '#http/fields.ts';
import { ifSeen, seenFor, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { reviseFaq } from '#store/revise.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { InsetText } from '#ui/notices.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import { store } from '../access.ts';
import { done } from '../done.ts';
import { publicationFields } from '../forms.ts';
import { titleOrNone } from '../thread/page.tsx';
import { type AboutThread, withThread } from '../thread-access.tsx';

const answerOf = ({ answers }: Faq, { id }: Thread): PublishedAnswer | undefined =>
  answers.find(({ thread }) => thread === id);

/** What the form shows of the published answers. */
const shownOf = (thread: Thread) => (faq: Faq) => {
  const own = answerOf(faq, thread);
  return { question: own?.question, answer: own?.answer };
};

/** The form starts with what is published, or with the question and the last reply. */
function firstValues(thread: Thread, faq: Faq): Fields {
  const { question, answer } = shownOf(thread)(faq);
  const reply = thread.messages.findLast(({ from }) => from === 'staff');
  return { question: question ?? titleOf(thread), answer: answer ?? reply?.text ?? '' };
}

const jsonOf = (thread: Thread, faq: Faq) => ({
  thread: thread.id,
  ...firstValues(thread, faq),
  isPublished: answerOf(faq, thread) !== undefined,
  seen: seenOf(shownOf(thread)(faq)),
});

export const publishAnswerPage = withThread(async (request) => {
  const { thread } = request;
  const faq = await store.faq(thread.cycleId);
  return showPage(
    <PublicationPage request={request} faq={faq} values={firstValues(thread, faq)} />,
    jsonOf(thread, faq),
  );
});

/** Refuses texts with the asker's details. Publishing again replaces the answer. */
export const publishAnswer = withThread(async (request) => {
  const { thread, staff, now, fields } = request;
  const checked = check(publicationFields, fields);
  const again = async (errors: FieldErrors): Promise<Answer> => {
    const faq = await store.faq(thread.cycleId);
    return showErrors(
      <PublicationPage request={request} faq={faq} values={fields} errors={errors} />,
      errors,
    );
  };
  if (checked.errors) return again(checked.errors);
  const { question, answer, seen } = checked.value;
  const personal = { ...whyPersonal('question', question, thread), ...whyPersonal('answer', answer, thread) };
  if (Object.keys(personal).length > 0) return again(personal);
  const outcome = await reviseFaq(
    store,
    thread.cycleId,
    ifSeen({ seen, shown: shownOf(thread), wanted: { question, answer } }, (faq: Faq) =>
      publish(faq, { thread: thread.id, question, answer, by: staff.name, at: now }),
    ),
  );
  if (!isRefusal(outcome))
    return seeOther(hrefTo('thread', { thread: thread.id }, done('published')), { thread: thread.id });
  if (outcome.refused === 'full')
    return again({
      question: `The program page has room for ${mostAnswers} answers. Remove one from its question first.`,
    });
  const faq = await store.faq(thread.cycleId);
  return showChanged(
    <PublicationPage request={request} faq={faq} values={fields} isChanged />,
    jsonOf(thread, faq),
  );
});

const whyPersonal = (field: string, text: string, thread: Thread): FieldErrors => {
  const [found] = personalIn(text, thread);
  return found === undefined ? {} : { [field]: `Take out “${found}”. Everyone can read this.` };
};

/** If it was removed before, the result is the same. */
export const removeAnswer = withThread(async ({ thread }) => {
  await reviseFaq(store, thread.cycleId, (faq) => remove(faq, thread.id));
  return seeOther(hrefTo('thread', { thread: thread.id }, done('unpublished')), { thread: thread.id });
});

type PublicationPageProps = {
  readonly request: AboutThread;
  readonly faq: Faq;
  readonly values: Fields;
  readonly errors?: FieldErrors;
  readonly isChanged?: boolean;
};

function PublicationPage({ request, faq, values, errors = {}, isChanged = false }: PublicationPageProps) {
  const { thread } = request;
  const own = answerOf(faq, thread);
  return (
    <ConsolePage request={request} title="Publish an answer" current="questions" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          Someone else changed the published answer. Yours wasn’t published, and it’s still in the form.
        </ChangedBanner>
      )}
      <h1>
        <span class="govuk-caption-l" dir="auto">
          {titleOrNone(thread)}
        </span>
        Publish an answer
      </h1>
      <p class="govuk-body">
        Anyone will be able to read it under “Questions and answers” on the program page. Take out names,
        schools, and anything about one person.
      </p>
      {own && <InsetText>An answer to this question is published. Publishing again replaces it.</InsetText>}
      <Form
        action={hrefTo('publishAnswer', { thread: thread.id })}
        hidden={{ seen: seenFor(shownOf(thread)(faq), { fields: values, isChanged }) }}
      >
        <div class="lp-narrow">
          <TextField
            name="question"
            label="Question"
            maxLength={longestAnswer.question}
            values={values}
            errors={errors}
          />
          <TextArea
            name="answer"
            label="Answer"
            maxLength={longestAnswer.answer}
            rows={8}
            values={values}
            errors={errors}
          />
        </div>
        <ButtonGroup>
          <Button>Publish answer</Button>
          <a class="govuk-link" href={hrefTo('thread', { thread: thread.id })}>
            Cancel
          </a>
        </ButtonGroup>
      </Form>
      {own && (
        <Form action={hrefTo('removeAnswer', { thread: thread.id })}>
          <Button variant="secondary">Remove answer from the program page</Button>
        </Form>
      )}
    </ConsolePage>
  );
}
