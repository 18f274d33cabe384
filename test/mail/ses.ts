import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { SESClient } from '@aws-sdk/client-ses';
import { openMailClient } from '#mail/ses.ts';
import { listen } from '../http/listen.ts';

/** A request to SES. */
export type Sent = {
  readonly source: string;
  readonly destinations: readonly string[];
  readonly configurationSet: string;
  readonly raw: string;
};

/** The answer to one request: send it, reject it with an error code, or send it and never answer. */
export type Turn =
  | 'send'
  | 'send-without-answer'
  | { readonly status: number; readonly code: string; readonly message?: string };

export type Ses = {
  readonly endpoint: string;
  readonly sent: readonly Sent[];
  /** Sets the answers by recipient. Until then, everything is sent. */
  answerWith: (turn: (to: string) => Turn) => void;
  /** Forgets everything that was sent. */
  readonly forget: () => void;
  readonly client: () => SESClient;
  readonly stop: () => Promise<void>;
};

const errorBody = (code: string, message = 'No') =>
  `<ErrorResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
const sentBody = (id: number) =>
  `<SendRawEmailResponse xmlns="http://ses.amazonaws.com/doc/2010-12-01/"><SendRawEmailResult><MessageId>message-${id}</MessageId></SendRawEmailResult></SendRawEmailResponse>`;

/** A local endpoint for SES's SendRawEmail. It keeps all messages and can be set to fail. */
export async function startSes(): Promise<Ses> {
  const sent: Sent[] = [];
  let turnFor: (to: string) => Turn = () => 'send';
  const server = createServer(async (request, response) => {
    const form = new URLSearchParams(await text(request));
    const destinations = [...form].flatMap(([name, value]) =>
      name.startsWith('Destinations.') ? [value] : [],
    );
    const turn = turnFor(destinations.join());
    if (typeof turn === 'object') {
      response.writeHead(turn.status, { 'content-type': 'text/xml' }).end(errorBody(turn.code, turn.message));
      return;
    }
    sent.push({
      source: form.get('Source') ?? '',
      destinations,
      configurationSet: form.get('ConfigurationSetName') ?? '',
      raw: Buffer.from(form.get('RawMessage.Data') ?? '', 'base64').toString(),
    });
    if (turn === 'send-without-answer') response.destroy();
    else response.writeHead(200, { 'content-type': 'text/xml' }).end(sentBody(sent.length));
  });
  const endpoint = await listen(server);
  return {
    endpoint,
    sent,
    forget: () => {
      sent.length = 0;
    },
    answerWith: (turn) => {
      turnFor = turn;
    },
    client: () =>
      openMailClient({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      }),
    stop: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}
