import type { Role } from '#domain/program/program.ts';
import { ratings } from '#domain/program/school.ts';

/** How a school admits students. A language screen alone does not make it fully screened. */
export const admissions = ['all-screened', 'some-screened', 'language-only', 'none-screened'] as const;
export type Admission = (typeof admissions)[number];

/** Who would take part with the principal. Groups only: the application asks for no names. */
export const teamGroups = ['instructional-cabinet', 'leadership-team', 'model-teachers'] as const;
export type TeamGroup = (typeof teamGroups)[number];

/** The most characters of a text. */
export const longest = { essay: 4000, paragraph: 2000 } as const;

/** What kinds of answers are, as they are stored. */
type Values = {
  /** Fractions are allowed. */
  readonly years: number;
  /** Percent of students, 0 to 100. */
  readonly percent: number;
  /** How many partners; the program has the limits. */
  readonly places: number;
  readonly month: string;
  readonly 'yes or no': boolean;
  /** IDs of focus areas. */
  readonly areas: readonly string[];
  /** The same, the first choice first if the program ranks them. */
  readonly 'ranked areas': readonly string[];
} & Readonly<Record<keyof typeof longest, string>>;

/**
 * One question. `optional`: it may stay without an answer. A new question must be optional, because applications of earlier
 * releases don't answer it. `unless`: the answer to another question that leaves this one without an answer.
 */
export type Field = (
  | { readonly kind: keyof Values }
  | { readonly kind: 'choice' | 'choices'; readonly options: readonly string[] }
) & { readonly optional?: true; readonly unless?: Readonly<Record<string, string>> };

export type Fields = Readonly<Record<string, Field>>;

const percent = { kind: 'percent', optional: true } as const;

/** Each topic is a page of questions, in this order. */
export const topics = {
  leadership: {
    roles: ['host', 'partner'],
    title: 'Leadership experience',
    fields: { yearsHere: { kind: 'years' }, yearsElsewhere: { kind: 'years' } },
  },
  'quality-review': {
    roles: ['host'],
    title: 'Quality Review',
    fields: {
      rating: { kind: 'choice', options: [...ratings, 'none'] },
      when: { kind: 'month', optional: true, unless: { rating: 'none' } },
    },
  },
  admissions: {
    roles: ['host'],
    title: 'Admissions',
    fields: { admission: { kind: 'choice', options: admissions } },
  },
  practices: {
    roles: ['host'],
    title: 'Practices to share',
    fields: { focusAreas: { kind: 'areas' }, evidence: { kind: 'essay' } },
  },
  hosting: { roles: ['host'], title: 'Hosting partners', fields: { capacity: { kind: 'places' } } },
  students: {
    roles: ['partner'],
    title: 'Students served',
    fields: {
      poverty: percent,
      blackOrHispanic: percent,
      studentsWithDisabilities: percent,
      englishLanguageLearners: percent,
      chronicallyAbsent: percent,
    },
  },
  improvement: {
    roles: ['partner'],
    title: 'Areas to improve',
    fields: {
      focusAreas: { kind: 'ranked areas' },
      goal: { kind: 'essay' },
      strengths: { kind: 'paragraph' },
    },
  },
  team: {
    roles: ['partner'],
    title: 'Who would take part',
    fields: { groups: { kind: 'choices', options: teamGroups }, plan: { kind: 'paragraph' } },
  },
  commitment: {
    roles: ['host', 'partner'],
    title: 'Commitment',
    fields: { priority: { kind: 'yes or no' }, statement: { kind: 'paragraph' } },
  },
} as const satisfies Readonly<
  Record<string, { readonly roles: readonly Role[]; readonly title: string; readonly fields: Fields }>
>;

type Topics = typeof topics;
export type Topic = keyof Topics;
export type FieldOf<T extends Topic> = keyof Topics[T]['fields'];

type Value<F> = F extends { readonly kind: 'choice'; readonly options: readonly (infer O)[] }
  ? O
  : F extends { readonly kind: 'choices'; readonly options: readonly (infer O)[] }
    ? readonly O[]
    : F extends { readonly kind: infer K extends keyof Values }
      ? Values[K]
      : never;
type Answered<F> = { [N in keyof F]: F[N] extends { readonly optional: true } ? never : N }[keyof F];

/** The answers on one page of questions. */
export type AnswerTo<F extends Fields> = { readonly [N in Answered<F>]: Value<F[N]> } & {
  readonly [N in Exclude<keyof F, Answered<F>>]?: Value<F[N]>;
};
export type AnswerOf<T extends Topic> = AnswerTo<Topics[T]['fields']>;

type TopicOf<R extends Role> = {
  [T in Topic]: R extends Topics[T]['roles'][number] ? T : never;
}[Topic];
export type AnswersOf<R extends Role> = { readonly [T in TopicOf<R>]: AnswerOf<T> };

/** The keys of a record, in its order. */
function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

const asks = (topic: Topic, role: Role): boolean => topics[topic].roles.some((one) => one === role);

/** The topics of a role, in order. */
export const topicsOf = (role: Role): readonly Topic[] => keysOf(topics).filter((topic) => asks(topic, role));
