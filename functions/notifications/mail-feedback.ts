import type { SNSEvent } from 'aws-lambda';
import * as v from 'valibot';
import type { Instant } from '#domain/base/time.ts';
import type { RejectedPart, UndeliveredReason } from '#domain/records/undelivered.ts';

/** The mail service's report about one letter to one address. */
export type Feedback = {
  /** The letter's ID, or the message's ID if the letter had no tags. */
  readonly letter: string;
  readonly kind: string;
  /** The letter's subject: an application's reference, or another ID. */
  readonly about: string;
  readonly to: string;
  readonly reason: UndeliveredReason;
  readonly rejected?: RejectedPart;
  readonly detail: string;
  readonly at: Instant;
};

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text).toISOString()),
);
// SES leaves some texts out, and mail servers' reports have others without a value.
const maybeText = v.nullish(v.string(), '');
const mail = v.object({
  messageId: v.string(),
  timestamp: instant,
  destination: v.array(v.string()),
  tags: v.nullish(v.record(v.string(), v.nullish(v.array(v.string()), [])), {}),
});

// SES reports many more facts. Staff see these.
const report = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('eventType', [
    v.object({
      eventType: v.literal('Bounce'),
      mail,
      bounce: v.object({
        bounceType: v.fallback(v.picklist(['Permanent', 'Transient', 'Undetermined']), 'Undetermined'),
        bounceSubType: maybeText,
        bouncedRecipients: v.array(
          v.object({
            emailAddress: v.string(),
            action: maybeText,
            status: maybeText,
            diagnosticCode: maybeText,
          }),
        ),
        timestamp: instant,
      }),
    }),
    v.object({
      eventType: v.literal('Complaint'),
      mail,
      complaint: v.object({
        complainedRecipients: v.array(v.object({ emailAddress: v.string() })),
        complaintSubType: maybeText,
        complaintFeedbackType: maybeText,
        timestamp: instant,
      }),
    }),
    v.object({
      eventType: v.literal('Reject'),
      mail,
      reject: v.object({ reason: maybeText }),
    }),
  ]),
);
type Report = v.InferOutput<typeof report>;

/** SES sends this once, when it is connected to the topic. */
const greeting = /^Successfully validated SNS topic for Amazon SES event publishing/;

/** All undelivered letters in one delivery of the topic. Throws if it isn't a report from SES. */
export const readFeedback = ({ Records }: SNSEvent): readonly Feedback[] =>
  Records.map(({ Sns }) => Sns.Message)
    .filter((message) => !greeting.test(message))
    .flatMap((message) => feedbackOf(v.parse(report, message)));

function feedbackOf(said: Report): readonly Feedback[] {
  switch (said.eventType) {
    case 'Bounce': {
      const { bouncedRecipients, timestamp: at } = said.bounce;
      return bouncedRecipients
        .filter((recipient) => !isAutomaticReply(said.bounce, recipient))
        .map((recipient) =>
          about(said, recipient.emailAddress || (said.mail.destination[0] ?? ''), {
            ...whyBounced(said.bounce, recipient),
            detail: recipient.diagnosticCode,
            at,
          }),
        );
    }
    case 'Complaint': {
      const { complainedRecipients, complaintSubType, complaintFeedbackType, timestamp: at } = said.complaint;
      // The recipient took the letter out of the spam folder.
      if (complaintFeedbackType === 'not-spam') return [];
      const reason = isSuppressed(complaintSubType) ? 'blocked' : 'complaint';
      return complainedRecipients.map(({ emailAddress }) =>
        about(said, emailAddress, { reason, detail: complaintFeedbackType, at }),
      );
    }
    case 'Reject':
      return said.mail.destination.map((to) =>
        about(said, to, { reason: 'refused', detail: said.reject.reason, at: said.mail.timestamp }),
      );
  }
}

const longestDetail = 300;

function about(
  { mail: { tags, messageId } }: Report,
  to: string,
  facts: Pick<Feedback, 'reason' | 'rejected' | 'detail' | 'at'>,
): Feedback {
  const [letter = messageId] = tags.letter ?? [];
  const [kind = 'unknown'] = tags.kind ?? [];
  const [encoded = ''] = tags.about ?? [];
  return {
    letter,
    kind,
    about: Buffer.from(encoded, 'base64url').toString(),
    // Some mail servers add the name, or the kind of address.
    to: (/<([^<>]+)>\s*$/.exec(to)?.[1] ?? to)
      .replace(/^\s*rfc822;/i, '')
      .trim()
      .toLowerCase(),
    ...facts,
    detail: facts.detail.replace(/\s+/g, ' ').trim().slice(0, longestDetail),
  };
}

type Bounce = Extract<Report, { eventType: 'Bounce' }>['bounce'];
type Recipient = Bounce['bouncedRecipients'][number];

/** The mail server's code (RFC 3463) without its class: 2.2 is a full mailbox. Empty if it gave none. */
const codeOf = ({ status, diagnosticCode }: Recipient): string =>
  /\b[45]\.(\d{1,3}\.\d{1,3})\b/.exec(`${diagnosticCode} ${status}`)?.[1] ?? '';

/**
 * SES also reports replies such as "I'm on vacation" as bounces. Only a mail server that failed says how. The letter itself
 * arrived.
 */
const isAutomaticReply = ({ bounceType, bounceSubType }: Bounce, recipient: Recipient): boolean =>
  bounceType === 'Transient' &&
  bounceSubType === 'General' &&
  codeOf(recipient) === '' &&
  !/\b[45]\d\d\b/.test(recipient.diagnosticCode) &&
  recipient.action !== 'failed';

const isSuppressed = (subType: string): boolean => /Suppress/.test(subType);

/** Bounces about the letter, not its recipient. SES calls them transient, but waiting wouldn't help. */
const rejectedBySubType: ReadonlyMap<string, RejectedPart> = new Map([
  ['AttachmentRejected', 'attachment'],
  ['ContentRejected', 'content'],
  ['MessageTooLarge', 'size'],
] as const);

function whyBounced(
  { bounceType, bounceSubType }: Bounce,
  recipient: Recipient,
): Pick<Feedback, 'reason' | 'rejected'> {
  const rejected = rejectedBySubType.get(bounceSubType);
  if (rejected !== undefined) return { reason: 'unclear', rejected };
  if (isSuppressed(bounceSubType)) return { reason: 'blocked' };
  const code = codeOf(recipient);
  // SES calls a server's permanent answer a bad address, even if its mailbox is full or its filter rejects us.
  if (code === '2.2') return { reason: 'full-or-busy' };
  if (code.startsWith('7.')) return { reason: 'unclear', rejected: 'content' };
  switch (bounceType) {
    case 'Permanent':
      return { reason: 'no-such-address' };
    case 'Transient':
      return { reason: 'full-or-busy' };
    case 'Undetermined':
      return { reason: 'unclear' };
  }
}
