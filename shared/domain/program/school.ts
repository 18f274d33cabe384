import { sayList } from '#domain/base/wording.ts';

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

/** Percent of a school's students, 0 to 100; absent if the directory does not have it. */
export type Demographics = {
  readonly poverty?: number;
  readonly black?: number;
  readonly hispanic?: number;
  readonly studentsWithDisabilities?: number;
  readonly englishLanguageLearners?: number;
  readonly chronicallyAbsent?: number;
};

/** A school's entry in the district's directory. It contains nothing about a person. */
export type School = {
  readonly id: string;
  readonly name: string;
  /** In the order of `levels`. A school can have several (K-8, 6-12, K-12). */
  readonly levels: readonly Level[];
  readonly grades: readonly string[];
  readonly region: string;
  readonly neighborhood?: string;
  /** The district's words for who runs it and its kind: "DOE, General Academic". */
  readonly kind?: string;
  readonly location?: { readonly latitude: number; readonly longitude: number };
  readonly enrollment?: number;
  readonly demographics: Demographics;
  /** Years that its principal has led this school. A directory has no years at other schools. */
  readonly principalYearsHere?: number;
  /** The lowest rating in its most recent Quality Review, and its date. */
  readonly qualityReview?: { readonly lowest: Rating; readonly when?: string };
  /** Whether every program admits by grades or tests. */
  readonly fullyScreened?: boolean;
};

/** The fields that the school search needs. */
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
 * The levels of a school's grades. A single grade of a band counts only if no other band is fuller, so K-6 is an
 * elementary school and K-8 is elementary and middle.
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
