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
 * `sent`: the mail service's id of the message. `held`: the id under which it was kept in place of being sent. The others name the
 * kind of error: `unsent`: it certainly did not go out, and may another time. `refused`: it will never go out. `unclear`: nobody can
 * say whether it went out.
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

/** The way out for letters. `send` throws where a letter cannot be made into a message. */
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
        return outcomeOf(error);
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

// The address, or another part of the letter itself, is one that the mail service never takes.
const refusals = new Set(['InvalidParameterValue']);

/** The account may send so many letters in 24 hours; SES calls it by the same name as too many at once. */
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
