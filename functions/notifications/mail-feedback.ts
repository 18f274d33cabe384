import type { SNSEvent } from 'aws-lambda';
import * as v from 'valibot';
import type { Instant } from '#domain/base/time.ts';
import type { UndeliveredReason } from '#domain/records/undelivered.ts';

/** The mail service's report about one letter to one address. */
export type Feedback = {
  /** The letter's ID, or the message's ID if the letter had no tags. */
  readonly letter: string;
  readonly kind: string;
  /** The letter's subject: an application's reference, or another ID. */
  readonly about: string;
  readonly to: string;
  readonly reason: UndeliveredReason;
  readonly detail: string;
  readonly at: Instant;
};

const instant = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text).toISOString()),
);
const mail = v.object({
  messageId: v.string(),
  timestamp: instant,
  destination: v.array(v.string()),
  tags: v.optional(v.record(v.string(), v.array(v.string())), {}),
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
        bounceType: v.picklist(['Permanent', 'Transient', 'Undetermined']),
        bounceSubType: v.string(),
        bouncedRecipients: v.array(
          v.object({ emailAddress: v.string(), diagnosticCode: v.optional(v.string(), '') }),
        ),
        timestamp: instant,
      }),
    }),
    v.object({
      eventType: v.literal('Complaint'),
      mail,
      complaint: v.object({
        complainedRecipients: v.array(v.object({ emailAddress: v.string() })),
        complaintFeedbackType: v.optional(v.string(), ''),
        timestamp: instant,
      }),
    }),
    v.object({
      eventType: v.literal('Reject'),
      mail,
      reject: v.object({ reason: v.optional(v.string(), '') }),
    }),
  ]),
);
type Report = v.InferOutput<typeof report>;

/** SES sends this once, when it is connected to the topic. */
const greeting = /^Successfully validated SNS topic for Amazon SES event publishing/;

/** All reports in one delivery of the topic. Throws if it isn't a report from SES. */
export const readFeedback = ({ Records }: SNSEvent): readonly Feedback[] =>
  Records.map(({ Sns }) => Sns.Message)
    .filter((message) => !greeting.test(message))
    .flatMap((message) => feedbackOf(v.parse(report, message)));

function feedbackOf(said: Report): readonly Feedback[] {
  switch (said.eventType) {
    case 'Bounce': {
      const { bouncedRecipients, timestamp: at } = said.bounce;
      return bouncedRecipients.map(({ emailAddress, diagnosticCode }) =>
        about(said, emailAddress, { reason: bounceReason(said.bounce), detail: diagnosticCode, at }),
      );
    }
    case 'Complaint': {
      const { complainedRecipients, complaintFeedbackType: detail, timestamp: at } = said.complaint;
      return complainedRecipients.map(({ emailAddress }) =>
        about(said, emailAddress, { reason: 'complaint', detail, at }),
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
  facts: Pick<Feedback, 'reason' | 'detail' | 'at'>,
): Feedback {
  const [letter = messageId] = tags.letter ?? [];
  const [kind = 'unknown'] = tags.kind ?? [];
  const [encoded = ''] = tags.about ?? [];
  return {
    letter,
    kind,
    about: Buffer.from(encoded, 'base64url').toString(),
    // Some mail servers add the name to the address.
    to: (/<([^<>]+)>\s*$/.exec(to)?.[1] ?? to).trim().toLowerCase(),
    ...facts,
    detail: facts.detail.replace(/\s+/g, ' ').trim().slice(0, longestDetail),
  };
}

type Bounce = Extract<Report, { eventType: 'Bounce' }>['bounce'];

function bounceReason({ bounceType, bounceSubType }: Bounce): UndeliveredReason {
  if (/Suppress/.test(bounceSubType)) return 'blocked';
  switch (bounceType) {
    case 'Permanent':
      return 'no-such-address';
    case 'Transient':
      return 'full-or-busy';
    case 'Undetermined':
      return 'unclear';
  }
}
