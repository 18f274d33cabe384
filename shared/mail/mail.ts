import {
  SESClient,
  type SESClientConfig,
  SESServiceException,
  SendRawEmailCommand,
} from '@aws-sdk/client-ses';
import type { Letter } from '../letters/letter.ts';
import { letterId } from './letter-id.ts';
import { messageOf } from './mime.ts';

/**
 * `sent`: the mail service's id of the message. `held`: the id under which it was kept in place of being sent. `unsent`: it
 * certainly did not go out, and the kind of error that says so.
 */
export type Posted = { readonly sent: string } | { readonly held: string } | { readonly unsent: string };

export type Mail = { readonly send: (letter: Letter) => Promise<Posted> };

type Settings = {
  /** The From address. */
  readonly sender: string;
  /** SES configuration set. */
  readonly configurationSet: string;
};

// Together below the time that a claim of a letter lasts (shared/store/letters.ts).
const connectionTimeoutMs = 3000;
const requestTimeoutMs = 5000;

/** One attempt each: a second one of its own accord could be a second letter, and nobody would know. */
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

/** The way out for letters. `send` throws where nobody can say whether the letter went out. */
export function openMail({ sender, configurationSet }: Settings, client = openMailClient()): Mail {
  return {
    send: async (letter) => {
      const { raw, to, from } = await messageOf(letter, sender);
      try {
        const { MessageId } = await client.send(
          new SendRawEmailCommand({
            Source: from,
            // Said here too, so that the header is never what decides who gets the letter.
            Destinations: [to],
            ConfigurationSetName: configurationSet,
            RawMessage: { Data: raw },
            Tags: tagsOf(letter),
          }),
        );
        return { sent: MessageId ?? '' };
      } catch (error) {
        const unsent = reasonUnsent(error);
        if (unsent === undefined) throw error;
        return { unsent };
      }
    },
  };
}

/**
 * What the mail service says back with whatever becomes of the letter, and puts into no message: its id, its kind, and what it
 * is about. Tags take letters, digits, dashes and underscores only.
 */
const tagsOf = ({ key, kind }: Letter) => [
  { Name: 'letter', Value: letterId(key) },
  { Name: 'kind', Value: kind },
  { Name: 'about', Value: Buffer.from(key.split('#')[0] ?? '').toString('base64url') },
];

// Before a connection stands, nothing can have been said.
const unconnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH']);

/** The name of an error after which the letter has certainly not gone out; undefined where it may have. */
function reasonUnsent(error: unknown): string | undefined {
  if (error instanceof SESServiceException) {
    const status = error.$metadata.httpStatusCode ?? 0;
    return status >= 400 && status < 500 ? error.name : undefined;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return unconnected.has(code) ? code : undefined;
}
