import { simpleParser } from 'mailparser';
import { cleanText, withoutHiddenMarks } from '#domain/base/characters.ts';
import { normalEmail, parseEmail } from '#domain/base/email.ts';
import { type Attachment, longestMessage } from '#domain/threads/thread.ts';

/** An email that someone sent us, without anything that could run or load: plain text, and the names of its files. */
export type ReceivedEmail = {
  /** The first address in From; undefined if there is none that we could reply to. */
  readonly from: { readonly name: string; readonly email: string } | undefined;
  readonly subject: string;
  readonly text: string;
  /** With angle brackets; undefined if it has none, or none that fits a header. */
  readonly messageId: string | undefined;
  /** The messages it answers, from In-Reply-To and References. */
  readonly references: readonly string[];
  readonly attachments: readonly Attachment[];
  /** The headers that tell people from programs, by their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
};

const longest = { text: longestMessage, subject: 200, name: 100, file: 120 };
const mostAttachments = 20;
const mostReferences = 30;

/** More HTML than any letter has. Converting it would take longer than it is worth. */
const longestHtml = 1_000_000;

const messageIdForm = /^<[^<>\s]{1,250}>$/;

const line = (text: string, most: number): string =>
  withoutHiddenMarks(cleanText(text)).replace(/\s+/g, ' ').trim().slice(0, most).toWellFormed();

/** Parses a raw message, even if it is damaged or cut off. An email of HTML alone becomes text. */
export async function readEmail(raw: Buffer): Promise<ReceivedEmail> {
  const mail = await simpleParser(raw, {
    skipTextToHtml: true,
    maxHtmlLengthToParse: longestHtml,
  });
  const [sender] = mail.from?.value ?? [];
  const email = parseEmail(sender?.address ?? '');
  return {
    from:
      email === undefined
        ? undefined
        : { name: line(sender?.name ?? '', longest.name), email: normalEmail(email) },
    subject: line(mail.subject ?? '', longest.subject),
    text: cleanText(mail.text ?? '')
      .slice(0, longest.text)
      .toWellFormed(),
    messageId: messageIdForm.test(mail.messageId ?? '') ? mail.messageId : undefined,
    references: [mail.inReplyTo ?? '', mail.references ?? []]
      .flat()
      .flatMap((ids) => ids.split(/\s+/))
      .filter((id) => messageIdForm.test(id))
      .slice(-mostReferences),
    attachments: mail.attachments.slice(0, mostAttachments).map(({ filename, contentType, size }) => ({
      name: line(filename ?? contentType, longest.file),
      bytes: size,
    })),
    headers: new Map(
      mail.headerLines.map(({ key, line: whole }) => [key, whole.slice(whole.indexOf(':') + 1).trim()]),
    ),
  };
}

/** Why no person sent an email, or why it is our own. Undefined for a person's email. */
export type NotAPerson = 'automatic' | 'list' | 'bounce' | 'our-own' | 'no-sender';

/** `ours` has the addresses from which we send and at which we receive, in lower case. */
export function whyNotAPerson(
  { from, headers }: ReceivedEmail,
  ours: readonly string[],
): NotAPerson | undefined {
  const header = (name: string) => headers.get(name)?.toLowerCase() ?? '';
  if (headers.has('return-path') && header('return-path').replace(/[<>\s]/g, '') === '') return 'bounce';
  if (!from) return 'no-sender';
  if (ours.includes(from.email) || isOwnId(header('message-id'), ours)) return 'our-own';
  if (/^(mailer-daemon|postmaster)@/.test(from.email)) return 'bounce';
  // RFC 3834: anything but "no" is a program's answer.
  if (header('auto-submitted').replace(/;.*/s, '').trim() !== '' && header('auto-submitted') !== 'no')
    return 'automatic';
  if (headers.has('x-auto-response-suppress') || headers.has('x-autoreply') || headers.has('x-autorespond'))
    return 'automatic';
  if (/^(bulk|junk|list|auto_reply)$/.test(header('precedence')) || headers.has('list-unsubscribe'))
    return 'list';
  return undefined;
}

/** Our letters have IDs of 32 hexadecimal digits, or of a question. Colleagues' mail programs may use the same domain. */
const isOwnId = (messageId: string, ours: readonly string[]): boolean => {
  const [, id = '', domain = ''] = /^<([^@>]*)@([^>]*)>$/.exec(messageId) ?? [];
  return (
    /^([0-9a-f]{32}|question\.[0-9a-f]+\.\d+)$/.test(id) &&
    ours.some((address) => address.endsWith(`@${domain}`))
  );
};
