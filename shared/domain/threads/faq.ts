import { type Change, type Refusal, refuse } from '#domain/base/change.ts';
import type { Instant } from '#domain/base/time.ts';
import type { Thread } from './thread.ts';

/** An answer that everyone can read, without personal details. */
export type PublishedAnswer = {
  /** The ID of the thread that it came from; each has at most one. */
  readonly thread: string;
  readonly question: string;
  readonly answer: string;
  readonly by: string;
  readonly at: Instant;
};

/** The answers of a cycle that anyone can read on the program page, oldest first. */
export type Faq = {
  readonly version: number;
  readonly cycleId: string;
  readonly answers: readonly PublishedAnswer[];
};

export const emptyFaq = (cycleId: string): Faq => ({ version: 0, cycleId, answers: [] });

/** The program page shows all of them, and stays below 30 kB. */
export const mostAnswers = 12;
export const longestAnswer = { question: 200, answer: 1000 };

/** Publishes an answer, or replaces the one of the same thread. */
export function publishAnswer(faq: Faq, answer: PublishedAnswer): Change<Faq, never> | Refusal<'full'> {
  const before = faq.answers.find(({ thread }) => thread === answer.thread);
  if (before?.question === answer.question && before.answer === answer.answer)
    return { after: faq, events: [] };
  if (!before && faq.answers.length >= mostAnswers) return refuse('full');
  const answers = before
    ? faq.answers.map((one) => (one === before ? answer : one))
    : [...faq.answers, answer];
  return { after: { ...faq, answers }, events: [] };
}

export const removeAnswer = (faq: Faq, thread: string): Change<Faq, never> =>
  faq.answers.some((one) => one.thread === thread)
    ? { after: { ...faq, answers: faq.answers.filter((one) => one.thread !== thread) }, events: [] }
    : { after: faq, events: [] };

/** What a text says about the asker of a thread: their name, their school, an application number, or any email address. */
export function personalIn(text: string, { asker, about, cycleId }: Thread): readonly string[] {
  const lower = text.toLowerCase();
  const known = [asker.name, asker.email, about?.schoolName ?? ''].filter(
    (one) => one !== '' && lower.includes(one.toLowerCase()),
  );
  const patterns =
    text.match(new RegExp(`[^\\s@<>]+@[^\\s@<>]+\\.[a-z]{2,}|\\b${cycleId}-[\\w.-]*\\w`, 'gi')) ?? [];
  return [...new Set([...known, ...patterns])];
}
