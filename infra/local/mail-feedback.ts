import { randomUUID } from 'node:crypto';
import { addresses } from './addresses.ts';
import type { Clock } from './clock.ts';
import type { DeadLetters } from './dead-letters.ts';
import type { Functions } from './functions.ts';
import type { Letter } from './inbox.ts';
import type { Plan } from './plan.ts';

/** The reports that someone can make here instead of a mail server. */
export const feedbackKinds = ['bounce', 'complaint'] as const;
type FeedbackKind = (typeof feedbackKinds)[number];

export type MailFeedback = {
  /** Reports like SES, to every listener. Returns whether there was one. */
  readonly report: (letter: Letter, kind: FeedbackKind) => Promise<'reported' | 'no one listens'>;
};

type Parts = { readonly functions: Functions; readonly clock: Clock; readonly deadLetters: DeadLetters };

export const openMailFeedback = (plan: Plan, { functions, clock, deadLetters }: Parts): MailFeedback => ({
  report: async (letter, kind) => {
    const topics = plan.eventDestinations
      .filter(
        ({ properties: { ConfigurationSetName, EventDestination } }) =>
          ConfigurationSetName === letter.envelope.configurationSet &&
          EventDestination.MatchingEventTypes.some((type) => type.toLowerCase() === kind),
      )
      .map(({ properties }) => properties.EventDestination.SnsDestination.TopicARN);
    const listeners = plan.subscriptions.filter(
      ({ properties }) => properties.Protocol === 'lambda' && topics.includes(properties.TopicArn),
    );
    const at = new Date(clock.now()).toISOString();
    for (const { properties } of listeners) {
      const event = snsEvent(properties.TopicArn, JSON.stringify(sesEvent(letter, kind, at)), at);
      const outcome = await functions.invoke(properties.Endpoint, event);
      if ('failure' in outcome)
        deadLetters({
          destination: properties.TopicArn,
          cause: outcome.failure.errorMessage,
          content: event,
        });
    }
    return listeners.length > 0 ? 'reported' : 'no one listens';
  },
});

/** The report as SES publishes it through a configuration set. */
function sesEvent(letter: Letter, kind: FeedbackKind, timestamp: string) {
  const { messageId, tags, configurationSet } = letter.envelope;
  const mail = {
    timestamp: new Date(letter.sentAt).toISOString(),
    source: letter.from,
    sendingAccountId: addresses.account,
    messageId,
    destination: letter.to,
    headersTruncated: false,
    tags: { 'ses:configuration-set': [configurationSet], ...tags },
  };
  if (kind === 'complaint') {
    const complainedRecipients = letter.to.map((emailAddress) => ({ emailAddress }));
    const complaint = {
      complainedRecipients,
      timestamp,
      feedbackId: randomUUID(),
      complaintFeedbackType: 'abuse',
    };
    return { eventType: 'Complaint', mail, complaint };
  }
  const bouncedRecipients = letter.to.map((emailAddress) => ({
    emailAddress,
    action: 'failed',
    status: '5.1.1',
    diagnosticCode: 'smtp; 550 5.1.1 user unknown',
  }));
  const bounce = {
    feedbackId: randomUUID(),
    bounceType: 'Permanent',
    bounceSubType: 'General',
    bouncedRecipients,
    timestamp,
    reportingMTA: 'dns; this.machine',
  };
  return { eventType: 'Bounce', mail, bounce };
}

/** A topic's delivery, as Lambda gets it. */
const snsEvent = (topic: string, message: string, timestamp: string) => ({
  Records: [
    {
      EventSource: 'aws:sns',
      EventVersion: '1.0',
      EventSubscriptionArn: `${topic}:local`,
      Sns: {
        Type: 'Notification',
        MessageId: randomUUID(),
        TopicArn: topic,
        Subject: 'Amazon SES Email Event Notification',
        Message: message,
        Timestamp: timestamp,
        SignatureVersion: '1',
        Signature: '',
        SigningCertUrl: '',
        UnsubscribeUrl: '',
        MessageAttributes: {},
      },
    },
  ],
});
