import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { action, heading, type Letter, paragraph, quotation, rows, steps } from '#letters/letter.ts';
import { renderHtml } from '#letters/render-html.ts';
import { renderText } from '#letters/render-text.ts';
import { everyLetter } from './sample.ts';

const letterSaying = (text: string): Letter => ({
  key: text,
  kind: 'decision',
  to: 'dana.principal@example.org',
  subject: text,
  body: [
    paragraph(text),
    heading(text),
    quotation(text),
    rows(text, [{ question: text, answer: text }]),
    steps(text, text),
    action(text, `https://apply.example.org/links/${text}`),
    { kind: 'entries', entries: [{ label: text, href: text, note: text }] },
  ],
  why: text,
  contactEmail: text,
  signature: text,
  signer: { name: text, title: text },
  program: text,
  lang: 'en',
});

const tagsOf = (html: string) =>
  html.match(/<[^>]*>/g)?.map((tag) => /^<\/?!?[a-z0-9]+/.exec(tag)?.[0]) ?? [];
const escaped = (text: string) =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

describe('the HTML of a letter', () => {
  test('shows markup in every field as plain text', () => {
    const plain = tagsOf(renderHtml(letterSaying('plain')));
    const nasty = fc.string({
      unit: fc.constantFrom('<', '>', '&', '"', "'", 'script', '/', ' ', 'x', 'onload='),
    });
    fc.assert(
      fc.property(nasty, (text) => {
        const html = renderHtml(letterSaying(text));
        expect(tagsOf(html)).toEqual(plain);
        expect(html).toContain(
          `<h1 dir="auto" style="margin:0 0 20px;font-size:24px;line-height:1.25;font-weight:bold">${escaped(text)}</h1>`,
        );
      }),
    );
  });

  test('is in the language of its program', () => {
    const html = renderHtml({ ...letterSaying('one'), lang: 'fr' });
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('<div role="main" lang="fr"');
  });

  test('keeps the line breaks of a quotation', () => {
    expect(renderHtml(letterSaying('one\r\ntwo\nthree'))).toContain('>one<br>\ntwo<br>\nthree</blockquote>');
  });

  test('has no tables, images, scripts, style sheets, or outside resources', () => {
    for (const letter of everyLetter())
      expect(renderHtml(letter)).not.toMatch(/<(table|img|script|style|link|iframe|form|svg)\b/);
  });

  test('links to every address in the text', () => {
    for (const letter of everyLetter()) {
      const html = renderHtml(letter);
      const addresses = renderText(letter).match(/https:\/\/[^\s,]+/g) ?? [];
      for (const address of addresses) expect(html).toContain(`href="${escaped(address)}"`);
    }
  });
});

describe('the text of a letter', () => {
  test('has the same parts as the HTML, in the same order', () => {
    expect(renderText(letterSaying('one\ntwo'))).toBe(
      [
        'one\ntwo',
        'one\ntwo',
        'one\ntwo\n=======',
        '> one\n> two',
        'one\ntwo\n-------',
        'one\ntwo\n    one\n    two',
        '1. one\ntwo\n2. one\ntwo',
        'one\ntwo:\nhttps://apply.example.org/links/one\ntwo',
        '1. one\ntwo\n   one\ntwo\n   one\ntwo',
        'one\ntwo\none\ntwo',
        '--\none\ntwo\nQuestions? Email one\ntwo.\none\ntwo\n',
      ].join('\n\n'),
    );
  });
});
