/** Reads pages as a person would. */

/** The messages of the error summary, by the field that each leads to. */
export const summaryOf = (page: string): Readonly<Record<string, string>> => {
  const [summary = ''] = /<ul class="govuk-list govuk-error-summary__list">.*?<\/ul>/s.exec(page) ?? [];
  return Object.fromEntries(
    [...summary.matchAll(/<a href="#([^"]*)">(.*?)<\/a>/g)].map(([, field = '', words = '']) => [
      field,
      words,
    ]),
  );
};

/** A text as it is escaped in a page. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const textarea = (page: string, name: string): string =>
  new RegExp(`<textarea[^>]* name="${name}"[^>]*>\n(.*?)</textarea>`, 's').exec(page)?.[1] ?? '';

export const checkedBoxes = (page: string, name: string): readonly string[] =>
  [...page.matchAll(/<input [^>]*>/g)]
    .map(([input]) => input)
    .filter((input) => input.includes(`name="${name}"`) && /\schecked\b/.test(input))
    .map((input) => /value="([^"]*)"/.exec(input)?.[1] ?? '');
