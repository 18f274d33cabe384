import { missingTopics, type Topic, topicNames, topicsOf } from '../../shared/domain/answers.ts';
import type { Application } from '../../shared/domain/application.ts';
import { answerTopic, type DraftRefusal } from '../../shared/domain/applying.ts';
import { isRefusal } from '../../shared/domain/change.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import { reviseApplication } from '../../shared/store/revise.ts';
import { Button } from '../../shared/ui/button.tsx';
import { ErrorSummary } from '../../shared/ui/error-summary.tsx';
import type { FieldErrors, FieldValues } from '../../shared/ui/field.tsx';
import { Form } from '../../shared/ui/form.tsx';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { type Answer, seeOther, showErrors, showPage } from '../http/answer.ts';
import { notFound } from '../http/problem-pages.tsx';
import { hrefTo } from '../routes.ts';
import { forApplicant, type Own, store } from './context.ts';
import { QuestionFields } from './question-fields.tsx';
import { firstValues, readAnswer } from './questions.ts';
import { closed } from './refusals.tsx';

/** Where a saved page goes: back to the check it came from, or on to the next topic that is missing. */
const fromCheck = 'check';

type PageProps = Own & {
  readonly topic: Topic;
  readonly values: FieldValues;
  readonly errors?: FieldErrors;
  readonly returnTo: string | undefined;
};

function QuestionPage({ application, cycle, topic, values, errors = {}, returnTo }: PageProps) {
  const { reference, role } = application;
  const topics = topicsOf(role);
  return (
    <PublicPage
      title={topicNames[topic]}
      contact={cycle.program.contactEmail}
      backLink={{ href: hrefTo(returnTo === fromCheck ? 'checkAnswers' : 'application', { reference }) }}
      error={Object.keys(errors).length > 0}
    >
      <ErrorSummary errors={errors} />
      <span class="govuk-caption-l">
        Topic {topics.indexOf(topic) + 1} of {topics.length}
      </span>
      <h1 class="govuk-heading-l">{topicNames[topic]}</h1>
      <Form
        action={hrefTo('answerQuestion', { reference, topic })}
        hidden={returnTo === undefined ? {} : { returnTo }}
      >
        <QuestionFields topic={topic} program={cycle.program} values={values} errors={errors} />
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
  const { reference, school } = application;
  if (application.state !== 'draft') return seeOther(hrefTo('application', { reference }));
  const saved = savedAnswer(application, topic);
  return showPage(
    <QuestionPage
      application={application}
      cycle={cycle}
      topic={topic}
      values={firstValues(topic, school, saved)}
      returnTo={request.query.get('from') === fromCheck ? fromCheck : undefined}
    />,
    { reference, topic, answer: saved ?? null },
  );
});

export const answerQuestion = forApplicant(async (request, { application, cycle }) => {
  const topic = topicNamed(application, request.parameters.topic);
  if (!topic) return notFound();
  const returnTo = request.fields.returnTo === fromCheck ? fromCheck : undefined;
  const checked = readAnswer(topic, cycle.program, request.fields);
  if (checked.errors)
    return showErrors(
      <QuestionPage
        application={application}
        cycle={cycle}
        topic={topic}
        values={request.fields}
        errors={checked.errors}
        returnTo={returnTo}
      />,
      checked.errors,
    );
  const { reference } = application;
  const outcome = await reviseApplication(store, cycle.program, reference, (current) =>
    answerTopic(current, checked.value, cycle, request.now),
  );
  if (!outcome) return notFound();
  if (isRefusal<DraftRefusal>(outcome)) return refused(outcome.refused, reference, cycle);
  const next = returnTo ? undefined : missingTopics(outcome.role, outcome.answers)[0];
  const location = next
    ? hrefTo('question', { reference, topic: next })
    : hrefTo('checkAnswers', { reference });
  return seeOther(location, { reference, saved: topic });
});

/** What a page shows that came too late for its draft. */
export const refused = (why: DraftRefusal, reference: string, cycle: Cycle): Answer =>
  why === 'cycle-closed' ? closed(cycle) : seeOther(hrefTo('application', { reference }));
