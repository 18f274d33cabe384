import { UnreadableRecord } from '../../shared/store/unreadable-record.ts';
import { inSource } from './source-lines.ts';

/** What a log may say of an error. */
export type ErrorFacts = {
  /** Its kind. */
  readonly error: string;
  /** Where it was thrown, and by way of which calls, the last one first. */
  readonly at: string;
  /** Which stored record could not be read, and where in it. */
  readonly unreadable?: string;
};

/** Of most errors only the kind and the places: what they say may quote an address or an answer. */
export const errorFacts = (error: unknown): ErrorFacts =>
  error instanceof Error
    ? {
        error: error.name,
        at: callsOf(error),
        ...(error instanceof UnreadableRecord && { unreadable: error.message }),
      }
    : { error: typeof error, at: '' };

/** A stack begins with what the error says, in as many lines as that has. */
function callsOf({ stack = '', message }: Error): string {
  const calls = inSource(stack.slice(stack.indexOf(message) + message.length));
  return [...calls.matchAll(/^ +at (.+)$/gm)].map(([, call]) => call).join(' < ');
}
