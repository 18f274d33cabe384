import * as v from 'valibot';
import type { TopicAnswer } from '#domain/admission/answers.ts';
import { knownShares } from '#domain/admission/marks.ts';
import { type Field, longest, type Topic } from '#domain/admission/topics.ts';
import { type CalendarDate, isMonthAfter, readMonth } from '#domain/base/time.ts';
import { rounded } from '#domain/base/wording.ts';
import { mustShareArea, type Program } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import {
  type Checked,
  check,
  choiceField,
  choicesField,
  type Fields,
  numberField,
  optionalNumberField,
  optionalTextField,
  seenField,
  textField,
  wholeNumberField,
} from '#http/fields.ts';
import { type Question, questionsOf } from '#text/questions.ts';

type Limits = Pick<Program, 'focusAreas' | 'capacity'> & {
  readonly pairing: Pick<Program['pairing'], 'focus'>;
};

function fieldSchema(
  { field, missing = '', what = '' }: Question,
  program: Limits,
  today: CalendarDate | undefined,
): v.GenericSchema {
  switch (field.kind) {
    case 'years':
      return numberField(missing, { what, min: 0, max: 60 });
    case 'percent':
      return optionalNumberField({ what, min: 0, max: 100, unit: '%' });
    case 'places':
      return wholeNumberField(missing, { min: program.capacity.smallest, max: program.capacity.largest });
    case 'month':
      return monthField(what, today);
    case 'yes or no':
      return yesOrNoField(missing);
    case 'choice':
      return choiceField(field.options, missing);
    case 'choices':
      return choicesField(field.options, missing);
    case 'ranked areas':
      return mustShareArea(program.pairing)
        ? rankedField(idsOf(program), missing)
        : v.pipe(choicesField(idsOf(program), missing), v.maxLength(mostRanked, mostAreas));
    case 'areas':
      return choicesField(idsOf(program), missing);
    default:
      return textField(missing, { maxLength: longest[field.kind], what: what || undefined });
  }
}

const idsOf = ({ focusAreas }: Limits): readonly string[] => focusAreas.map(({ id }) => id);

/** The most areas that a partner ranks. */
const mostRanked = 2;
const mostAreas = 'Choose one or two areas';

/** One or two areas, the first choice first. A form sends its two lists under one name, empty if nothing is chosen. */
const rankedField = (areas: readonly string[], missing: string) =>
  v.pipe(
    v.optional(v.union([v.array(v.string()), v.string()]), []),
    v.transform((chosen) => [chosen].flat()),
    v.check((chosen) => chosen.some((area) => area !== ''), missing),
    v.check(([first]) => first !== '', 'Choose your first choice'),
    v.transform((chosen) => chosen.filter((area) => area !== '')),
    v.array(v.picklist(areas, missing)),
    v.check((chosen) => new Set(chosen).size === chosen.length, 'Choose two different areas, or only one'),
    v.maxLength(mostRanked, mostAreas),
  );

/** A month or year as people type it; stored in one format. */
const monthField = (what: string, today: CalendarDate | undefined) =>
  v.pipe(
    optionalTextField({ maxLength: 40, what }),
    v.check(
      (typed) => typed === '' || readMonth(typed) !== undefined,
      'Enter a month and year, like March 2026, or just the year',
    ),
    v.transform((typed) => readMonth(typed)),
    v.check(
      (month) => month === undefined || today === undefined || !isMonthAfter(month, today),
      `${what} can’t be in the future`,
    ),
  );

/** Forms send yes or no. JSON clients may send back the true or false they read. */
const yesOrNoField = (missing: string) =>
  v.pipe(
    choiceField(['yes', 'no', 'true', 'false'], missing),
    v.transform((typed) => typed === 'yes' || typed === 'true'),
  );

/** One answered question page, and the hash of the answer that it showed. */
type Answered = TopicAnswer & { readonly seen: string };

/** The fields of a question page, from a form or a JSON body. */
export function questionSchema(
  topic: Topic,
  program: Limits,
  today?: CalendarDate,
): v.GenericSchema<unknown, Answered>;
export function questionSchema(
  topic: Topic,
  program: Limits,
  today?: CalendarDate,
): v.GenericSchema<unknown, object> {
  const questions = questionsOf(topic);
  const isAnswered = ({ unless }: Field, given: Readonly<Record<string, unknown>>) =>
    !Object.entries(unless ?? {}).some(([name, answer]) => given[name] === answer);
  return v.pipe(
    v.object(
      Object.fromEntries([
        ...questions.map((question) => [question.name, fieldSchema(question, program, today)] as const),
        ['seen', seenField] as const,
      ]),
    ),
    v.transform((given) => {
      const answered = questions.filter(
        ({ name, field }) => given[name] !== undefined && isAnswered(field, given),
      );
      return {
        topic,
        answer: Object.fromEntries(answered.map(({ name }) => [name, given[name]])),
        seen: given.seen,
      };
    }),
  );
}

/** Parses one question page into an answer, or into errors by field. Without `today`, a month may be in the future. */
export const readAnswer = (
  topic: Topic,
  program: Program,
  fields: Fields,
  today?: CalendarDate,
): Checked<Answered> => check(questionSchema(topic, program, today), fields);

/** First values of a question page: the saved answer, or values from the directory. */
export function firstValues(
  topic: Topic,
  school: School,
  saved: object | undefined,
): { readonly values: Partial<Fields>; readonly fromDirectory: boolean } {
  const values = valuesOf(saved ?? prefill(topic, school));
  return { values, fromDirectory: !saved && Object.keys(values).length > 0 };
}

function prefill(topic: Topic, school: School): object {
  switch (topic) {
    case 'leadership':
      // The question counts this school year as a full year.
      return school.principalYearsHere === undefined
        ? {}
        : { yearsHere: Math.ceil(school.principalYearsHere) };
    case 'quality-review':
      return school.qualityReview ? prefilledReview(school.qualityReview) : {};
    case 'students':
      return knownShares(school);
    default:
      return {};
  }
}

/** Leaves out a date that the field would reject. */
function prefilledReview({ lowest, when }: NonNullable<School['qualityReview']>): object {
  const month = when && readMonth(when);
  return { rating: lowest, ...(month && { when: month }) };
}

const valuesOf = (answer: object): Partial<Fields> =>
  Object.fromEntries(
    Object.entries(answer).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(String) : typedOf(value),
    ]),
  );

/** The value as someone would type it. Directory numbers can have more digits than a field accepts. */
function typedOf(value: unknown): string {
  if (typeof value === 'number') return String(rounded(value));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return String(value);
}
