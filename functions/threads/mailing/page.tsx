import type { MailingContact, MailingKind, Recipients } from '#domain/admission/mailing.ts';
import type { HistoryEntry } from '#domain/base/change.ts';
import { sayMoment } from '#domain/base/time.ts';
import { countOf, sayCount } from '#domain/base/wording.ts';
import { ChangedBanner } from '#http/banners.tsx';
import { ConsolePage } from '#http/console-page.tsx';
import { LetterPreview } from '#http/letter-preview.tsx';
import type { StaffRequest } from '#http/staff-access.tsx';
import type { Letter } from '#letters/letter.ts';
import { hrefTo } from '#routes.ts';
import { Button } from '#ui/button.tsx';
import { Form } from '#ui/form.tsx';
import { LinkLine } from '#ui/link.tsx';
import { SummaryList } from '#ui/summary-list.tsx';
import { Table } from '#ui/table.tsx';
import { kindNames, skipWords } from '../mailing-words.ts';

/** The page stays small. */
const mostRows = 100;

type DraftProps = {
  readonly request: StaffRequest;
  readonly mailing: string;
  readonly kind: MailingKind;
  readonly recipients: Recipients;
  /** The first email. The others have other names in it. */
  readonly letters: readonly Letter[];
  readonly seen: string;
  readonly isChanged: boolean;
};

export function DraftPage({ request, mailing, kind, recipients, letters, seen, isChanged }: DraftProps) {
  const { contacts, skipped } = recipients;
  const emails = countOf(contacts.length, 'email');
  return (
    <ConsolePage request={request} title="Check your invitations" current="invitations">
      <h1>
        <span class="govuk-caption-l">{kindNames[kind]}</span>
        {contacts.length === 0 ? 'No one to invite' : `Send ${emails}?`}
      </h1>
      {isChanged && (
        <ChangedBanner>
          Someone applied, opted out, or was invited while you were on this page. We didn’t send any emails
          yet.
        </ChangedBanner>
      )}
      {letters.map((letter) => (
        <LetterPreview key={letter.key} letter={letter} />
      ))}
      {contacts.length > 1 && (
        <p class="govuk-body">
          The other {contacts.length === 2 ? 'email is' : 'emails are'} the same, with other names.
        </p>
      )}
      <Contacts caption={`${countOf(contacts.length, 'contact')} will get an email`} contacts={contacts} />
      {skipped.length > 0 && (
        <Table
          caption={`${countOf(skipped.length, 'contact')} won’t get an email`}
          dense
          stacks
          columns={[{ text: 'School', head: true }, { text: 'Email address' }, { text: 'Reason' }]}
          rows={skipped
            .slice(0, mostRows)
            .map(({ contact: { schoolName, email }, why }) => [
              <bdi key="school">{schoolName}</bdi>,
              <bdi key="email">{email}</bdi>,
              skipWords[why],
            ])}
        />
      )}
      <More total={skipped.length} />
      {contacts.length > 0 && (
        <Form action={hrefTo('sendMailing', { mailing })} hidden={{ seen }}>
          <Button>Send {emails}</Button>
        </Form>
      )}
      <LinkLine href={hrefTo('mailings', {})}>Back to Invitations</LinkLine>
    </ConsolePage>
  );
}

const Contacts = ({
  caption,
  contacts,
}: {
  readonly caption: string;
  readonly contacts: readonly MailingContact[];
}) => (
  <>
    <Table
      caption={caption}
      dense
      stacks
      columns={[{ text: 'School', head: true }, { text: 'Name' }, { text: 'Email address' }]}
      rows={contacts
        .slice(0, mostRows)
        .map(({ schoolName, name, email }) => [
          <bdi key="school">{schoolName}</bdi>,
          name === '' ? '—' : <bdi key="name">{name}</bdi>,
          <bdi key="email">{email}</bdi>,
        ])}
      empty="None."
    />
    <More total={contacts.length} />
  </>
);

const More = ({ total }: { readonly total: number }) =>
  total > mostRows ? <p class="govuk-body">And {sayCount(total - mostRows)} more.</p> : null;

/** How far the emails of a mailing are. */
export type Progress = {
  readonly sent: number;
  readonly waiting: number;
  /** Those whose email came back or was refused. */
  readonly bounced: readonly MailingContact[];
};

type SentProps = {
  readonly request: StaffRequest;
  readonly kind: MailingKind;
  readonly sent: HistoryEntry | undefined;
  readonly progress: Progress;
};

export const SentPage = ({ request, kind, sent, progress: { sent: gone, waiting, bounced } }: SentProps) => (
  <ConsolePage request={request} title="Invitations" current="invitations">
    <h1>
      <span class="govuk-caption-l">{kindNames[kind]}</span>
      {waiting > 0 ? 'Invitations are being sent' : 'Invitations sent'}
    </h1>
    {sent && (
      <p class="govuk-body">
        <bdi>{sent.by}</bdi> sent them on {sayMoment(request.cycle.program.timeZone, sent.at)}.
      </p>
    )}
    <SummaryList
      rows={[
        { key: 'Sent', value: sayCount(gone) },
        { key: 'Waiting to be sent', value: sayCount(waiting) },
        { key: 'Not delivered', value: sayCount(bounced.length) },
      ]}
    />
    {waiting > 0 && (
      <p class="govuk-body">
        Large lists take up to half an hour. Reload this page to see the latest numbers.
      </p>
    )}
    {bounced.length > 0 && (
      <>
        <Contacts caption="Not delivered" contacts={bounced} />
        <LinkLine href={hrefTo('undelivered', {})}>See why</LinkLine>
      </>
    )}
    <LinkLine href={hrefTo('mailings', {})}>Back to Invitations</LinkLine>
  </ConsolePage>
);
