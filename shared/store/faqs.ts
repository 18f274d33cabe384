import * as v from 'valibot';
import { emptyFaq, type Faq } from '#domain/threads/faq.ts';
import { aggregateRecord, openAggregates } from './aggregate-record.ts';
import type { Table } from './dynamo-table.ts';
import { keyOf } from './keys.ts';
import { type Exactly, growing, list, number, text } from './parse-record.ts';

export const publishedAnswerSchema = v.object({
  ...{ thread: text, question: text, answer: text, by: text, at: text },
});

export const faqSchema = growing({ version: number, cycleId: text, answers: list(publishedAnswerSchema) });

const faqRecords = aggregateRecord<Faq, never>(
  'faq',
  ({ cycleId }) => keyOf.faq(cycleId),
  faqSchema satisfies Exactly<Faq, typeof faqSchema>,
);

/** The published answers in a table, one list for each cycle; empty if nothing was published yet. */
export function openFaqs(table: Table) {
  const faqs = openAggregates(table, faqRecords);
  return {
    faq: async (cycleId: string) => (await faqs.one(keyOf.faq(cycleId))) ?? emptyFaq(cycleId),
    commitFaq: faqs.commit,
  };
}
