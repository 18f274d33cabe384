import { missingTopics, type Topic, topicNames, topicsOf } from '../../shared/domain/answers.ts';
import type { DraftApplication } from '../../shared/domain/application.ts';
import { type Cycle, sayDeadline } from '../../shared/domain/cycle.ts';
import { roleNames } from '../../shared/domain/program.ts';
import { PublicPage } from '../../shared/ui/layout.tsx';
import { InsetText } from '../../shared/ui/notices.tsx';
import { TaskList } from '../../shared/ui/task-list.tsx';
import { type Answer, showPage } from '../http/answer.ts';
import { hrefTo } from '../routes.ts';

/** What a draft still needs, topic by topic. */
export function showTaskList(draft: DraftApplication, cycle: Cycle): Answer {
  const { reference, role, school } = draft;
  const missing = missingTopics(role, draft.answers);
  const topics = topicsOf(role);
  return showPage(
    <PublicPage title="Your application" contact={cycle.program.contactEmail}>
      <span class="govuk-caption-l">
        {roleNames[role]}, reference {reference}
      </span>
      <h1 class="govuk-heading-l">
        Application of <bdi>{school.name}</bdi>
      </h1>
      <p class="govuk-body">
        {topics.length - missing.length} of {topics.length} topics are answered. Everything is saved; you can
        close this page and come back by the link in your letter.
      </p>
      <TaskList
        tasks={[
          ...topics.map((topic) => questionTask(reference, topic, missing)),
          {
            name: 'Check your answers and send',
            ...(missing.length === 0 && { href: hrefTo('checkAnswers', { reference }) }),
            status:
              missing.length === 0 ? { text: 'Ready', meaning: 'active' } : { text: 'Cannot start yet' },
          },
        ]}
      />
      <InsetText>
        Send it by <strong>{sayDeadline(cycle)}</strong>. We review in the order in which applications arrive.
      </InsetText>
    </PublicPage>,
    { reference, state: draft.state, role, school, answers: draft.answers, missing },
  );
}

const questionTask = (reference: string, topic: Topic, missing: readonly Topic[]) => ({
  name: topicNames[topic],
  href: hrefTo('question', { reference, topic }),
  status: missing.includes(topic)
    ? ({ text: 'Not started', meaning: 'active' } as const)
    : { text: 'Completed' },
});
