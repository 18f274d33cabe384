import { UnreadableRecord } from '../../shared/store/parse-record.ts';
import { inSource } from './source-lines.ts';

/** The facts about an error that a log may contain. */
type ErrorFacts = {
  /** The name of its class. */
  readonly error: string;
  /** The stack: the calls that led to it, the last one first. */
  readonly at: string;
  /** The stored record that could not be read, and the place in it. */
  readonly unreadable?: string;
};

/** Most messages are left out, because they may quote an address or an answer. */
export const errorFacts = (error: unknown): ErrorFacts =>
  error instanceof Error
    ? {
        error: error.name,
        at: callsOf(error),
        ...(error instanceof UnreadableRecord && { unreadable: error.message }),
      }
    : { error: typeof error, at: '' };

/** A stack starts with the message, which may have several lines. */
function callsOf({ stack = '', message }: Error): string {
  const calls = inSource(stack.slice(stack.indexOf(message) + message.length));
  return [...calls.matchAll(/^ +at (.+)$/gm)].map(([, call]) => call).join(' < ');
}
