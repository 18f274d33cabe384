import type { ComponentChildren } from 'preact';
import { sayShort } from '#domain/base/time.ts';
import { countOf, sayList } from '#domain/base/wording.ts';
import { Button, ButtonGroup } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { PublicPage, renderPage } from '#ui/layout.tsx';
import { Details, InsetText, NotificationBanner } from '#ui/notices.tsx';
import { Pagination } from '#ui/pagination.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { TextArea, TextField } from '#ui/text-field.tsx';
import type { StaffMember } from '../ground/sample-staff.ts';
import type { Letter } from '../mail/inbox.ts';
import { clockMoves } from '../scheduler/time-travel.ts';
import type { StoryStep } from './story.ts';

// The runner's own pages. They are bundled at its start, because Node doesn't read TSX.
const tour = { href: '/local', text: 'Your local service' };

/** The start page: links to everything, and the tour. */
export const storyPage = (steps: readonly StoryStep[]) =>
  page(
    'Your local service',
    <>
      <p class="govuk-body-l">The whole program runs on this machine. Nothing you do here leaves it.</p>
      <ol class="govuk-list govuk-list--number govuk-list--spaced">
        {steps.map(({ title, text, links }) => (
          <li key={title}>
            <h2 class="govuk-heading-s govuk-!-margin-bottom-1">{title}</h2>
            <p class="govuk-body govuk-!-margin-bottom-1">{text}</p>
            <p class="govuk-body">
              {links.map((link, index) => (
                <span key={link.href}>
                  {index > 0 && ' · '}
                  <a class="govuk-link" href={link.href}>
                    {link.text}
                  </a>
                </span>
              ))}
            </p>
          </li>
        ))}
      </ol>
    </>,
  );

type InboxPageProps = {
  readonly letters: readonly Letter[];
  /** How many letters there are in total. */
  readonly count: number;
  /** The address filter; may be empty. */
  readonly to: string;
  /** From 1; the first has the newest. */
  readonly page: number;
  readonly hasMore: boolean;
  /** Whether an email to the service was just sent. */
  readonly isSent: boolean;
  /** Where the service reads email. */
  readonly address: string | undefined;
  readonly now: number;
  readonly zone: string;
};

/** Letters, newest first, and the clock that brings more. */
export const inboxPage = ({
  letters,
  count,
  to,
  page: number,
  hasMore,
  isSent,
  address,
  now,
  zone,
}: InboxPageProps) =>
  page(
    'Inbox',
    <>
      {isSent && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">
            Your email is with the service. Staff see it under Questions.
          </p>
        </NotificationBanner>
      )}
      <p class="govuk-body">
        Every email the service sent. None of them left this machine. It’s now{' '}
        <strong>{moment(now, zone)}</strong>.
      </p>
      <ClockForm from="inbox" />
      <Form action="/local/inbox" method="get">
        <TextField
          name="to"
          label="Show only emails to"
          hint="Enter all or part of an address"
          width={20}
          values={{ to }}
          errors={{}}
        />
        <Button variant="secondary">Show emails</Button>
      </Form>
      <p class="govuk-body">
        {to === '' ? countOf(count, 'email') : `Only emails to “${to}”`}, newest first.
      </p>
      <Table
        caption="Emails"
        captionSize="hidden"
        dense
        stacks
        columns={[{ text: 'Email', head: true }, { text: 'To' }]}
        rows={letters.map((letter) => [
          <>
            <a class="govuk-link" href={`/local/inbox/${letter.id}`}>
              {letter.subject}
            </a>
            {letter.attachments.length > 0 && (
              <>
                <br />
                with {sayAttached(letter)}
              </>
            )}
          </>,
          <>
            {letter.to.join(', ')}
            <br />
            {sayShort(zone, new Date(letter.sentAt).toISOString())}
          </>,
        ])}
        empty={to === '' ? 'No emails yet.' : 'No emails to that address.'}
      />
      <Pagination
        previous={number > 1 ? { href: hrefToLetters(to, number - 1), label: 'Newer emails' } : undefined}
        next={hasMore ? { href: hrefToLetters(to, number + 1), label: 'Older emails' } : undefined}
      />
      {address !== undefined && (
        <Details summary="Email the service">
          <SendForm address={address} values={{}} />
        </Details>
      )}
    </>,
    tour,
  );

type SendFormProps = {
  readonly address: string;
  readonly values: Readonly<Record<string, string>>;
  /** The ID of the letter that it answers. */
  readonly answers?: string;
};

/** Writes an email to the service, as anyone can. */
const SendForm = ({ address, values, answers = '' }: SendFormProps) => (
  <Form action="/local/inbox/send" hidden={{ answers }}>
    <p class="govuk-body">To {address}</p>
    <TextField name="from" label="From" width={30} values={values} errors={{}} />
    <TextField name="subject" label="Subject" values={values} errors={{}} />
    <TextArea name="text" label="Text" values={values} errors={{}} />
    <Button variant="secondary">Send email</Button>
  </Form>
);

const hrefToLetters = (to: string, page: number) =>
  `/local/inbox?${new URLSearchParams({ to, page: String(page) })}`;

/** An invitation is a calendar next to the text, which mail programs offer to accept. It is also attached as a file. */
const sayAttached = ({ attachments }: Letter): string =>
  sayList(
    attachments.map(({ name, contentType }) =>
      name === undefined && contentType === 'text/calendar'
        ? 'a calendar invitation'
        : (name ?? 'an unnamed attachment'),
    ),
  );

const feedbackWords: Readonly<Record<string, string | undefined>> = {
  bounce: 'The service was told that this email bounced.',
  complaint: 'The service was told that the recipient marked it as spam.',
  nobody: 'These reports aren’t handled here.',
};

/** One letter: its links, its HTML in a frame that can only be left by a link, and its text. */
export const letterPage = (letter: Letter, zone: string, done: string, address?: string) =>
  page(
    letter.subject,
    <>
      {feedbackWords[done] !== undefined && (
        <NotificationBanner kind="success">
          <p class="govuk-notification-banner__heading">{feedbackWords[done]}</p>
        </NotificationBanner>
      )}
      <SummaryList
        rows={[
          { key: 'From', value: letter.from },
          { key: 'To', value: letter.to.join(', ') },
          { key: 'Sent', value: moment(letter.sentAt, zone) },
          ...(letter.attachments.length > 0 ? [{ key: 'Attached', value: sayAttached(letter) }] : []),
        ]}
      />
      {letter.html !== '' && (
        <iframe
          title="Email"
          src={`/local/inbox/${letter.id}/html`}
          sandbox="allow-top-navigation-by-user-activation"
          class="lp-letter-frame"
        />
      )}
      <h2 class="govuk-heading-m">As text</h2>
      <InsetText>
        <p class="govuk-body">
          {letter.text.split('\n').map((line, index) => (
            <span key={`line ${index}`}>
              {linked(line)}
              <br />
            </span>
          ))}
        </p>
      </InsetText>
      {address !== undefined && (
        <>
          <h2 class="govuk-heading-m">Reply</h2>
          <SendForm
            address={address}
            answers={letter.id}
            values={{
              from: letter.to[0] ?? '',
              subject: letter.subject.startsWith('Re: ') ? letter.subject : `Re: ${letter.subject}`,
            }}
          />
        </>
      )}
      <h2 class="govuk-heading-m">What if it hadn’t arrived?</h2>
      <p class="govuk-body">
        Report a problem, as a mail server would. The director will see it under{' '}
        <a class="govuk-link" href="/console/letters">
          Undelivered emails
        </a>
        .
      </p>
      <Form action={`/local/inbox/${letter.id}/feedback`}>
        <ButtonGroup>
          <Button name="kind" value="bounce" variant="secondary">
            Mark as bounced
          </Button>
          <Button name="kind" value="complaint" variant="secondary">
            Mark as spam
          </Button>
        </ButtonGroup>
      </Form>
    </>,
    { href: '/local/inbox', text: 'All emails' },
  );

/** The clock and the buttons that move it. */
export const clockPage = ({ now, zone }: { readonly now: number; readonly zone: string }) =>
  page(
    'Clock',
    <>
      <p class="govuk-body">The service’s clock says</p>
      <p class="govuk-heading-m">{moment(now, zone)}</p>
      <p class="govuk-body">
        Everything due in between happens in order. The clock only moves forward. To start over, use an empty
        data folder.
      </p>
      <ClockForm from="clock" />
    </>,
    tour,
  );

/** The buttons that move the clock. Then the page `from` is shown again. */
const ClockForm = ({ from }: { readonly from: 'inbox' | 'clock' }) => (
  <Form action={`/local/clock?from=${from}`}>
    <ButtonGroup>
      {clockMoves.map(({ by, text }) => (
        <Button key={by} name="by" value={by} variant={by === 'letter' ? undefined : 'secondary'}>
          {text}
        </Button>
      ))}
    </ButtonGroup>
  </Form>
);

/** Replaces the password: one button per sample staff member. */
export const staffChoicePage = ({
  action,
  staff,
}: {
  readonly action: string;
  readonly staff: readonly StaffMember[];
}) =>
  page(
    'Sign in as',
    <>
      <p class="govuk-body">On this machine, sample staff don’t need a password.</p>
      <Form action={action}>
        {staff.map(({ id, name, roles }) => (
          <div key={id}>
            <Button name="staff" value={id} variant="secondary">
              {`${name}, ${roles.join(' and ')}`}
            </Button>
          </div>
        ))}
      </Form>
    </>,
    tour,
  );

function page(
  title: string,
  children: ComponentChildren,
  backLink?: { readonly href: string; readonly text: string },
): string {
  return renderPage(
    <PublicPage title={title} program={false} backLink={backLink}>
      <h1 class="govuk-heading-l">{title}</h1>
      {children}
    </PublicPage>,
  ).body;
}

const moment = (instant: number, timeZone: string) =>
  new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'long', timeZone }).format(instant);

const address = /(https?:\/\/[^\s<>"]+)/;

function linked(line: string): ComponentChildren {
  return line.split(address).map((part) =>
    address.test(part) ? (
      <a key={part} class="govuk-link" href={part}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
