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
