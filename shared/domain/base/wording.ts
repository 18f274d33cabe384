/** What readers see distances in. Rules and data are in kilometers. */
export const distanceUnits = ['miles', 'kilometers'] as const;
export type DistanceUnit = (typeof distanceUnits)[number];

/** An amount without the rounding errors of floating-point sums: 4.1 + 0.9 is 5. */
export const rounded = (amount: number): number => Number(amount.toFixed(3));

/** "1 year", "2.5 years" */
export const sayYears = (years: number): string =>
  `${rounded(years)} ${rounded(years) === 1 ? 'year' : 'years'}`;

/** "82.5%" of a share in percent. */
export const sayPercent = (share: number): string => `${rounded(share)}%`;

const kmPer: Readonly<Record<DistanceUnit, number>> = { miles: 1.609344, kilometers: 1 };

/** "2.4 miles", "1.0 mile" */
export function sayDistance(km: number, unit: DistanceUnit): string {
  const distance = inUnit(km, unit);
  if (distance === 0) return `less than 0.1 ${unit}`;
  return `${distance.toFixed(1)} ${distance === 1 ? unit.slice(0, -1) : unit}`;
}

/** Kilometers in a unit, rounded to a tenth: 40 km is 24.9 miles. */
export const inUnit = (km: number, unit: DistanceUnit): number => Number((km / kmPer[unit]).toFixed(1));

/** A distance in a unit as kilometers. */
export const kmFrom = (distance: number, unit: DistanceUnit): number => distance * kmPer[unit];

/** "4,000". Without Intl, whose first use takes 11 ms of CPU at a cold start. */
export const sayCount = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** "P.S. 1", "P.S. 1 and P.S. 2", "P.S. 1, P.S. 2, and P.S. 3". Without Intl too. */
export const sayList = (words: readonly string[]): string =>
  words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')}, and ${words.slice(-1)}`;

/** With a capital letter, to start a sentence. */
export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1 application", "3 applications" */
export const countOf = (count: number, one: string, several = `${one}s`): string =>
  `${sayCount(count)} ${count === 1 ? one : several}`;

/** A text that a person entered, as a sentence: with a period if it doesn't end with one. */
export const asSentence = (words: string): string => (/[.!?…]["'”’)]*$/u.test(words) ? words : `${words}.`);
