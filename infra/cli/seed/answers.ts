import type { HostAnswers, PartnerAnswers, TopicAnswer } from '../../../shared/domain/admission/answers.ts';
import type { Program, Role } from '../../../shared/domain/program/program.ts';
import type { School } from '../../../shared/domain/program/school.ts';
import type { Chance } from './chance.ts';
import { type AreaTexts, areaTexts, commitments, strengths, teamPlans } from './school-texts.ts';

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
