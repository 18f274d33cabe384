import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { simpleParser } from 'mailparser';
import type { Clock } from '../ground/clock.ts';
import type { DeadLetters } from '../ground/report.ts';
import type { Functions } from '../lambda/functions.ts';
import { addresses } from '../template/addresses.ts';
import type { Plan } from '../template/plan.ts';
import { readBody } from '../web/http.ts';
import type { Inbox, Letter } from './inbox.ts';

// The one SES call that the service makes. Not from an emulator package, because letters must survive a
// restart and be readable on the same port. The call itself is twenty lines.

/** SES accepts 10 MB including its encoding. The surrounding form makes it larger. */
const limitBytes = 20 * 1024 * 1024;

/** Implements SES's query API: `SendRawEmail` puts the letter in the inbox, and anything else is refused. */
export async function answerMailCall(
  request: IncomingMessage,
  response: ServerResponse,
  { inbox, clock }: { readonly inbox: Inbox; readonly clock: Clock },
): Promise<void> {
  const body = await readBody(request, limitBytes);
  if (body === 'too large') return refuse(response, 'InvalidParameterValue', 'Message length is too large.');
  const form = new URLSearchParams(body.toString());
  const action = form.get('Action') ?? '';
  const encoded = form.get('RawMessage.Data');
  if (action !== 'SendRawEmail')
    return refuse(response, 'InvalidAction', `The local runner doesn’t support ${action}.`);
  if (encoded === null) return refuse(response, 'InvalidParameterValue', 'RawMessage.Data is missing.');
  const raw = Buffer.from(encoded, 'base64');
  const recipients = await recipientsOf(form, raw);
  if (recipients.length === 0)
    return refuse(response, 'InvalidParameterValue', 'Missing required header "To".');
  const messageId = randomUUID();
  inbox.keep(raw, {
    sentAt: clock.now(),
    recipients: [...recipients],
    messageId,
    configurationSet: form.get('ConfigurationSetName') ?? '',
    tags: tagsIn(form),
  });
  const requestId = randomUUID();
  response.writeHead(200, { 'content-type': 'text/xml' });
  response.end(
    '<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">' +
      `<SendRawEmailResult><MessageId>${messageId}</MessageId></SendRawEmailResult>` +
      `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></SendRawEmailResponse>`,
  );
}

/** Tags that the caller gets back with every report about the letter. */
const tagsIn = (form: URLSearchParams): Record<string, string[]> =>
  Object.fromEntries(
    [...form].flatMap(([field, name]) => {
      const place = /^Tags\.member\.(\d+)\.Name$/.exec(field)?.[1];
      return place === undefined ? [] : [[name, [form.get(`Tags.member.${place}.Value`) ?? '']]];
    }),
  );

/** The caller's envelope, or the letter's own To, Cc, and Bcc. */
async function recipientsOf(form: URLSearchParams, raw: Buffer): Promise<readonly string[]> {
  const envelope = [...form].flatMap(([name, value]) =>
    /^Destinations\.member\.\d+$/.test(name) ? [value] : [],
  );
  if (envelope.length > 0) return envelope;
  const { to, cc, bcc } = await simpleParser(raw);
  return [to, cc, bcc]
    .flat()
    .flatMap((list) => list?.value ?? [])
    .flatMap(({ address }) => (address === undefined ? [] : [address]));
}

function refuse(response: ServerResponse, code: string, message: string): void {
  response.writeHead(400, { 'content-type': 'text/xml' });
  response.end(
    '<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/">' +
      `<Error><Type>Sender</Type><Code>${code}</Code><Message>${escaped(message)}</Message></Error>` +
      `<RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

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
