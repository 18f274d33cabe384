import { sayPercent, sayYears } from './amounts.ts';
import {
  type Admission,
  type DraftAnswers,
  type HostAnswers,
  type PartnerAnswers,
  type StudentsAnswer,
  type TeamGroup,
  type Topic,
  topicsOf,
} from './answers.ts';
import { focusAreaNames, type Program, type Role } from './program.ts';

/** How an application's answers are said back to people: on pages, in letters, in lists. */

export const admissionNames: Readonly<Record<Admission, string>> = {
  'none-screened': 'No program screens',
  'language-only': 'By a language screen only',
  'some-screened': 'Some programs screen, others do not',
  'all-screened': 'Every program screens (fully screened)',
};

export const teamGroupNames: Readonly<Record<TeamGroup, string>> = {
  'instructional-cabinet': 'Members of the instructional cabinet',
  'leadership-team': 'Members of the leadership team',
  'model-teachers': 'Model teachers',
};

const shareKinds = [
  'poverty',
  'blackOrHispanic',
  'studentsWithDisabilities',
  'englishLanguageLearners',
  'chronicallyAbsent',
] as const satisfies readonly (keyof StudentsAnswer)[];

export const shareNames: Readonly<Record<keyof StudentsAnswer, string>> = {
  poverty: 'Students who live in poverty',
  blackOrHispanic: 'Black or Hispanic students',
  studentsWithDisabilities: 'Students with disabilities',
  englishLanguageLearners: 'English language learners',
  chronicallyAbsent: 'Students who are chronically absent',
};

/** What counts as years elsewhere: a host's leadership of any kind, a partner's years as principal only. */
export const yearsElsewhereNames: Readonly<Record<Role, string>> = {
  host: 'Years of leadership before that',
  partner: 'Years as principal of other schools before that',
};

/** One question as people read it, and its answer as text. */
export type SaidAnswer = { readonly topic: Topic; readonly question: string; readonly answer: string };

type AllAnswers = HostAnswers & PartnerAnswers;
type Rules = { readonly program: Program; readonly role: Role };
type Said = readonly (readonly [question: string, answer: string])[];

const sayings: { readonly [T in Topic]: (answer: AllAnswers[T], rules: Rules) => Said } = {
  leadership: ({ yearsHere, yearsElsewhere }, { role }) => [
    ['Years that the principal has led this school', sayYears(yearsHere)],
    [yearsElsewhereNames[role], sayYears(yearsElsewhere)],
  ],
  'quality-review': ({ rating, when }) => {
    const said = rating === 'none' ? 'There has been none' : rating;
    return [['Most recent Quality Review', when ? `${said}, ${when}` : said]];
  },
  admissions: ({ admission }) => [['How the school admits students', admissionNames[admission]]],
  practices: ({ focusAreas, evidence }, { program }) => [
    ['Areas in which the school has a practice to share', focusAreaNames(program, focusAreas)],
    ['The practice, and how the school knows that it works', evidence],
  ],
  hosting: ({ capacity }) => [['Partner schools it could host', String(capacity)]],
  commitment: ({ priority, statement }) => [
    ['Can this be a priority in the year?', priority ? 'Yes' : 'No'],
    ['Why the school wants to do this', statement],
  ],
  students: (shares) => shareKinds.map((kind) => [shareNames[kind], sayShare(shares[kind])]),
  improvement: ({ focusAreas, goal, strengths }, { program }) => [
    ['Areas in which the school wants to improve', focusAreaNames(program, focusAreas)],
    ['What it wants to improve, and how it would know', goal],
    ['What has gone well so far', strengths],
  ],
  team: ({ groups, plan }) => [
    ['Who would take part', groups.map((group) => teamGroupNames[group]).join('; ')],
    ['How it would bring back what it learns', plan],
  ],
};

const sayShare = (percent: number | undefined): string =>
  percent === undefined ? 'Not known' : sayPercent(percent);

function sayTopic<T extends Topic>(topic: T, answers: Partial<AllAnswers>, rules: Rules): Said {
  const answer: AllAnswers[T] | undefined = answers[topic];
  return answer === undefined ? [] : sayings[topic](answer, rules);
}

/** All that is answered, in the order of the question pages. */
export const sayAnswers = (application: DraftAnswers, program: Program): readonly SaidAnswer[] =>
  topicsOf(application.role).flatMap((topic) =>
    sayTopic(topic, application.answers, { program, role: application.role }).map(([question, answer]) => ({
      topic,
      question,
      answer,
    })),
  );
