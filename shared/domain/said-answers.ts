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
import { knownShares } from './partner-marks.ts';
import { focusAreaNames, type Program, type Role } from './program.ts';
import type { School } from './school.ts';

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
type Context = { readonly program: Program; readonly role: Role; readonly school: School };
type Said = readonly (readonly [question: string, answer: string])[];

const sayings: { readonly [T in Topic]: (answer: AllAnswers[T], context: Context) => Said } = {
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
  students: sayShares,
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

/** The shares that the school or else the directory knows; one line says it where neither knows any. */
function sayShares(shares: StudentsAnswer, { school }: Context): Said {
  const known = knownShares(school);
  const said = shareKinds.flatMap((kind) => {
    const share = sayShare(shares[kind], known[kind]);
    return share === undefined ? [] : [[shareNames[kind], share] as const];
  });
  return said.length > 0 ? said : [['Shares of groups of students', 'Not answered']];
}

/** Percent; undefined where neither the school nor the directory says anything. */
function sayShare(answered: number | undefined, known: number | undefined): string | undefined {
  if (answered !== undefined) return sayPercent(answered);
  return known === undefined ? undefined : `Not answered; the directory says ${sayPercent(known)}`;
}

function sayTopic<T extends Topic>(topic: T, answers: Partial<AllAnswers>, context: Context): Said {
  const answer: AllAnswers[T] | undefined = answers[topic];
  return answer === undefined ? [] : sayings[topic](answer, context);
}

type Answered = DraftAnswers & { readonly school: School };

/** All that is answered, in the order of the question pages. */
export const sayAnswers = (application: Answered, program: Program): readonly SaidAnswer[] => {
  const { role, answers, school } = application;
  return topicsOf(role).flatMap((topic) =>
    sayTopic(topic, answers, { program, role, school }).map(([question, answer]) => ({
      topic,
      question,
      answer,
    })),
  );
};
