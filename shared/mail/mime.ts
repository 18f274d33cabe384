import MailComposer from 'nodemailer/lib/mail-composer';
import { encodeWord } from 'nodemailer/lib/mime-funcs';
import type { CalendarMessage } from '../invitations/invitation.ts';
import type { Letter } from '../letters/letter.ts';
import { renderHtml } from '../letters/render-html.ts';
import { renderText } from '../letters/render-text.ts';
import { letterId } from './letter-id.ts';

/** A letter as mail: the raw message and its only recipient. */
type Message = { readonly raw: Uint8Array; readonly to: string; readonly from: string };

// Forms are checked long before. This is the last check, so that no text can ever add a recipient or a header.
const plainAddress = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()[\]\\,;:"\p{Cc}]{1,190}$/u;

/**
 * The MIME message of a letter, as text and HTML. `sender` is an address, or a name and an address. Throws if the letter's
 * address isn't one plain address.
 */
export async function messageOf(letter: Letter, sender: string): Promise<Message> {
  if (!plainAddress.test(letter.to)) throw new Error('An email needs one plain address');
  const domain = sender.replace(/^.*@/su, '').replace(/>?\s*$/u, '');
  const composed = new MailComposer({
    from: sender,
    to: { name: '', address: letter.to },
    replyTo: { name: '', address: letter.contactEmail },
    subject: literally(letter.subject),
    messageId: `<${letterId(letter.key)}@${domain}>`,
    text: renderText(letter),
    html: renderHtml(letter),
    ...(letter.calendar ? await calendarPart(letter.calendar) : {}),
    headers: {
      // Asks out-of-office replies not to answer.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
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

/**
 * An invitation is an alternative to the letter's text, which mail programs offer to accept, and also a file for those that
 * don't. Several visits are only a file: as an alternative, mail programs would show a single invitation instead of the text.
 */
async function calendarPart(message: CalendarMessage) {
  const { method } = message;
  // Letters without a calendar don't need these 85 kB.
  const { messageText } = await import('../invitations/invitation.ts');
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
