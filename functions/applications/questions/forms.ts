import * as v from 'valibot';
import {
  admissions,
  type StudentsAnswer,
  type Topic,
  type TopicAnswer,
  teamGroups,
} from '#domain/admission/answers.ts';
import { knownShares } from '#domain/admission/marks.ts';
import { readMonth } from '#domain/base/time.ts';
import { rounded } from '#domain/base/wording.ts';
import type { Program } from '#domain/program/program.ts';
import { ratings, type School } from '#domain/program/school.ts';
import {
  type Checked,
  check,
  choiceField,
  choicesField,
  type Fields,
  numberField,
  optionalNumberField,
  optionalTextField,
  textField,
  wholeNumberField,
} from '#http/fields.ts';
import { shareNames } from '#text/answers.ts';

/** Limits in characters. */
export const essay = { maxLength: 4000 };
export const paragraph = { maxLength: 2000 };
const years = (what: string) => ({ what, min: 0, max: 60 });
const percent = (name: keyof StudentsAnswer) =>
  optionalNumberField({ what: shareNames[name], min: 0, max: 100 });

/** A month or year as people type it; stored in one format. */
const optionalMonth = v.pipe(
  optionalTextField({ maxLength: 40, what: 'The month and year' }),
  v.check(
    (typed) => typed === '' || readMonth(typed) !== undefined,
    'Enter a month and year, like March 2026, or just the year',
  ),
  v.transform((typed) => readMonth(typed) ?? ''),
);

/** The fields of each question page, from a form or a JSON body. */
export const questionSchemas = (program: Pick<Program, 'focusAreas' | 'capacity'>) => {
  const areas = program.focusAreas.map((area) => area.id);
  const { smallest, largest } = program.capacity;
  return {
    leadership: v.object({
      yearsHere: numberField(
        'Enter the number of years as principal of this school, or 0',
        years('Years at this school'),
      ),
      yearsElsewhere: numberField('Enter the number of earlier years, or 0', years('Earlier years')),
    }),
    'quality-review': v.object({
      rating: choiceField(
        [...ratings, 'none'],
        'Choose a rating, or “Our school hasn’t had a Quality Review”',
      ),
      when: optionalMonth,
    }),
    admissions: v.object({ admission: choiceField(admissions, 'Choose how your school admits students') }),
    practices: v.object({
      focusAreas: choicesField(areas, 'Choose at least one area where you have a practice to share'),
      evidence: textField('Describe your practice and your evidence that it works', essay),
    }),
    hosting: v.object({
      capacity: wholeNumberField('Enter how many partner schools you could host', {
        min: smallest,
        max: largest,
      }),
    }),
    commitment: v.object({
      // Forms send yes or no. JSON clients may send back the true or false they read.
      priority: choiceField(['yes', 'no', 'true', 'false'], 'Choose Yes or No'),
      statement: textField('Tell us why the principal and staff want to do this', paragraph),
    }),
    students: v.object({
      poverty: percent('poverty'),
      blackOrHispanic: percent('blackOrHispanic'),
      studentsWithDisabilities: percent('studentsWithDisabilities'),
      englishLanguageLearners: percent('englishLanguageLearners'),
      chronicallyAbsent: percent('chronicallyAbsent'),
    }),
    improvement: v.object({
      focusAreas: choicesField(areas, 'Choose at least one area you want to improve in'),
      goal: textField('Tell us what you want to improve', { ...essay, what: 'What you want to improve' }),
      strengths: textField('Tell us what has gone well so far', {
        ...paragraph,
        what: 'What has gone well so far',
      }),
    }),
    team: v.object({
      groups: choicesField(teamGroups, 'Choose at least one group that would take part'),
      plan: textField('Tell us how you’ll bring what you learn back to your school', paragraph),
    }),
  } as const satisfies Record<Topic, v.GenericSchema>;
};

/** Parses one question page into an answer, or into errors by field. */
export function readAnswer(topic: Topic, program: Program, fields: Fields): Checked<TopicAnswer> {
  const schemas = questionSchemas(program);
  switch (topic) {
    case 'leadership':
      return mapped(check(schemas.leadership, fields), (answer) => ({ topic, answer }));
    case 'quality-review':
      return mapped(check(schemas['quality-review'], fields), ({ rating, when }) => ({
        topic,
        answer: { rating, ...(when && rating !== 'none' && { when }) },
      }));
    case 'admissions':
      return mapped(check(schemas.admissions, fields), (answer) => ({ topic, answer }));
    case 'practices':
      return mapped(check(schemas.practices, fields), (answer) => ({ topic, answer }));
    case 'hosting':
      return mapped(check(schemas.hosting, fields), (answer) => ({ topic, answer }));
    case 'commitment':
      return mapped(check(schemas.commitment, fields), ({ priority, statement }) => ({
        topic,
        answer: { priority: priority === 'yes' || priority === 'true', statement },
      }));
    case 'students':
      return mapped(check(schemas.students, fields), (shares) => ({ topic, answer: withoutGaps(shares) }));
    case 'improvement':
      return mapped(check(schemas.improvement, fields), (answer) => ({ topic, answer }));
    case 'team':
      return mapped(check(schemas.team, fields), (answer) => ({ topic, answer }));
  }
}

const mapped = <T>(checked: Checked<T>, toAnswer: (value: T) => TopicAnswer): Checked<TopicAnswer> =>
  checked.errors ? checked : { value: toAnswer(checked.value) };

/** The record without empty fields. */
const withoutGaps = <K extends string>(numbers: { readonly [N in K]?: number | undefined }) => {
  const known: { [N in K]?: number } = {};
  for (const name in numbers) {
    const value = numbers[name];
    if (value !== undefined) known[name] = value;
  }
  return known;
};

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
      return school.principalYearsHere === undefined ? {} : { yearsHere: school.principalYearsHere };
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
