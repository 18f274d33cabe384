import { Fragment } from 'preact';
import { standingNames, standingOf } from '#domain/admission/queue.ts';
import { summaryOf } from '#domain/admission/summary.ts';
import { contactsOf, type NamedStaff } from '#domain/base/person.ts';
import { sayShort } from '#domain/base/time.ts';
import { countOf } from '#domain/base/wording.ts';
import { roleNames } from '#domain/program/program.ts';
import { longestMessage, type Message, type Thread, titleOf } from '#domain/threads/thread.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { seenFor, seenOf } from '#http/stale-form.ts';
import { hrefTo } from '#routes.ts';
import { eventNames } from '#text/events.ts';
import { Button } from '#ui/button.tsx';
import { Select } from '#ui/choices.tsx';
import type { FieldErrors, FieldValues } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Columns } from '#ui/layout.tsx';
import { LinkLine, MailLink } from '#ui/link.tsx';
import { Details, InsetText } from '#ui/notices.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Tag } from '#ui/tag.tsx';
import { TextArea } from '#ui/text-field.tsx';
import type { AboutThread } from '../thread-access.tsx';

/** What the form for a reply shows. */
export const messagesShown = ({ messages }: Thread) => ({ messages: messages.map(({ id }) => id) });
/** What the buttons that close and reopen show. */
export const stateShown = ({ state, messages }: Thread) => ({ state, messages: messages.length });
/** What the form for an assignment shows. */
export const assignmentShown = ({ assignee }: Thread) => ({ assignee: assignee?.email });

export const titleOrNone = (thread: Thread): string => titleOf(thread) || 'No subject';

/** Who can be chosen: this person, and everyone on the roster. */
export function assigneesOf({ staff, roster, thread }: AboutThread): readonly NamedStaff[] {
  const all = [
    staff,
    ...roster.reviewers,
    ...roster.facilitators,
    ...(thread.assignee ? [thread.assignee] : []),
  ];
  const byEmail = new Map(all.map(({ email, name }) => [email, { email, name }]));
  return [...byEmail.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

export const threadJson = ({ thread }: AboutThread) => {
  const { id, state, asker, about, assignee, messages } = thread;
  return {
    ...{ id, title: titleOf(thread), state, asker, messages },
    ...(about && { about }),
    ...(assignee && { assignee }),
    seen: seenOf(messagesShown(thread)),
  };
};

type ThreadPageProps = {
  readonly request: AboutThread;
  readonly values?: FieldValues;
  readonly errors?: FieldErrors;
  /** Whether something changed after the page was loaded. */
  readonly isChanged?: boolean;
};

export function ThreadPage({ request, values = {}, errors = {}, isChanged = false }: ThreadPageProps) {
  const { thread, cycle } = request;
  const { timeZone } = cycle.program;
  return (
    <ConsolePage request={request} title={titleOrNone(thread)} current="questions" errors={errors}>
      {isChanged && (
        <ChangedBanner>
          Nothing was sent. Read the latest messages. What you typed is still in the form.
        </ChangedBanner>
      )}
      <h1>
        <span class="govuk-caption-l">Question from {thread.asker.name || thread.asker.email}</span>
        <span dir="auto">{titleOrNone(thread)}</span>
      </h1>
      <p class="govuk-body">
        <Tag meaning={thread.state === 'open' ? 'attention' : 'neutral'}>
          {thread.state === 'open' ? 'Open' : 'Closed'}
        </Tag>
      </p>
      <Columns>
        <div>
          <h2 class="govuk-heading-m">Messages</h2>
          {thread.messages.map((message) => (
            <MessageShown key={message.id} message={message} timeZone={timeZone} />
          ))}
          <ReplyForm thread={thread} values={values} errors={errors} isChanged={isChanged} />
        </div>
        <div>
          <Asked request={request} />
          <Assignment request={request} errors={errors} />
          <Turn thread={thread} />
          {thread.messages.some(({ from }) => from === 'staff') && (
            <LinkLine href={hrefTo('publishAnswerPage', { thread: thread.id })}>
              Publish the answer on the program page
            </LinkLine>
          )}
        </div>
      </Columns>
      <Details summary="History">
        <SummaryList
          rows={thread.history.map(({ at, by, what }, index) => ({
            key: `${index + 1}. ${eventNames[what]}`,
            value: `${by}, ${sayShort(timeZone, at)}`,
          }))}
        />
      </Details>
    </ConsolePage>
  );
}

type MessageProps = { readonly message: Message; readonly timeZone: string };

const MessageShown = ({ message: { by, at, from, text, mail }, timeZone }: MessageProps) => (
  <article class="lp-letter">
    <p class="govuk-body-s">
      <strong>
        <bdi>{by}</bdi>
      </strong>
      , {from === 'staff' ? 'replied ' : mail ? 'emailed ' : 'asked '}
      {sayShort(timeZone, at)}
    </p>
    <p class="govuk-body lp-typed" dir="auto">
      {text === '' ? 'This email has no text.' : text}
    </p>
    {mail?.tooLargeBytes !== undefined && (
      <InsetText>
        This email is too large ({sayBytes(mail.tooLargeBytes)}). Only its beginning is shown.
      </InsetText>
    )}
    {mail && mail.attachments.length > 0 && (
      <p class="govuk-body-s">
        {countOf(mail.attachments.length, 'attachment')}, not opened:{' '}
        {mail.attachments.map(({ name, bytes }) => `${name} (${sayBytes(bytes)})`).join(', ')}. If you need a
        file, ask them to send it to you another way.
      </p>
    )}
  </article>
);

const sayBytes = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

type ReplyFormProps = {
  readonly thread: Thread;
  readonly values: FieldValues;
  readonly errors: FieldErrors;
  readonly isChanged: boolean;
};

const ReplyForm = ({ thread, values, errors, isChanged }: ReplyFormProps) => (
  <Form
    action={hrefTo('replyToThread', { thread: thread.id })}
    hidden={{ step: 'preview', seen: seenFor(messagesShown(thread), { fields: values, isChanged }) }}
  >
    <TextArea
      name="reply"
      label="Your reply"
      labelSize="m"
      hint="We’ll add a greeting, your name, and their question."
      maxLength={longestMessage}
      rows={10}
      values={values}
      errors={errors}
    />
    <Button>Preview email</Button>
  </Form>
);

/** Who asks, and the application that they write about. */
function Asked({ request: { thread, application, cycle } }: { readonly request: AboutThread }) {
  const { asker, about } = thread;
  return (
    <>
      <h2 class="govuk-heading-m">Who is asking</h2>
      <SummaryList
        rows={[
          ...(asker.name === '' ? [] : [{ key: 'Name', value: <bdi>{asker.name}</bdi> }]),
          { key: 'Email', value: <MailLink address={asker.email} /> },
        ]}
      />
      {about && (
        <>
          <h2 class="govuk-heading-m">Application</h2>
          {!about.isProven && (
            <InsetText>
              We can’t confirm that this person is the school’s contact. Don’t share anything that only the
              contact should know.
            </InsetText>
          )}
          <SummaryList
            rows={[
              { key: 'School', value: <bdi>{about.schoolName}</bdi> },
              {
                key: 'Application number',
                value: application ? (
                  <a class="govuk-link" href={hrefTo('staffApplication', { reference: about.reference })}>
                    {about.reference}
                  </a>
                ) : (
                  about.reference
                ),
              },
              ...(application
                ? [
                    { key: 'Role', value: roleNames[application.role] },
                    {
                      key: 'Status',
                      value: standingNames[standingOf(summaryOf(cycle.program, application))],
                    },
                    {
                      key: 'Contact',
                      value: contactsOf(application).map(({ name, position, email }, index) => (
                        <Fragment key={email}>
                          {index > 0 && <br />}
                          <bdi>{name}</bdi>, {position}
                          <br />
                          <MailLink address={email} />
                        </Fragment>
                      )),
                    },
                  ]
                : []),
            ]}
          />
        </>
      )}
    </>
  );
}

type AssignmentProps = { readonly request: AboutThread; readonly errors: FieldErrors };

const Assignment = ({ request, errors }: AssignmentProps) => (
  <Form
    action={hrefTo('assignThread', { thread: request.thread.id })}
    hidden={{ seen: seenOf(assignmentShown(request.thread)) }}
  >
    <Select
      name="email"
      label="Assigned to"
      labelSize="m"
      options={[
        { value: '', text: 'No one' },
        ...assigneesOf(request).map(({ email, name }) => ({ value: email, text: name })),
      ]}
      values={{ email: request.thread.assignee?.email ?? '' }}
      errors={errors}
    />
    <Button variant="secondary">Save assignment</Button>
  </Form>
);

const Turn = ({ thread }: { readonly thread: Thread }) => {
  const seen = { seen: seenOf(stateShown(thread)) };
  return thread.state === 'open' ? (
    <Form action={hrefTo('closeThread', { thread: thread.id })} hidden={seen}>
      <p class="govuk-body">If it doesn’t need a reply, close it. No email will be sent.</p>
      <Button variant="secondary">Close without a reply</Button>
    </Form>
  ) : (
    <Form action={hrefTo('reopenThread', { thread: thread.id })} hidden={seen}>
      <Button variant="secondary">Reopen question</Button>
    </Form>
  );
};
