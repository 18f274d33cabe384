/** HTML that is safe to put into a page. */
export type Markup = { readonly markup: string };

type Value = string | number | Markup | undefined | readonly Markup[];

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A template of HTML. Texts in it are escaped, in attributes with quotation marks too. */
export const html = (parts: TemplateStringsArray, ...values: readonly Value[]): Markup => ({
  markup: parts.map((part, index) => `${part}${markupOf(values[index])}`).join(''),
});

function markupOf(value: Value): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return value.replaceAll(/[&<>"]/g, (one) => entities[one] ?? one);
  return 'markup' in value ? value.markup : value.map(({ markup }) => markup).join('\n');
}
