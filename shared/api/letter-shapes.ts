import * as v from 'valibot';
import { listOf, maybe, named, text } from './words.ts';

/** The shape of emails in answers. */
const row = v.object({ question: v.string(), answer: v.string() });
const entry = v.object({ label: v.string(), href: v.string(), note: v.string() });

const block = named(
  'LetterBlock',
  v.variant('kind', [
    v.object({
      kind: v.literal('paragraph'),
      text: v.string(),
      address: maybe(text('An address in the text')),
    }),
    v.object({ kind: v.picklist(['heading', 'quotation']), text: v.string() }),
    v.object({ kind: v.literal('rows'), title: v.string(), rows: v.array(row) }),
    v.object({ kind: v.literal('action'), label: text('The link’s label; the link itself is personal') }),
    v.object({ kind: v.literal('entries'), entries: v.array(entry) }),
    v.object({ kind: v.literal('steps'), steps: v.array(v.string()) }),
  ]),
);

const letter = named(
  'Letter',
  v.object({
    to: text('The address'),
    subject: text('The subject line'),
    body: listOf(block, 'The text, block by block'),
  }),
);
export const letters = listOf(letter, 'Emails as they would be sent');
