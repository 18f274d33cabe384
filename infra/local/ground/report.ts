import { appendFileSync } from 'node:fs';

/** The runner's messages to the person who started it. */
export type Report = {
  /** A step of the start. */
  readonly progress: (text: string) => void;
  /** A problem at run time. */
  readonly problem: (text: string) => void;
};

/** Prints to the terminal; problems go to stderr. */
export const terminalReport: Report = {
  progress: (text) => console.log(`  ${text}`),
  problem: (text) => console.error(`! ${text}`),
};

/** Silent, for tests. */
export const silentReport: Report = { progress: () => {}, problem: () => {} };

/** Work that failed every attempt: one JSON line each, instead of the template's queues. */
export type DeadLetters = (letter: {
  readonly destination: string;
  readonly cause: string;
  readonly content: unknown;
}) => void;

/** Appends to `file` and reports it. `now` returns milliseconds. */
export const deadLettersIn =
  (file: string, now: () => number, report: Report): DeadLetters =>
  (letter) => {
    appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), ...letter })}\n`);
    report.problem(`Given up: ${letter.cause}. See ${file}`);
  };
