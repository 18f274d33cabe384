/** What happened, in a few fixed words, with ids only: never a name, an address or anything that somebody wrote. */
export type LogEntry = { readonly what: string } & Readonly<Record<string, string | number>>;

export type Log = {
  readonly info: (entry: LogEntry) => void;
  readonly error: (entry: LogEntry) => void;
};

export const consoleLog: Log = {
  info: (entry) => console.info(JSON.stringify(entry)),
  error: (entry) => console.error(JSON.stringify(entry)),
};

/** The kind of an error. Its message may quote an address or an answer, so it is not for the log. */
export const errorName = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
