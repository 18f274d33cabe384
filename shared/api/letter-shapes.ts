/** Letters as answers tell them. */
import * as v from 'valibot';
import { listOf, maybe, named, text } from './words.ts';

const row = v.object({ question: v.string(), answer: v.string() });
const entry = v.object({ label: v.string(), href: v.string(), note: v.string() });

const block = named(
  'LetterBlock',
  v.variant('kind', [
    v.object({
      kind: v.literal('paragraph'),
      text: v.string(),
      address: maybe(text('One that stands in the text')),
    }),
    v.object({ kind: v.picklist(['heading', 'quotation']), text: v.string() }),
    v.object({ kind: v.literal('rows'), title: v.string(), rows: v.array(row) }),
    v.object({ kind: v.literal('action'), label: text('What the link says; it is for the reader alone') }),
    v.object({ kind: v.literal('entries'), entries: v.array(entry) }),
    v.object({ kind: v.literal('steps'), steps: v.array(v.string()) }),
  ]),
);

const letter = named(
  'Letter',
  v.object({ to: text('One address'), subject: text('One line'), body: listOf(block, 'Piece by piece') }),
);
export const letters = listOf(letter, 'The letters as they would be sent');
