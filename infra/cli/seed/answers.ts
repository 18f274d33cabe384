import type { HostAnswers, PartnerAnswers, TopicAnswer } from '#domain/admission/answers.ts';
import type { Program, Role } from '#domain/program/program.ts';
import type { School } from '#domain/program/school.ts';
import type { Chance } from './chance.ts';

/** What schools write about a focus area, by its ID: as a host that shares and as a partner that wants to improve. */
type AreaTexts = { readonly evidence: string; readonly goal: string };

export const areaTexts: Readonly<Record<string, AreaTexts>> = {
  curriculum: {
    evidence:
      'Three years ago we rewrote every unit backward from its final task. Each grade keeps one shared map, and teachers revise a unit the week after they teach it. New teachers teach from the maps in their first month, and reviewers have twice called them our greatest strength.',
    goal: 'Our units differ from room to room, even within a grade. We want one map for each grade that teachers trust enough to revise together.',
  },
  questioning: {
    evidence:
      'Students lead the discussion in every class at least once a week, with sentence stems and roles we developed ourselves. Each month, every team films ten minutes of class and counts who speaks. Two years ago, a third of the students spoke in a typical lesson. Now it’s four in five.',
    goal: 'In our classrooms, the teacher asks and answers most of the questions. We want students to build on each other’s ideas, first in the humanities, then everywhere.',
  },
  feedback: {
    evidence:
      'Every unit has two checkpoints where students get written feedback and a lesson to act on it. Teachers plan the feedback before they plan the lesson. Students can say what they’re working on, and families read the same comments in the portfolio.',
    goal: 'Our grades tell students how they did, not what to do next. We want feedback that students use within the same week, and less grading that no one reads.',
  },
  literacy: {
    evidence:
      'Science, art, and mathematics teachers teach reading and writing in their own subject, with two shared routines for difficult texts. A literacy coach plans with each team every other week. The share of students who read on grade level rose eleven points in three years.',
    goal: 'Reading is left to the English teachers, and students struggle with texts in science and history. We want two routines that every subject uses.',
  },
  mathematics: {
    evidence:
      'Lessons open with a problem that can be solved in more than one way, and students present two approaches before the teacher names one. We’ve collected sixty of these tasks with student work at four levels, and visitors can take them home. The share of students who meet the standard rose nine points in two years.',
    goal: 'Students can follow a method, but they can’t choose one. We want tasks that make them reason, and teachers who are comfortable with answers they didn’t expect.',
  },
  'english-learners': {
    evidence:
      'Every plan has language goals next to content goals, and newcomers have a partner and a word bank in each class from the first day. Our teachers of English as a new language co-plan with two teams each. Most newcomers advance a level within the year.',
    goal: 'A quarter of our students are learning English, and most of their support happens outside of class. We want subject teachers to plan for language themselves.',
  },
  disabilities: {
    evidence:
      'Co-teachers have two common periods a week and plan from what each student can do. We use three models of co-teaching on purpose and can show when each works. Over four years, twenty-six students moved to a less restrictive setting and stayed there.',
    goal: 'In our co-taught classes, one teacher teaches and one helps. We want pairs who plan together and both teach, starting with two grades.',
  },
  'teacher-teams': {
    evidence:
      'Each team meets twice a week with student work on the table and leaves with one change to try. Notes are open to the whole school, so teams learn from each other. Teachers lead the meetings. The principal visits and listens.',
    goal: 'Our teams meet every week and talk mostly about logistics. We want a simple protocol for looking at student work, and a leader in each team who can keep it going.',
  },
  'teacher-leaders': {
    evidence:
      'Seven teacher leaders each coach three colleagues, with half a period a day for it. Every teacher chooses one goal for the term and asks to be visited. Five of our assistant principals and coaches began here as teacher leaders.',
    goal: 'Two assistant principals do all our coaching, and they can’t get to everyone. We want four teachers who coach their colleagues, with time for it in the schedule.',
  },
  'school-culture': {
    evidence:
      'Every student belongs to an advisory that stays together for three years. Conflicts go to a circle before they go to the office. Suspensions fell from ninety-four to eleven in four years, and nine in ten students say in our survey that at least one adult knows them well.',
    goal: 'Hallways are calm, but students say few adults know them. We want an advisory that’s more than homeroom, and a fair way to settle conflicts.',
  },
  attendance: {
    evidence:
      'A small team looks at attendance by name every Monday, and each student at risk has one adult who calls before school. We welcome students back. We don’t punish them. Chronic absence fell from 34 to 19 percent in three years.',
    goal: 'More than a third of our students miss a month of school or more. Today we call home after the fact. We want to see it coming and act the same week.',
  },
  families: {
    evidence:
      'In pairs, teachers visit forty families each summer, and parents open three classrooms a month to other parents. Parents choose the workshop topics, and we offer them in three languages. Attendance at conferences rose from half to nine in ten.',
    goal: 'The same twenty parents come to everything. We want families to know what their children are learning, and we want to hear from those who never come.',
  },
  'college-career': {
    evidence:
      'From sixth grade on, every student has a plan and revises it twice a year with an adviser. All juniors do a forty-hour internship with one of thirty-one local partners. Ninety-two percent of last year’s graduates went on to college or training.',
    goal: 'Our students graduate and then stop. Too few enroll in college, and fewer stay. We want planning to start in ninth grade and to be every teacher’s job.',
  },
};

const strengths = [
  'Our teams meet every week, staff attendance is high, and last year two grades tried a first version of this on their own.',
  'The school is calm and safe, teachers stay with us, and families trust us. We’re ready for the next step in instruction.',
  'Math results rose three years in a row because one team planned every lesson together. We want that habit everywhere.',
  'We have a young staff that likes to visit classrooms and be visited. What we need is a model that has worked elsewhere.',
  'Our advisory and arts programs are strong, and students like coming to school. Now their classwork has to catch up.',
] as const;

const teamPlans = [
  'The principal, both assistant principals, and one lead teacher from each grade will come to every visit and report to their teams the same week.',
  'Our instructional cabinet will visit. Three model teachers will try each practice first and open their rooms to the rest of the staff.',
  'Two teacher leaders own the work. They get one period a day for it, and every month the leadership team looks at what changed.',
  'We plan to bring different teachers to each visit, so that by spring half the staff has been to the host school.',
] as const;

const commitments = [
  'The leadership team discussed this twice, and the staff voted for it. We put visits on our calendar before anything else.',
  'This is one of our two goals for the year. We’ve budgeted for substitutes and kept Wednesday planning time free for it.',
  'Our school leadership team supports it, and the union chapter helped write this application. We dropped another initiative to make room.',
  'We’ve learned more from visiting other schools than from any workshop. The whole cabinet will take part, and we’ll share what fails, too.',
] as const;

/** A made-up applicant's answers for a school, section by section in their order. */
export const sampleAnswers = (
  role: Role,
  school: School,
  program: Program,
  chance: Chance,
): readonly TopicAnswer[] =>
  role === 'host' ? hostAnswers(school, program, chance) : partnerAnswers(school, program, chance);

function hostAnswers(school: School, program: Program, chance: Chance): readonly TopicAnswer[] {
  const focusAreas = someAreas(school, program, chance);
  const { smallest, usual, largest } = program.capacity;
  const admission: HostAnswers['admissions'] = {
    admission: school.fullyScreened ? 'language-only' : chance.pick(['none-screened', 'some-screened']),
  };
  const capacity = chance.pick([usual, usual, usual, smallest, Math.min(largest, usual + 1)]);
  return [
    { topic: 'leadership', answer: leadershipOf(school, 5, chance) },
    { topic: 'quality-review', answer: qualityReviewOf(school) },
    { topic: 'admissions', answer: admission },
    { topic: 'practices', answer: { focusAreas, evidence: textsOf(focusAreas, 'evidence') } },
    { topic: 'hosting', answer: { capacity } },
    { topic: 'commitment', answer: { priority: true, statement: chance.pick(commitments) } },
  ];
}

function partnerAnswers(school: School, program: Program, chance: Chance): readonly TopicAnswer[] {
  const focusAreas = someAreas(school, program, chance).slice(0, 2);
  const groups = chance.pick([
    ['instructional-cabinet', 'model-teachers'],
    ['instructional-cabinet', 'leadership-team'],
    ['leadership-team', 'model-teachers'],
  ]);
  const improvement = {
    focusAreas,
    goal: textsOf(focusAreas, 'goal'),
    strengths: chance.pick(strengths),
  };
  return [
    { topic: 'leadership', answer: leadershipOf(school, 2, chance) },
    { topic: 'students', answer: studentsOf(school, chance) },
    { topic: 'improvement', answer: improvement },
    { topic: 'team', answer: { groups, plan: chance.pick(teamPlans) } },
    { topic: 'commitment', answer: { priority: true, statement: chance.pick(commitments) } },
  ];
}

function leadershipOf(school: School, usualYears: number, chance: Chance): HostAnswers['leadership'] {
  const yearsHere = Math.floor(school.principalYearsHere ?? chance.between(usualYears, usualYears + 4));
  return { yearsHere, yearsElsewhere: chance.pick([0, 0, 0, 2, 4]) };
}

function qualityReviewOf({ qualityReview }: School): HostAnswers['quality-review'] {
  if (!qualityReview) return { rating: 'none' };
  const { lowest, when } = qualityReview;
  return { rating: lowest, ...(when === undefined ? {} : { when }) };
}

/** Applicants round, and some skip numbers they would have to look up. */
function studentsOf({ demographics }: School, chance: Chance): PartnerAnswers['students'] {
  const { poverty, studentsWithDisabilities, englishLanguageLearners } = demographics;
  const all = { poverty, studentsWithDisabilities, englishLanguageLearners };
  const told = Object.entries(all).flatMap(([need, percent]) =>
    percent === undefined || chance.between(1, 4) === 1 ? [] : [[need, Math.round(percent)]],
  );
  return Object.fromEntries(told);
}

const someAreas = (school: School, program: Program, chance: Chance): readonly string[] =>
  chance
    .shuffled(
      program.focusAreas.filter(({ id }) => id !== 'college-career' || school.levels.includes('high')),
    )
    .slice(0, chance.between(1, 3))
    .map(({ id }) => id);

const textsOf = (focusAreas: readonly string[], text: keyof AreaTexts): string =>
  focusAreas.map((id) => textOf(id, text)).join('\n\n');

function textOf(focusArea: string, text: keyof AreaTexts): string {
  const texts = areaTexts[focusArea];
  if (!texts) throw new Error(`No sample text is written for the focus area ${focusArea}`);
  return texts[text];
}
