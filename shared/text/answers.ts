import type { DraftAnswers } from '#domain/admission/answers.ts';
import { knownShares } from '#domain/admission/marks.ts';
import {
  type Admission,
  type AnswerOf,
  type Field,
  type FieldOf,
  type TeamGroup,
  type Topic,
  topics,
  topicsOf,
} from '#domain/admission/topics.ts';
import { sayPercent, sayYears } from '#domain/base/wording.ts';
import {
  focusAreaName,
  focusAreaNames,
  mustShareArea,
  type Program,
  type Role,
} from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';

/** An application's answers as text, for pages, letters, and lists. */
export const admissionNames: Readonly<Record<Admission, string>> = {
  'none-screened': 'No program is screened',
  'language-only': 'Language screening only',
  'some-screened': 'Some programs are screened, others aren’t',
  'all-screened': 'Every program is screened (fully screened)',
};

export const teamGroupNames: Readonly<Record<TeamGroup, string>> = {
  'instructional-cabinet': 'Members of the instructional cabinet',
  'leadership-team': 'Members of the leadership team',
  'model-teachers': 'Model teachers',
};

const optionNames = new Map(Object.entries({ ...admissionNames, ...teamGroupNames }));

export const shareNames: Readonly<Record<FieldOf<'students'>, string>> = {
  poverty: 'Students living in poverty',
  blackOrHispanic: 'Black or Hispanic students',
  studentsWithDisabilities: 'Students with disabilities',
  englishLanguageLearners: 'English language learners',
  chronicallyAbsent: 'Students who are chronically absent',
};

/** Earlier years count differently. For a host, all leadership counts; for a partner, only years as principal. */
export const yearsElsewhereNames: Readonly<Record<Role, string>> = {
  host: 'Earlier leadership experience (years)',
  partner: 'Earlier years as principal of other schools',
};

type Amount = number | { readonly percent: number };

/** One question and its answer, as people read them. `amount` is the answer if it's a number, for spreadsheets. */
type SaidAnswer = {
  readonly topic: Topic;
  readonly question: string;
  readonly answer: string;
  readonly amount?: Amount;
};

type Answered = DraftAnswers & { readonly school: School };
type Said = readonly (readonly [question: string, answer: string, amount?: Amount])[];
type Names<T extends Topic> = { readonly [N in FieldOf<T>]: string | Readonly<Record<Role, string>> };

/** What each answer is called, or else how a page's answers are said together. */
const sayings: {
  readonly [T in Topic]: Names<T> | ((answer: AnswerOf<T>, school: School) => Said);
} = {
  leadership: { yearsHere: 'Principal’s years at this school', yearsElsewhere: yearsElsewhereNames },
  'quality-review': ({ rating, when }) => {
    const said = when ? `${rating}, ${when}` : rating;
    return [['Most recent Quality Review', rating === 'none' ? 'No Quality Review yet' : said]];
  },
  admissions: { admission: 'How students are admitted' },
  practices: {
    focusAreas: 'Areas to share',
    evidence: 'The practice and the evidence that it works',
  },
  hosting: { capacity: 'Number of partner schools to host' },
  students: sayShares,
  improvement: {
    focusAreas: 'Areas to improve',
    goal: 'What to improve, and how you’ll know it worked',
    strengths: 'What has gone well so far',
  },
  team: { groups: 'Who would take part', plan: 'Plan for bringing back what’s learned' },
  commitment: {
    priority: 'Can this be a priority next school year?',
    statement: 'Reasons for taking part',
  },
};

/** The percentages that the school gave, or else the directory's; one line if there are none. */
function sayShares(shares: AnswerOf<'students'>, school: School): Said {
  const [given, listed] = [new Map(Object.entries(shares)), new Map(Object.entries(knownShares(school)))];
  const said = Object.entries(shareNames).flatMap(([group, name]): Said => {
    const percent = given.get(group);
    if (percent !== undefined) return [[name, sayPercent(percent), { percent }]];
    const known = listed.get(group);
    return known === undefined ? [] : [[name, `No answer. The directory lists ${sayPercent(known)}.`]];
  });
  return said.length > 0 ? said : [['Student groups (percent)', 'No answer']];
}

type Value = string | number | boolean | readonly string[];

function sayValue({ kind }: Field, value: Value, program: Program): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return kind === 'years' ? sayYears(value) : String(value);
  if (kind === 'areas' || kind === 'ranked areas') return focusAreaNames(program, [value].flat());
  return kind === 'choice' || kind === 'choices'
    ? [value]
        .flat()
        .map((one) => optionNames.get(one) ?? one)
        .join('; ')
    : String(value);
}

/** Other areas come from answers that were given before areas were ranked. */
const rankNames = ['First choice to improve', 'Second choice to improve'];

const sayRanked = (areas: readonly string[], program: Program): Said =>
  areas.map(
    (area, rank) => [rankNames[rank] ?? 'Other area to improve', focusAreaName(program, area)] as const,
  );

function sayTopic<T extends Topic>(topic: T, { role, school, answers }: Answered, program: Program): Said {
  const all: { readonly [P in Topic]?: AnswerOf<P> } = answers;
  const answer: AnswerOf<T> | undefined = all[topic];
  if (answer === undefined) return [];
  const saying = sayings[topic];
  if (typeof saying === 'function') return saying(answer, school);
  const names = new Map(Object.entries<Names<T>[FieldOf<T>]>(saying));
  const values = new Map(Object.entries<Value | undefined>(answer));
  return Object.entries<Field>(topics[topic].fields).flatMap(([field, about]): Said => {
    const [name, value] = [names.get(field), values.get(field)];
    if (name === undefined || value === undefined) return [];
    if (about.kind === 'ranked areas' && mustShareArea(program.pairing) && Array.isArray(value))
      return sayRanked(value, program);
    const question = typeof name === 'string' ? name : name[role];
    const answer = sayValue(about, value, program);
    return [typeof value === 'number' ? [question, answer, value] : [question, answer]];
  });
}

/** All answers so far, in the order of the question pages. */
export const sayAnswers = (application: Answered, program: Program): readonly SaidAnswer[] =>
  topicsOf(application.role).flatMap((topic) =>
    sayTopic(topic, application, program).map(([question, answer, amount]) => ({
      ...{ topic, question, answer },
      ...(amount !== undefined && { amount }),
    })),
  );
