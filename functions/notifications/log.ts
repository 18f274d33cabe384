import { inSource } from '../http/source-lines.ts';

/** What happened, in a few fixed words, with ids only: never a name, an address or anything that somebody wrote. */
export type LogEntry = { readonly what: string } & Readonly<Record<string, string | number>>;

export type Log = {
  readonly info: (entry: LogEntry) => void;
  readonly error: (entry: LogEntry) => void;
};

export const consoleLog: Log = {
  // As an object: Lambda writes it into its own line as JSON, where metric filters find each part.
  info: (entry) => console.info(entry),
  error: (entry) => console.error(entry),
};

/** The kind of an error and where it was thrown. Its message may quote an address or an answer, so it is not for the log. */
export const errorFacts = (error: unknown): { readonly error: string; readonly at: string } =>
  error instanceof Error
    ? { error: error.name, at: /^ +at (.+)/m.exec(inSource(error.stack ?? ''))?.[1] ?? '' }
    : { error: typeof error, at: '' };
