const word = "[\\w!#$%&'*+/=?^`{|}~-]+";
const localPart = new RegExp(`^(?=.{1,64}$)${word}(?:\\.${word})*$`);
const domainName = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/;
const longestAddress = 254;

/** What mail programs and people put around an address: a name, `mailto:`, quotation marks, the end of a sentence. */
const withoutWrapping = (text: string): string =>
  text
    .replace(/[.,;]$/, '')
    .replace(/^[^<>@\n]*<([^<>]*)>$/, '$1')
    .replace(/^mailto:/i, '')
    .replace(/^(['"“‘])(.*)['"”’]$/s, '$2');

/**
 * The one email address in a text, as mail servers know it: without a name and invisible marks around it, and with its domain
 * in lower case and ASCII. Undefined if there is none that SES delivers to: it takes only ASCII before the @.
 */
export function parseEmail(text: string): string | undefined {
  const typed = withoutWrapping(text.replace(/\p{Default_Ignorable_Code_Point}/gu, '').trim()).trim();
  const [local = '', domain = '', ...more] = typed
    .replaceAll('’', "'")
    .replaceAll('\u2011', '-')
    .split(/[@＠]/);
  const ascii = asciiDomain(domain);
  const address = `${local}@${ascii}`;
  const isOne = more.length === 0 && address.length <= longestAddress;
  return isOne && localPart.test(local) && domainName.test(ascii) ? address : undefined;
}

/** Empty if it can't be a domain. */
function asciiDomain(domain: string): string {
  if (/^[a-z\d.-]*$/i.test(domain)) return domain.toLowerCase();
  const address = `http://${domain}`;
  // The URL parser would read the rest as a port, a path, or an escaped letter.
  return /^(?:[a-z\d.-]|[^\0-\x7f])*$/i.test(domain) && URL.canParse(address)
    ? new URL(address).hostname
    : '';
}

export const isEmail = (text: string): boolean => parseEmail(text) !== undefined;

/** Addresses identify people and are compared and stored in lower case. Another text is only trimmed. */
export const normalEmail = (address: string): string => (parseEmail(address) ?? address.trim()).toLowerCase();
