/** An amount without what sums of fractions leave behind: 4.1 + 0.9 is 5, and not a hair less. */
export const rounded = (amount: number): number => Number(amount.toFixed(3));

/** "1 year", "2.5 years" */
export const sayYears = (years: number): string =>
  `${rounded(years)} ${rounded(years) === 1 ? 'year' : 'years'}`;

/** "82.5 %" of a share in percent. */
export const sayPercent = (share: number): string => `${rounded(share)} %`;

/** "4,000". Not by Intl, whose first use takes 11 ms of CPU at a cold start. */
export const sayCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** "P.S. 1", "P.S. 1 and P.S. 2", "P.S. 1, P.S. 2 and P.S. 3". Not by Intl either. */
export const sayList = (words: readonly string[]): string =>
  [words.slice(0, -1).join(', '), ...words.slice(-1)].filter((part) => part !== '').join(' and ');

/** With a capital, to start a sentence. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 application", "3 applications" */
export const countOf = (count: number, one: string, several = `${one}s`): string =>
  `${sayCount(count)} ${count === 1 ? one : several}`;
