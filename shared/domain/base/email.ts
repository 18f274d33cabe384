const word = "[\\w!#$%&'*+/=?^`{|}~-]+";
const localPart = new RegExp(`^(?=.{1,64}$)${word}(?:\\.${word})*$`);
const domainName = /^(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/;
const longestAddress = 254;

/** What mail programs and people put around an address: a name, `Email:`, quotation marks, brackets, the end of a sentence. */
const withoutWrapping = (text: string): string =>
  text
    .replace(/[.,;]$/, '')
    .replace(/^[^<>@\n]*<([^<>]*)>$/, '$1')
    .replace(/^(?:mailto|e-?mail): ?/i, '')
    .replace(/^(['"“‘([])(.*)['"”’)\]]$/s, '$2')
    .replace(/^<|>$/, '');

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

/** Mail services that many people use. */
const commonDomains = [
  ...['gmail.com', 'yahoo.com', 'hotmail.com', 'outlook.com', 'icloud.com'],
  ...['comcast.net', 'verizon.net', 'optonline.net'],
];

/** Services whose names are close to those. */
const alikeDomains = [
  'mail.com',
  'ymail.com',
  'gmx.com',
  'email.com',
  'live.com',
  'msn.com',
  'me.com',
  'mac.com',
];

/**
 * The address that someone probably meant: its domain is one or two typing mistakes away from a common one or from one
 * of `known`. Undefined if the address looks right.
 */
export function likelyMeant(address: string, known: readonly string[]): string | undefined {
  const [local, domain = ''] = address.split('@');
  const domains = [...known, ...commonDomains];
  if (domains.includes(domain) || alikeDomains.includes(domain)) return undefined;
  const meant = domains.find((one) => typingMistakes(domain, one) <= (one.length < 10 ? 1 : 2));
  return meant && `${local}@${meant}`;
}

/**
 * How many letters were added, left out, replaced, or swapped with the next: the optimal string alignment distance, row by
 * row.
 */
function typingMistakes(one: string, other: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: other.length + 1 }, (_, column) => column);
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
    [before, last] = [last, next];
  }
  return last[other.length] ?? 0;
}
