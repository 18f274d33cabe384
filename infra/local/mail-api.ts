import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { simpleParser } from 'mailparser';
import type { Clock } from './clock.ts';
import type { Inbox } from './inbox.ts';
import { readBody } from './read-body.ts';

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
