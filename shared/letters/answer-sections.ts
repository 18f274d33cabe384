import {
  type Admission,
  type HostAnswers,
  type PartnerAnswers,
  type TeamGroup,
  type Topic,
  topicNames,
  topicsOf,
} from '../domain/answers.ts';
import type { Application } from '../domain/application.ts';
import { focusAreaName, type Program } from '../domain/program.ts';
import type { Row } from './letter.ts';

const admissionWords: Readonly<Record<Admission, string>> = {
  'all-screened': 'Every program admits by grades or tests',
  'some-screened': 'Some programs admit by grades or tests',
  'language-only': 'A language screen only',
  'none-screened': 'No program admits by grades or tests',
};

const groupWords: Readonly<Record<TeamGroup, string>> = {
  'instructional-cabinet': 'Instructional cabinet',
  'leadership-team': 'Leadership team',
  'model-teachers': 'Model teachers',
};

const unknown = 'Not known';
const percent = (share: number | undefined) => (share === undefined ? unknown : `${share} %`);
const list = (names: readonly string[]) => (names.length > 0 ? names.join('\n') : 'None');

type Speakers = {
  readonly [T in Topic]: (answer: (HostAnswers & PartnerAnswers)[T], program: Program) => readonly Row[];
};

const rowsOf: Speakers = {
  leadership: ({ yearsHere, yearsElsewhere }) => [
    { question: 'Years as principal of this school', answer: String(yearsHere) },
    { question: 'Years of leadership elsewhere', answer: String(yearsElsewhere) },
  ],
  'quality-review': ({ rating, when }) => [
    { question: 'Most recent Quality Review', answer: rating === 'none' ? 'None so far' : rating },
    ...(when === undefined ? [] : [{ question: 'When it was', answer: when }]),
  ],
  admissions: ({ admission }) => [
    { question: 'How students are admitted', answer: admissionWords[admission] },
  ],
  practices: ({ focusAreas, evidence }, program) => [
    { question: 'Focus areas you can share', answer: areaNames(program, focusAreas) },
    { question: 'Evidence', answer: evidence },
  ],
  hosting: ({ capacity }) => [{ question: 'Partners you can take', answer: String(capacity) }],
  commitment: ({ priority, statement }) => [
    { question: 'A priority this year', answer: priority ? 'Yes' : 'No' },
    { question: 'In your words', answer: statement },
  ],
  students: (shares) => [
    { question: 'Live in poverty', answer: percent(shares.poverty) },
    { question: 'Are Black or Hispanic', answer: percent(shares.blackOrHispanic) },
    { question: 'Have disabilities', answer: percent(shares.studentsWithDisabilities) },
    { question: 'Are English language learners', answer: percent(shares.englishLanguageLearners) },
    { question: 'Are chronically absent', answer: percent(shares.chronicallyAbsent) },
  ],
  improvement: ({ focusAreas, goal, strengths }, program) => [
    { question: 'Focus areas you want to improve', answer: areaNames(program, focusAreas) },
    { question: 'Your goal', answer: goal },
    { question: 'What is going well', answer: strengths },
  ],
  team: ({ groups, plan }) => [
    { question: 'Who would take part', answer: list(groups.map((group) => groupWords[group])) },
    { question: 'How they would work together', answer: plan },
  ],
};

const areaNames = (program: Program, ids: readonly string[]) =>
  list(ids.map((id) => focusAreaName(program, id)));

/** The answers of one topic. */
export type AnswerSection = { readonly topic: Topic; readonly title: string; readonly rows: readonly Row[] };

/** Everything that an application answers, topic by topic in the order in which it was asked, in words. */
export const answerSections = (application: Application, program: Program): readonly AnswerSection[] =>
  topicsOf(application.role).flatMap((topic) => {
    const said = sayTopic(topic, application.answers, program);
    return said ? [{ topic, title: topicNames[topic], rows: said }] : [];
  });

function sayTopic<T extends Topic>(
  topic: T,
  answers: Partial<HostAnswers & PartnerAnswers>,
  program: Program,
): readonly Row[] | undefined {
  const answer = answers[topic];
  return answer && rowsOf[topic](answer, program);
}
