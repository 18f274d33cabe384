import {
  type Admission,
  type DraftAnswers,
  type HostAnswers,
  type PartnerAnswers,
  type StudentsAnswer,
  type TeamGroup,
  type Topic,
  topicsOf,
} from '#domain/admission/answers.ts';
import { knownShares } from '#domain/admission/marks.ts';
import { sayPercent, sayYears } from '#domain/base/wording.ts';
import { focusAreaNames, type Program, type Role } from '#domain/program/program.ts';
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

export const shareKinds = [
  'poverty',
  'blackOrHispanic',
  'studentsWithDisabilities',
  'englishLanguageLearners',
  'chronicallyAbsent',
] as const satisfies readonly (keyof StudentsAnswer)[];

export const shareNames: Readonly<Record<keyof StudentsAnswer, string>> = {
  poverty: 'Students living in poverty',
  blackOrHispanic: 'Black or Hispanic students',
  studentsWithDisabilities: 'Students with disabilities',
  englishLanguageLearners: 'English language learners',
  chronicallyAbsent: 'Students who are chronically absent',
};

/** Earlier years count differently: any leadership for a host, only years as principal for a partner. */
export const yearsElsewhereNames: Readonly<Record<Role, string>> = {
  host: 'Earlier leadership experience (years)',
  partner: 'Earlier years as principal of other schools',
};

/** One question and its answer, as people read them. */
type SaidAnswer = { readonly topic: Topic; readonly question: string; readonly answer: string };

type AllAnswers = HostAnswers & PartnerAnswers;
type Context = { readonly program: Program; readonly role: Role; readonly school: School };
type Said = readonly (readonly [question: string, answer: string])[];

const sayings: { readonly [T in Topic]: (answer: AllAnswers[T], context: Context) => Said } = {
  leadership: ({ yearsHere, yearsElsewhere }, { role }) => [
    ['Principal’s years at this school', sayYears(yearsHere)],
    [yearsElsewhereNames[role], sayYears(yearsElsewhere)],
  ],
  'quality-review': ({ rating, when }) => {
    const said = when ? `${rating}, ${when}` : rating;
    return [['Most recent Quality Review', rating === 'none' ? 'No Quality Review yet' : said]];
  },
  admissions: ({ admission }) => [['How students are admitted', admissionNames[admission]]],
  practices: ({ focusAreas, evidence }, { program }) => [
    ['Areas to share', focusAreaNames(program, focusAreas)],
    ['The practice and the evidence that it works', evidence],
  ],
  hosting: ({ capacity }) => [['Number of partner schools to host', String(capacity)]],
  commitment: ({ priority, statement }) => [
    ['Can this be a priority next school year?', priority ? 'Yes' : 'No'],
    ['Reasons for taking part', statement],
  ],
  students: sayShares,
  improvement: ({ focusAreas, goal, strengths }, { program }) => [
    ['Areas to improve', focusAreaNames(program, focusAreas)],
    ['What to improve, and how you’ll know it worked', goal],
    ['What has gone well so far', strengths],
  ],
  team: ({ groups, plan }) => [
    ['Who would take part', groups.map((group) => teamGroupNames[group]).join('; ')],
    ['Plan for bringing back what’s learned', plan],
  ],
};

/** The percentages that the school gave, or else the directory's; one line if there are none. */
function sayShares(shares: StudentsAnswer, { school }: Context): Said {
  const known = knownShares(school);
  const said = shareKinds.flatMap((kind) => {
    const share = sayShare(shares[kind], known[kind]);
    return share === undefined ? [] : [[shareNames[kind], share] as const];
  });
  return said.length > 0 ? said : [['Student groups (percent)', 'No answer']];
}

/** In percent; undefined if neither the school nor the directory has it. */
function sayShare(answered: number | undefined, known: number | undefined): string | undefined {
  if (answered !== undefined) return sayPercent(answered);
  return known === undefined ? undefined : `No answer. The directory lists ${sayPercent(known)}.`;
}

function sayTopic<T extends Topic>(topic: T, answers: Partial<AllAnswers>, context: Context): Said {
  const answer: AllAnswers[T] | undefined = answers[topic];
  return answer === undefined ? [] : sayings[topic](answer, context);
}

type Answered = DraftAnswers & { readonly school: School };

/** All answers so far, in the order of the question pages. */
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
