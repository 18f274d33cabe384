/** Events in a few fixed words, with IDs only: never a name, an address, or a person's own words. */
export type LogEntry = { readonly what: string } & Readonly<Record<string, string | number>>;

export type Log = {
  readonly info: (entry: LogEntry) => void;
  readonly error: (entry: LogEntry) => void;
};

export const consoleLog: Log = {
  // Lambda writes an object as one line of JSON, where metric filters find each part.
  info: (entry) => console.info(entry),
  error: (entry) => console.error(entry),
};
