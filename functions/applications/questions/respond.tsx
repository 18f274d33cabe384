import { missingTopics, type TopicAnswer, withAnswer } from '#domain/admission/answers.ts';
import type { Application, DraftApplication, SubmittedApplication } from '#domain/admission/application.ts';
import { answerTopic, type EditRefusal, editable } from '#domain/admission/apply.ts';
import { type Topic, topics, topicsOf } from '#domain/admission/topics.ts';
import { isRefusal } from '#domain/base/change.ts';
import { type Cycle, todayOf } from '#domain/program/cycle.ts';
import { type Answer, seeOther, showErrors, showPage, showProblem } from '#http/answer.ts';
import type { Own } from '#http/applicant-access.tsx';
import { ChangedBanner } from '#http/banners.tsx';
import type { Checked } from '#http/fields.ts';
import { notFound } from '#http/problem-pages.tsx';
import type { Request } from '#http/request.ts';
import { ifSeen, seenFor, seenOf } from '#http/stale-form.ts';
import type { Written } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';
import { reviseApplication } from '#store/revise.ts';
import { sayAnswers } from '#text/answers.ts';
import { Button } from '#ui/button.tsx';
import { ErrorSummary } from '#ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import { InsetText } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { forApplicant, store } from '../application-access.ts';
import { done } from '../forms.ts';
import { Typed } from '../quoted.tsx';
import { draftRefused } from '../refusals.tsx';
import { answerShown } from '../shown.ts';
import { firstValues, readAnswer } from './forms.ts';
import { QuestionFields } from './page.tsx';

/** The `from` value of a page opened from the check page; saving leads back there instead of to the next missing topic. */
const fromCheck = 'check';

const hiddenFields: readonly string[] = ['returnTo', 'seen'];

type PageProps = {
  readonly application: DraftApplication | SubmittedApplication;
  readonly cycle: Cycle;
  readonly topic: Topic;
  readonly values: FieldValues;
  /** Whether the values come from the directory and the school hasn't saved them yet. */
  readonly fromDirectory?: boolean;
  readonly errors?: FieldErrors;
  readonly returnTo: string | undefined;
  /** Whether someone saved another answer after the page was loaded. */
  readonly isChanged?: boolean;
};

function QuestionPage({
  application,
  cycle,
  topic,
  values,
  fromDirectory,
  errors = {},
  returnTo,
  isChanged = false,
}: PageProps) {
  const { reference, role } = application;
  const own = topicsOf(role);
  const seen = seenFor(answerShown(application, topic), { fields: values, isChanged });
  return (
    <PublicPage
      title={topics[topic].title}
      program={cycle.program}
      backLink={{ href: hrefTo(returnTo === fromCheck ? 'checkAnswers' : 'application', { reference }) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      {isChanged && (
        <ChangedBanner>
          Your answers weren’t saved because someone else saved this section first. Their version is below,
          and yours is still in the form. Save again to replace theirs.
        </ChangedBanner>
      )}
      <span class="govuk-caption-l">
        Section {own.indexOf(topic) + 1} of {own.length}
      </span>
      <h1 class="govuk-heading-l">{topics[topic].title}</h1>
      {fromDirectory && (
        <InsetText>
          We filled this in from the district directory. Please correct anything that’s wrong.
        </InsetText>
      )}
      {isChanged && <Saved application={application} cycle={cycle} topic={topic} />}
      <Form
        action={hrefTo('answerQuestion', { reference, topic })}
        hidden={{ seen, ...(returnTo !== undefined && { returnTo }) }}
      >
        <QuestionFields topic={topic} program={cycle.program} role={role} values={values} errors={errors} />
        <Button>{application.state === 'draft' ? 'Save and continue' : 'Save changes'}</Button>
      </Form>
    </PublicPage>
  );
}

type SavedProps = Pick<PageProps, 'application' | 'cycle' | 'topic'>;

/** The saved version of a section, as text to read and copy. */
const Saved = ({ application, cycle, topic }: SavedProps) => (
  <>
    <h2 class="govuk-heading-m">The saved version</h2>
    <SummaryList
      rows={sayAnswers(application, cycle.program)
        .filter((said) => said.topic === topic)
        .map(({ question, answer }) => ({ key: question, value: <Typed text={answer} /> }))}
    />
    <LinkLine href={hrefTo('application', { reference: application.reference })}>
      Keep the saved version
    </LinkLine>
    <h2 class="govuk-heading-m">Your version</h2>
  </>
);

const topicNamed = (application: Application, name: string | undefined): Topic | undefined =>
  topicsOf(application.role).find((topic) => topic === name);

export const question = forApplicant((request, { application, cycle }) => {
  const topic = topicNamed(application, request.parameters.topic);
  if (!topic) return notFound();
  const own = editable(application, cycle, request.now);
  if (isRefusal(own)) return draftRefused(own.refused, application, cycle);
  const { answer: saved } = answerShown(own, topic);
  return showPage(
    <QuestionPage
      application={own}
      cycle={cycle}
      topic={topic}
      {...firstValues(topic, own.school, saved)}
      returnTo={request.query.get('from') === fromCheck ? fromCheck : undefined}
    />,
    { reference: own.reference, topic, answer: saved ?? null, seen: seenOf({ answer: saved }) },
  );
});

export const answerQuestion = forApplicant(async (request, { application, cycle, person }) => {
  const topic = topicNamed(application, request.parameters.topic);
  if (!topic) return notFound();
  const checked = readAnswer(topic, cycle.program, request.fields, todayOf(cycle, request.now));
  const refused = (why: EditRefusal) =>
    draftRefused(why, application, cycle, writtenIn(request, checked, { application, cycle }));
  const own = editable(application, cycle, request.now);
  if (isRefusal(own)) return refused(own.refused);
  const returnTo = request.fields.returnTo === fromCheck ? fromCheck : undefined;
  if (checked.errors)
    return showErrors(
      <QuestionPage
        application={own}
        cycle={cycle}
        topic={topic}
        values={request.fields}
        errors={checked.errors}
        returnTo={returnTo}
      />,
      checked.errors,
    );
  const { reference } = application;
  const { seen, ...answered } = checked.value;
  const outcome = await reviseApplication(
    store,
    cycle.program,
    application,
    ifSeen(
      {
        seen,
        shown: (current: Application) => answerShown(current, topic),
        wanted: { answer: answered.answer },
      },
      (current: Application) => answerTopic(current, answered, cycle, request.now, person.name),
    ),
  );
  if (!outcome) return notFound();
  if (isRefusal(outcome)) {
    if (outcome.refused !== 'changed') return refused(outcome.refused);
    const standing = editable((await store.application(reference)) ?? own, cycle, request.now);
    return isRefusal(standing)
      ? refused(standing.refused)
      : savedByOthers({ application: standing, cycle, topic, values: request.fields, returnTo });
  }
  const missing = missingTopics(outcome.role, outcome.answers);
  if (outcome.state === 'submitted')
    return seeOther(hrefTo('application', { reference }, done('answers')), { reference, topic, missing });
  const next = returnTo ? undefined : missing[0];
  const location = next
    ? hrefTo('question', { reference, topic: next })
    : hrefTo('checkAnswers', { reference });
  return seeOther(location, { reference, topic, missing });
});

/** Both versions: the saved one, and what was typed. */
const savedByOthers = (page: PageProps): Answer =>
  showProblem(<QuestionPage {...page} isChanged />, {
    status: 409,
    title: 'Your answers weren’t saved',
    detail: 'Someone else saved this section while you were on this page.',
  });

/** The answers as other pages show them. Answers with errors are shown as typed. */
function writtenIn(
  { fields }: Pick<Request, 'fields'>,
  checked: Checked<TopicAnswer>,
  { application, cycle }: Omit<Own, 'person'>,
): readonly Written[] {
  if (checked.errors)
    return Object.entries(fields).flatMap(([name, typed]) =>
      typeof typed === 'string' && typed.trim() !== '' && !hiddenFields.includes(name)
        ? [{ answer: typed }]
        : [],
    );
  const { role, school } = application;
  return sayAnswers({ school, ...withAnswer({ role, answers: {} }, checked.value) }, cycle.program);
}
