import { missingTopics, type TopicAnswer, withAnswer } from '#domain/admission/answers.ts';
import type { Application, DraftApplication } from '#domain/admission/application.ts';
import { answerTopic, type DraftRefusal, editableDraft } from '#domain/admission/apply.ts';
import { type Topic, topics, topicsOf } from '#domain/admission/topics.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { seeOther, showErrors, showPage } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import type { Checked } from '#http/fields.ts';
import { notFound } from '#http/problem-pages.tsx';
import type { Request } from '#http/request.ts';
import type { Written } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { sayAnswers } from '#text/answers.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { InsetText } from '#ui/notices.tsx';
import { forApplicant, store } from '../application-access.ts';
import { draftRefused } from '../refusals.tsx';
import { firstValues, readAnswer } from './forms.ts';
import { QuestionFields } from './page.tsx';

/** The `from` value of a page opened from the check page; saving leads back there instead of to the next missing topic. */
const fromCheck = 'check';

type PageProps = {
  readonly application: DraftApplication;
  readonly cycle: Cycle;
  readonly topic: Topic;
  readonly values: FieldValues;
  /** Whether the values come from the directory and the school hasn't saved them yet. */
  readonly fromDirectory?: boolean;
  readonly errors?: FieldErrors;
  readonly returnTo: string | undefined;
};

function QuestionPage({
  application,
  cycle,
  topic,
  values,
  fromDirectory,
  errors = {},
  returnTo,
}: PageProps) {
  const { reference, role } = application;
  const own = topicsOf(role);
  return (
    <PublicPage
      title={topics[topic].title}
      program={cycle.program}
      backLink={{ href: hrefTo(returnTo === fromCheck ? 'checkAnswers' : 'application', { reference }) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <span class="govuk-caption-l">
        Section {own.indexOf(topic) + 1} of {own.length}
      </span>
      <h1 class="govuk-heading-l">{topics[topic].title}</h1>
      {fromDirectory && (
        <InsetText>
          We filled this in from the district directory. Please correct anything that’s wrong.
        </InsetText>
      )}
      <Form
        action={hrefTo('answerQuestion', { reference, topic })}
        hidden={returnTo === undefined ? {} : { returnTo }}
      >
        <QuestionFields topic={topic} program={cycle.program} role={role} values={values} errors={errors} />
        <Button>Save and continue</Button>
      </Form>
    </PublicPage>
  );
}

const topicNamed = (application: Application, name: string | undefined): Topic | undefined =>
  topicsOf(application.role).find((topic) => topic === name);

const savedAnswer = (application: Application, topic: Topic): object | undefined =>
  new Map<string, object>(Object.entries(application.answers)).get(topic);

export const question = forApplicant((request, { application, cycle }) => {
  const topic = topicNamed(application, request.parameters.topic);
  if (!topic) return notFound();
  const draft = editableDraft(application, cycle, request.now);
  if (isRefusal(draft)) return draftRefused(draft.refused, application, cycle);
  const saved = savedAnswer(draft, topic);
  return showPage(
    <QuestionPage
      application={draft}
      cycle={cycle}
      topic={topic}
      {...firstValues(topic, draft.school, saved)}
      returnTo={request.query.get('from') === fromCheck ? fromCheck : undefined}
    />,
    { reference: draft.reference, topic, answer: saved ?? null },
  );
});

export const answerQuestion = forApplicant(async (request, { application, cycle }) => {
  const topic = topicNamed(application, request.parameters.topic);
  if (!topic) return notFound();
  const checked = readAnswer(topic, cycle.program, request.fields);
  const refused = (why: DraftRefusal) =>
    draftRefused(why, application, cycle, writtenIn(request, checked, { application, cycle }));
  const draft = editableDraft(application, cycle, request.now);
  if (isRefusal(draft)) return refused(draft.refused);
  const returnTo = request.fields.returnTo === fromCheck ? fromCheck : undefined;
  if (checked.errors)
    return showErrors(
      <QuestionPage
        application={draft}
        cycle={cycle}
        topic={topic}
        values={request.fields}
        errors={checked.errors}
        returnTo={returnTo}
      />,
      checked.errors,
    );
  const { reference } = application;
  const outcome = await reviseApplication(store, cycle.program, application, (current) =>
    answerTopic(current, checked.value, cycle, request.now),
  );
  if (!outcome) return notFound();
  if (isRefusal(outcome)) return refused(outcome.refused);
  const missing = missingTopics(outcome.role, outcome.answers);
  const next = returnTo ? undefined : missing[0];
  const location = next
    ? hrefTo('question', { reference, topic: next })
    : hrefTo('checkAnswers', { reference });
  return seeOther(location, { reference, topic, missing });
});

/** The answers as other pages show them. Answers with errors are shown as typed. */
function writtenIn(
  { fields }: Pick<Request, 'fields'>,
  checked: Checked<TopicAnswer>,
  { application, cycle }: Own,
): readonly Written[] {
  if (checked.errors)
    return Object.entries(fields).flatMap(([name, typed]) =>
      typeof typed === 'string' && typed.trim() !== '' && name !== 'returnTo' ? [{ answer: typed }] : [],
    );
  const { role, school } = application;
  return sayAnswers({ school, ...withAnswer({ role, answers: {} }, checked.value) }, cycle.program);
}
