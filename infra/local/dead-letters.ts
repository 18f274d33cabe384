import { appendFileSync } from 'node:fs';
import type { Report } from './report.ts';

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
