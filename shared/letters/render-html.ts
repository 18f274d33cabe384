import { type Block, type Entry, type Letter, type Row, signedBy } from './letter.ts';

/**
 * A letter as an HTML document with one column. It has no images, tables, or style sheets, because many mail programs drop
 * them. Text and background keep the mail program's colors, so dark mode works. Only the button and thin lines have a
 * color, which stands out on light and dark.
 */
export const renderHtml = (letter: Letter): string =>
  `<!doctype html>
<html lang="${asText(letter.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${asText(letter.subject)}</title>
</head>
<body style="margin:0;padding:0">
<div role="main" lang="${asText(letter.lang)}" style="${styles.column}">
<p style="${styles.wordmark}">${asText(letter.program)}</p>
<h1 dir="auto" style="${styles.subject}">${asText(letter.subject)}</h1>
${letter.body.map(renderBlock).join('\n')}
<p dir="auto" style="${styles.signer}">${lines(signedBy(letter.signer))}</p>
<div style="${styles.foot}">
<p dir="auto" style="${styles.footParagraph}">${lines(letter.why)}</p>
<p style="${styles.footParagraph}">Questions? Email <a style="${styles.link}" href="mailto:${asText(encodeURIComponent(letter.contactEmail).replaceAll('%40', '@'))}">${asText(letter.contactEmail)}</a>.</p>
<p dir="auto" style="${styles.footParagraph}">${asText(letter.signature)}</p>${renderOptOut(letter)}
</div>
</div>
</body>
</html>
`;

const renderOptOut = ({ optOut }: Letter): string =>
  optOut === undefined
    ? ''
    : `\n<p style="${styles.footParagraph}"><a style="${styles.link}" href="${asText(optOut)}">Get no more invitations</a></p>`;

const line = '#7d9a9c';
const styles = {
  // A long word or address breaks. Otherwise it would widen the column on a phone.
  column: `max-width:37em;margin:0 auto;padding:24px 16px;font:17px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;overflow-wrap:anywhere;word-break:break-word`,
  wordmark: `margin:0 0 24px;padding:0 0 8px;border-bottom:3px solid ${line};font-weight:bold;font-size:17px`,
  subject: 'margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:bold',
  paragraph: 'margin:0 0 16px',
  heading: 'margin:32px 0 12px;font-size:20px;line-height:1.3;font-weight:bold',
  quotation: `margin:0 0 16px;padding:4px 0 4px 16px;border-left:4px solid ${line}`,
  title: `margin:24px 0 8px;padding:0 0 4px;border-bottom:1px solid ${line};font-size:17px;font-weight:bold`,
  rows: 'margin:0 0 16px',
  question: 'margin:12px 0 0;font-weight:bold',
  answer: 'margin:0',
  button: `display:inline-block;padding:12px 20px;border:1px solid ${line};border-radius:4px;background:#14545a;color:#ffffff;font-weight:bold;text-decoration:none`,
  address: 'margin:0 0 24px;font-size:14px',
  // A mail program's color for links may be hard to read on its dark background.
  link: 'color:inherit;text-decoration:underline',
  signer: 'margin:32px 0 0',
  entries: 'margin:0 0 16px;padding:0 0 0 20px',
  entry: 'margin:0 0 12px',
  foot: `margin:40px 0 0;padding:16px 0 0;border-top:1px solid ${line};font-size:14px`,
  footParagraph: 'margin:0 0 8px',
};

function renderBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return `<p dir="auto" style="${styles.paragraph}">${withLink(block.text, block.address)}</p>`;
    case 'heading':
      return `<h2 dir="auto" style="${styles.heading}">${asText(block.text)}</h2>`;
    case 'quotation':
      return `<blockquote dir="auto" style="${styles.quotation}">${lines(block.text)}</blockquote>`;
    case 'rows':
      return `<h3 dir="auto" style="${styles.title}">${asText(block.title)}</h3>\n<dl style="${styles.rows}">\n${block.rows.map(renderRow).join('\n')}\n</dl>`;
    case 'action':
      return `<p style="margin:24px 0 8px"><a href="${asText(block.href)}" style="${styles.button}">${asText(block.label)}</a></p>\n<p style="${styles.address}">Or copy this link: <a style="${styles.link}" href="${asText(block.href)}">${asText(block.href)}</a></p>`;
    case 'entries':
      return `<ol style="${styles.entries}">\n${block.entries.map(renderEntry).join('\n')}\n</ol>`;
    case 'steps':
      return `<ol style="${styles.entries}">\n${block.steps.map(renderStep).join('\n')}\n</ol>`;
  }
}

const renderRow = ({ question, answer }: Row) =>
  `<dt dir="auto" style="${styles.question}">${asText(question)}</dt>\n<dd dir="auto" style="${styles.answer}">${lines(answer)}</dd>`;

const renderEntry = ({ label, href, note }: Entry) =>
  `<li style="${styles.entry}"><a style="${styles.link}" href="${asText(href)}"><bdi>${asText(label)}</bdi></a><br>${asText(note)}</li>`;

const renderStep = (step: string) => `<li dir="auto" style="${styles.entry}">${asText(step)}</li>`;

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const asText = (text: string): string => text.replace(/[&<>"']/g, (mark) => escapes[mark] ?? mark);

const lines = (text: string): string => asText(text).replace(/\r\n|[\r\n\u2028\u2029]/gu, '<br>\n');

/** The text, with the first `address` in it as a link. */
function withLink(text: string, address: string | undefined): string {
  const at = address === undefined ? -1 : text.indexOf(address);
  if (address === undefined || at < 0) return lines(text);
  const link = `<a style="${styles.link}" href="${asText(address)}">${asText(address)}</a>`;
  return `${lines(text.slice(0, at))}${link}${lines(text.slice(at + address.length))}`;
}
