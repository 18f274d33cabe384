import { askQuestion, idLength } from '#domain/threads/thread.ts';
import { showErrors, showPage } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import { check } from '#http/fields.ts';
import { freshKey, idFrom, keyReused } from '#http/once.tsx';
import { tooManyRequests } from '#http/problem-pages.tsx';
import { hrefTo } from '#routes.ts';
import { aboutOf } from '#store/find-application.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { forApplicant, hadTooMany, store } from '../application-access.ts';
import { askAboutOwnFields } from '../forms.ts';
import { QuestionField } from './page.tsx';
import { isAsked } from './respond.tsx';

type OwnPageProps = Own & { readonly values?: FieldValues; readonly errors?: FieldErrors };

const AskAboutOwnPage = ({ application, cycle, person, values = {}, errors = {} }: OwnPageProps) => {
  const { reference } = application;
  return (
    <PublicPage
      title="Ask a question"
      program={cycle.program}
      backLink={{ href: hrefTo('application', { reference }) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <span class="govuk-caption-l">Application number {reference}</span>
      <h1 class="govuk-heading-l">Ask a question</h1>
      <p class="govuk-body">
        Our staff will see your application next to your question. They’ll reply to{' '}
        <strong>{person.email}</strong>.
      </p>
      <Form action={hrefTo('askAboutOwn', { reference })} hidden={freshKey()}>
        <QuestionField values={values} errors={errors} />
        <Button>Send question</Button>
      </Form>
    </PublicPage>
  );
};

export const askAboutOwnPage = forApplicant((_, own) =>
  showPage(<AskAboutOwnPage {...own} />, {
    reference: own.application.reference,
    repliesTo: own.person.email,
  }),
);

export const askAboutOwn = forApplicant(async (request, own) => {
  const checked = check(askAboutOwnFields, request.fields);
  if (checked.errors)
    return showErrors(
      <AskAboutOwnPage {...own} values={request.fields} errors={checked.errors} />,
      checked.errors,
    );
  const { application, cycle, person } = own;
  const { reference } = application;
  const { name, email } = person;
  const { question, idempotencyKey } = checked.value;
  const id = idFrom(`${request.routeKey} ${reference}`, { idempotencyKey }, idLength);
  const before = await store.thread(id);
  if (before) return before.messages[0]?.text === question ? isAsked() : keyReused(request);
  if (await hadTooMany(store, { caller: request.callerAddress, email }, request.now))
    return tooManyRequests(cycle.program);
  await store.commitThread(
    askQuestion({
      ...{ id, cycleId: cycle.id, asker: { name, email }, about: aboutOf(application, true) },
      message: { id: 'asked', at: request.now, from: 'asker', by: name, text: question },
    }),
  );
  return isAsked();
});
