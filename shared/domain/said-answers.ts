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
import { focusAreaName, type Program } from './program.ts';

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

export const shareNames: Readonly<Record<keyof StudentsAnswer, string>> = {
  poverty: 'Students who live in poverty',
  blackOrHispanic: 'Black or Hispanic students',
  studentsWithDisabilities: 'Students with disabilities',
  englishLanguageLearners: 'English language learners',
  chronicallyAbsent: 'Students who are chronically absent',
};

/** One question as people read it, and its answer as text. */
export type SaidAnswer = { readonly topic: Topic; readonly question: string; readonly answer: string };

type AnyAnswers = Partial<HostAnswers> & Partial<PartnerAnswers>;

const years = (count: number) => `${count} ${count === 1 ? 'year' : 'years'}`;

const sayTopic = (
  topic: Topic,
  answers: AnyAnswers,
  program: Program,
): readonly (readonly [string, string])[] => {
  const areas = (ids: readonly string[]) => ids.map((id) => focusAreaName(program, id)).join('; ');
  switch (topic) {
    case 'leadership': {
      const answer = answers.leadership;
      return answer
        ? [
            ['Years that the principal has led this school', years(answer.yearsHere)],
            ['Years of leadership before that', years(answer.yearsElsewhere)],
          ]
        : [];
    }
    case 'quality-review': {
      const answer = answers['quality-review'];
      if (!answer) return [];
      const rating = answer.rating === 'none' ? 'There has been none' : answer.rating;
      return [['Most recent Quality Review', answer.when ? `${rating}, ${answer.when}` : rating]];
    }
    case 'admissions':
      return answers.admissions
        ? [['How the school admits', admissionNames[answers.admissions.admission]]]
        : [];
    case 'practices': {
      const answer = answers.practices;
      return answer
        ? [
            ['Areas in which the school has a practice to share', areas(answer.focusAreas)],
            ['The practice, and how the school knows that it works', answer.evidence],
          ]
        : [];
    }
    case 'hosting':
      return answers.hosting ? [['Partner schools it could host', String(answers.hosting.capacity)]] : [];
    case 'commitment': {
      const answer = answers.commitment;
      return answer
        ? [
            ['Can this be a priority in the year?', answer.priority ? 'Yes' : 'No'],
            ['Why the school wants to do this', answer.statement],
          ]
        : [];
    }
    case 'students': {
      const answer = answers.students;
      return answer ? sayShares(answer) : [];
    }
    case 'improvement': {
      const answer = answers.improvement;
      return answer
        ? [
            ['Areas in which the school wants to improve', areas(answer.focusAreas)],
            ['What it wants to improve, and how it would know', answer.goal],
            ['What has gone well so far', answer.strengths],
          ]
        : [];
    }
    case 'team': {
      const answer = answers.team;
      return answer
        ? [
            ['Who would take part', answer.groups.map((group) => teamGroupNames[group]).join('; ')],
            ['How it would bring back what it learns', answer.plan],
          ]
        : [];
    }
  }
};

const sayShares = (answer: StudentsAnswer): readonly (readonly [string, string])[] => {
  const share = (name: string, percent: number | undefined) =>
    [name, percent === undefined ? 'Not known' : `${percent} %`] as const;
  return [
    share(shareNames.poverty, answer.poverty),
    share(shareNames.blackOrHispanic, answer.blackOrHispanic),
    share(shareNames.studentsWithDisabilities, answer.studentsWithDisabilities),
    share(shareNames.englishLanguageLearners, answer.englishLanguageLearners),
    share(shareNames.chronicallyAbsent, answer.chronicallyAbsent),
  ];
};

/** All that is answered, in the order of the question pages. */
export const sayAnswers = (application: DraftAnswers, program: Program): readonly SaidAnswer[] =>
  topicsOf(application.role).flatMap((topic) =>
    sayTopic(topic, application.answers, program).map(([question, answer]) => ({ topic, question, answer })),
  );
