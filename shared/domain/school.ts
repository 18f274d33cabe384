import { sayList } from './amounts.ts';

export const levels = ['elementary', 'middle', 'high'] as const;
export type Level = (typeof levels)[number];

export const levelNames: Readonly<Record<Level, string>> = {
  elementary: 'Elementary',
  middle: 'Middle',
  high: 'High',
};

/** Quality Review ratings, from lowest to highest. */
export const ratings = ['Underdeveloped', 'Developing', 'Proficient', 'Well Developed'] as const;
export type Rating = (typeof ratings)[number];

export const isAtLeast = (rating: Rating, threshold: Rating): boolean =>
  ratings.indexOf(rating) >= ratings.indexOf(threshold);

/** Shares of a school's students, in percent, 0 to 100; absent where the directory does not know. */
export type Demographics = {
  readonly poverty?: number;
  readonly black?: number;
  readonly hispanic?: number;
  readonly studentsWithDisabilities?: number;
  readonly englishLanguageLearners?: number;
  readonly chronicallyAbsent?: number;
};

/** A school as the district's directory knows it. Nothing in it is about a person. */
export type School = {
  readonly id: string;
  readonly name: string;
  /** In the order of `levels`; a school can be of several (K-8, 6-12, K-12). */
  readonly levels: readonly Level[];
  readonly grades: readonly string[];
  readonly region: string;
  readonly neighborhood?: string;
  /** Who runs it and what kind it is, as the district says it: "DOE, General Academic". */
  readonly kind?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly enrollment?: number;
  readonly demographics: Demographics;
  /** Years its principal has led this school; years elsewhere are not in a directory. */
  readonly principalYearsHere?: number;
  /** The lowest of the indicators in its most recent Quality Review, and when that was. */
  readonly qualityReview?: { readonly lowest: Rating; readonly when?: string };
  /** Whether every program admits by grades or tests. */
  readonly fullyScreened?: boolean;
};

/** What the search for one's school needs of it. */
export type DirectoryEntry = Pick<School, 'id' | 'name' | 'region' | 'levels'>;

/** "Middle", "Elementary and Middle", "Elementary, Middle, and High" */
export const sayLevels = ({ levels: own }: Pick<School, 'levels'>): string =>
  sayList(own.map((level) => levelNames[level]));

const gradeBands: Readonly<Record<Level, readonly string[]>> = {
  elementary: ['K', '1', '2', '3', '4', '5'],
  middle: ['6', '7', '8'],
  high: ['9', '10', '11', '12'],
};

/**
 * The levels that grades make up: one grade of a band counts only if the school has no fuller band beside it,
 * so that K-6 is an elementary school and K-8 is elementary and middle.
 */
export function levelsOfGrades(grades: readonly string[]): readonly Level[] {
  const taught = levels.map((level) => ({
    level,
    count: gradeBands[level].filter((grade) => grades.includes(grade)).length,
  }));
  const several = taught.filter(({ count }) => count >= 2);
  const chosen = several.length > 0 ? several : taught.filter(({ count }) => count > 0);
  return chosen.map(({ level }) => level);
}
