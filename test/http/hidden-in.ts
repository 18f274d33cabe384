/** The hidden fields of the form whose action ends with this address. */
export function hiddenIn(page: { readonly text: string }, action: string): Readonly<Record<string, string>> {
  const [, form = ''] =
    new RegExp(`<form action="[^"]*/${action}"[^>]*>([\\s\\S]*?)</form>`).exec(page.text) ?? [];
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]+)" value(?:="([^"]*)")?/g)].map(
      ([, name = '', value = '']) => [name, value],
    ),
  );
}
