import { appendFileSync } from 'node:fs';
import type { Report } from './report.ts';

/** What failed every attempt: one line of JSON each, in place of the queues of the template. */
export type DeadLetters = (letter: {
  readonly destination: string;
  readonly cause: string;
  readonly content: unknown;
}) => void;

/** Appends to `file` and says so; `now` answers milliseconds. */
export const deadLettersIn =
  (file: string, now: () => number, report: Report): DeadLetters =>
  (letter) => {
    appendFileSync(file, `${JSON.stringify({ at: new Date(now()).toISOString(), ...letter })}\n`);
    report.problem(`Given up: ${letter.cause}. See ${file}`);
  };
