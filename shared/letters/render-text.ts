import { type Block, type Entry, type Letter, type Row, signedBy } from './letter.ts';

/** A letter as plain text. Each paragraph is one line, and mail programs wrap it. */
export const renderText = (letter: Letter): string =>
  [
    letter.program,
    ...letter.body.map(sayBlock),
    signedBy(letter.signer),
    `--\n${letter.why}\nQuestions? Email ${letter.contactEmail}.\n${letter.signature}\n${sayOptOut(letter)}`,
  ].join('\n\n');

const sayOptOut = ({ optOut }: Letter): string =>
  optOut === undefined ? '' : `To get no more invitations, open this link:\n${optOut}\n`;

function sayBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return block.text;
    case 'heading':
      return underlined(block.text, '=');
    case 'quotation':
      return withEachLine(block.text, (line) => (line ? `> ${line}` : '>'));
    case 'rows':
      return [underlined(block.title, '-'), ...block.rows.map(sayRow)].join('\n\n');
    case 'action':
      return `${block.label}:\n${block.href}`;
    case 'entries':
      return block.entries.map(sayEntry).join('\n\n');
    case 'steps':
      return block.steps.map((step, index) => `${index + 1}. ${step}`).join('\n');
  }
}

const sayRow = ({ question, answer }: Row) => `${question}\n${withEachLine(answer, (line) => `    ${line}`)}`;
const sayEntry = ({ label, href, note }: Entry, index: number) =>
  `${index + 1}. ${label}\n   ${note}\n   ${href}`;

const withEachLine = (text: string, change: (line: string) => string) =>
  text
    .split(/\r\n|[\r\n\u2028\u2029]/u)
    .map(change)
    .join('\n');

const underlined = (title: string, stroke: string) =>
  `${title}\n${stroke.repeat(Math.min(72, Array.from(title).length))}`;
