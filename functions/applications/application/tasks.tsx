import { missingTopics } from '#domain/admission/answers.ts';
import type { DraftApplication, Invitation } from '#domain/admission/application.ts';
import { editableDraft, isExtended } from '#domain/admission/apply.ts';
import { type Topic, topics, topicsOf } from '#domain/admission/topics.ts';
import { isRefusal } from '#domain/base/change.ts';
import type { Instant } from '#domain/base/time.ts';
import { sayDate } from '#domain/base/time.ts';
import { acceptsDraft, type Cycle, sayDeadline, sayGraceEnd, stateOf } from '#domain/program/cycle.ts';
import { roleNames } from '#domain/program/program.ts';
import { type Answer, showPage } from '#http/answer.ts';
import { DoneBanner } from '#http/banners.tsx';
import { hrefTo } from '#routes.ts';
import { sayInvitation } from '#text/decisions.ts';
import { PublicPage } from '#ui/layout.tsx';
import { LinkLine } from '#ui/link.tsx';
import { InsetText } from '#ui/notices.tsx';
import { TaskList } from '#ui/task-list.tsx';
import { Typed, WithAddress } from '../quoted.tsx';
import { otherRole } from '../role/respond.tsx';

type TaskPageProps = {
  readonly draft: DraftApplication;
  readonly cycle: Cycle;
  readonly now: Instant;
  /** Confirms a change that led here. */
  readonly done: string | undefined;
};

export function showTaskList({ draft, cycle, now, done }: TaskPageProps): Answer {
  const { reference, role, school, answers, state } = draft;
  return showPage(
    <PublicPage title="Your application" program={cycle.program}>
      <DoneBanner text={done} />
      <span class="govuk-caption-l">
        {roleNames[role]}, application number {reference}
      </span>
      <h1 class="govuk-heading-l">
        <bdi>{school.name}</bdi>’s application
      </h1>
      {draft.invited ? (
        <Invited draft={draft} invited={draft.invited} cycle={cycle} />
      ) : (
        <Deadline draft={draft} cycle={cycle} now={now} />
      )}
      {!isRefusal(editableDraft(draft, cycle, now)) && (
        <>
          <Tasks draft={draft} />
          <LinkLine href={hrefTo('rolePage', { reference })}>
            Apply as a {otherRole[role]} school instead
          </LinkLine>
          <p class="govuk-body">
            No longer want to apply?{' '}
            <a class="govuk-link" href={hrefTo('withdrawPage', { reference })}>
              Withdraw this application
            </a>
          </p>
        </>
      )}
    </PublicPage>,
    { reference, state, role, school, answers, missing: missingTopics(role, answers) },
  );
}

type InvitedProps = {
  readonly draft: DraftApplication;
  readonly invited: Invitation;
  readonly cycle: Cycle;
};

/** The same as the email. */
function Invited({ draft, invited, cycle }: InvitedProps) {
  const { news, beforeReason, next } = sayInvitation(draft, cycle);
  return (
    <>
      <p class="govuk-body">{news}</p>
      <h2 class="govuk-heading-m">{beforeReason}</h2>
      <InsetText>
        <Typed text={invited.reason} />
      </InsetText>
      {next.map((text) => (
        <p key={text} class="govuk-body">
          <WithAddress text={text} address={cycle.program.contactEmail} />
        </p>
      ))}
    </>
  );
}

function Tasks({ draft: { reference, role, answers } }: Pick<TaskPageProps, 'draft'>) {
  const own = topicsOf(role);
  const missing = missingTopics(role, answers);
  const isComplete = missing.length === 0;
  return (
    <>
      <p class="govuk-body">
        You’ve completed {own.length - missing.length} of {own.length} sections. Your answers are saved. You
        can close this page and come back with the link in our email. If it has expired,{' '}
        <a class="govuk-link" href={hrefTo('askForLink', {})}>
          get a new link
        </a>
        .
      </p>
      <TaskList
        tasks={[
          ...own.map((topic) => questionTask(reference, topic, missing)),
          {
            name: 'Check your answers and submit',
            ...(isComplete && { href: hrefTo('checkAnswers', { reference }) }),
            status: isComplete ? { text: 'Ready', meaning: 'active' } : { text: 'Can’t start yet' },
          },
        ]}
      />
    </>
  );
}

const questionTask = (reference: string, topic: Topic, missing: readonly Topic[]) => ({
  name: topics[topic].title,
  href: hrefTo('question', { reference, topic }),
  status: missing.includes(topic)
    ? ({ text: 'Not started', meaning: 'active' } as const)
    : { text: 'Completed' },
});

function Deadline({ draft, cycle, now }: Omit<TaskPageProps, 'done'>) {
  if (draft.extendedTo !== undefined && isExtended(draft, cycle, now))
    return (
      <InsetText>
        You have more time: submit by the end of <strong>{sayDate(draft.extendedTo)}</strong>.
      </InsetText>
    );
  if (stateOf(cycle, now) !== 'closed')
    return (
      <InsetText>
        Submit by <strong>{sayDeadline(cycle)}</strong>. We review applications in the order we receive them.
      </InsetText>
    );
  return acceptsDraft(cycle, draft.startedAt, now) ? (
    <InsetText>
      The deadline was {sayDeadline(cycle)}. Because you started before then, you can still submit until{' '}
      <strong>{sayGraceEnd(cycle)}</strong>.
    </InsetText>
  ) : (
    <InsetText>
      The deadline was <strong>{sayDeadline(cycle)}</strong>. This application wasn’t submitted in time, so we
      can’t review it. You’re welcome to apply again next year.
    </InsetText>
  );
}
