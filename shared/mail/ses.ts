import {
  SESClient,
  type SESClientConfig,
  SESServiceException,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import { parseEmail } from '#domain/base/email.ts';
import type { CalendarMessage } from '#invitations/icalendar.ts';
import type { Letter } from '#letters/letter.ts';
import { renderHtml } from '#letters/render-html.ts';
import { renderText } from '#letters/render-text.ts';
import { letterId } from './letter-id.ts';

/** A letter as mail: the raw message and its only recipient. */
type Message = { readonly raw: Uint8Array; readonly to: string; readonly from: string };

/**
 * The MIME message of a letter, as text and HTML. `sender` is an address, or a name and an address. Throws if the letter's
 * address isn't one plain address.
 */
export async function messageOf(letter: Letter, sender: string): Promise<Message> {
  // Forms are checked long before. This is the last check, so that no text can ever add a recipient or a header.
  const address = parseEmail(letter.to);
  if (address === undefined) throw new Error('An email needs one plain address');
  const domain = sender.replace(/^.*@/su, '').replace(/>?\s*$/u, '');
  const composed = new MailComposer({
    from: sender,
    to: { name: '', address },
    replyTo: { name: '', address: letter.contactEmail },
    subject: literally(letter.subject),
    messageId: `<${letter.threading?.id ?? letterId(letter.key)}@${domain}>`,
    ...threadHeaders(letter, domain),
    text: renderText(letter),
    html: renderHtml(letter),
    ...(letter.calendar ? await calendarPart(letter.calendar) : {}),
    headers: {
      // Asks out-of-office replies not to answer. A person wrote a reply to a question.
      ...(isAutomatic(letter) && { 'Auto-Submitted': 'auto-generated' }),
      'X-Auto-Response-Suppress': 'All',
      ...unsubscribeHeaders(letter),
      'List-Id': { prepared: true, value: `<${letter.kind}.${domain}>` },
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile();
  const { from, to } = composed.getEnvelope();
  const [only, ...others] = to;
  if (!from || !only || others.length > 0) throw new Error('An email goes from one address to one address');
  return { raw: await composed.build(), to: only, from };
}

/** One click in a mail program opts out (RFC 8058). */
const unsubscribeHeaders = ({ optOut }: Letter) =>
  optOut === undefined
    ? {}
    : {
        'List-Unsubscribe': { prepared: true, value: `<${optOut}>` },
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };

const isAutomatic = ({ threading }: Letter): boolean => (threading?.references ?? []).length === 0;

/** What makes mail programs show a reply below what it answers. */
function threadHeaders({ threading }: Letter, domain: string) {
  if (threading === undefined) return {};
  const before = threading.references.map((id) => (id.startsWith('<') ? id : `<${id}@${domain}>`));
  // SES replaces Message-ID, so our own ID is also a reference. It comes back with every reply.
  const references = [...before, `<${threading.id}@${domain}>`];
  const inReplyTo = before.at(-1);
  return { references, ...(inReplyTo !== undefined && { inReplyTo }) };
}

/**
 * An invitation is an alternative to the letter's text, which mail programs offer to accept, and also a file for those that
 * don't. Several visits are only a file: as an alternative, mail programs would show a single invitation instead of the text.
 */
async function calendarPart(message: CalendarMessage) {
  const { method } = message;
  // Letters without a calendar don't need these 85 kB.
  const { messageText } = await import('../invitations/icalendar.ts');
  const content = messageText(message);
  if (method !== 'PUBLISH') return { icalEvent: { method, filename: 'visit.ics', content } };
  return {
    attachments: [
      { filename: 'visits.ics', contentType: 'text/calendar; charset=utf-8; method=PUBLISH', content },
    ],
  };
}

/** Mail programs would decode a text that looks like an encoded word. Encoded itself, it is shown as it is. */
const literally = (text: string): string => (text.includes('=?') ? encodeWord(text, 'Q', 52) : text);

/**
 * `sent` has the mail service's ID of the message. `held` has the ID under which it was kept instead. The others have the kind
 * of error. `unsent`: it certainly didn't go out, and a retry may work. `refused`: it will never go out. `unclear`: it may
 * have gone out or not.
 */
export type Posted =
  | { readonly sent: string }
  | { readonly held: string }
  | { readonly unsent: string }
  | { readonly refused: string }
  | { readonly unclear: string };

export type Mail = { readonly send: (letter: Letter) => Promise<Posted> };

type Settings = {
  /** The From address. */
  readonly sender: string;
  /** SES configuration set. */
  readonly configurationSet: string;
};

// Together shorter than the claim of a letter (shared/store/sent-letters.ts).
const connectionTimeoutMs = 3000;
const requestTimeoutMs = 5000;

/** The client never retries by itself: a retry could send a letter twice unnoticed. */
export const openMailClient = (config: SESClientConfig = {}): SESClient =>
  new SESClient({
    ...config,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
    },
  });

/** Sends letters. `send` throws if a letter can't be made into a message. */
export function openMail({ sender, configurationSet }: Settings, client = openMailClient()): Mail {
  return {
    send: async (letter) => {
      const { raw, to, from } = await messageOf(letter, sender);
      try {
        const { MessageId } = await client.send(
          new SendRawEmailCommand({
            Source: from,
            // Set here too, so that the header never decides who gets the letter.
            Destinations: [to],
            ConfigurationSetName: configurationSet,
            RawMessage: { Data: raw },
            Tags: tagsOf(letter),
          }),
        );
        return { sent: MessageId ?? '' };
      } catch (error) {
        return outcomeOf(error);
      }
    },
  };
}

/**
 * The mail service returns these with every report about the letter and doesn't put them in the message. Tags allow only
 * letters, digits, dashes, and underscores.
 */
const tagsOf = ({ key, kind }: Letter) => [
  { Name: 'letter', Value: letterId(key) },
  { Name: 'kind', Value: kind },
  { Name: 'about', Value: Buffer.from(key.split('#')[0] ?? '').toString('base64url') },
];

// Without a connection, nothing was sent.
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

// The mail service never accepts the address or another part of the letter.
const refusals = new Set(['InvalidParameterValue']);

/** The account's limit for 24 hours. SES uses the same error name for too many letters at once. */
const dailyQuota = 'DailyQuota';

function outcomeOf(error: unknown): Posted {
  if (error instanceof SESServiceException) {
    const { name, message } = error;
    const status = error.$metadata.httpStatusCode ?? 0;
    if (status < 400 || status >= 500) return { unclear: name };
    if (refusals.has(name)) return { refused: name };
    return { unsent: name.startsWith('Throttling') && /quota/i.test(message) ? dailyQuota : name };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (unconnected.has(code)) return { unsent: code };
  return { unclear: error instanceof Error ? error.name : typeof error };
}
