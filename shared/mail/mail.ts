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

// Together shorter than the claim of a letter (shared/store/letters.ts).
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
