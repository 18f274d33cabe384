import type { Application, SubmittedApplication } from '#domain/admission/application.ts';
import { withdrawApplication } from '#domain/admission/apply.ts';
import { type ApplicationSummary, summaryOf } from '#domain/admission/summary.ts';
import { isAtLeast, type Rating, type School } from '#domain/program/school.ts';
import { type Chance, chanceOf } from './chance.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { type District, openDiary, type Scene } from './scene.ts';
import {
  asked,
  assigned,
  decided,
  drafted,
  halfReviewed,
  reassigned,
  reviewed,
  sent,
  settled,
  supplied,
} from './sides.ts';

const hostYears = 5;
const hostRating: Rating = 'Proficient';

const suitsHost = ({ principalYearsHere, qualityReview, fullyScreened }: School): boolean =>
  (principalYearsHere ?? 0) >= hostYears &&
  qualityReview !== undefined &&
  isAtLeast(qualityReview.lowest, hostRating) &&
  fullyScreened === false;

const isUnderRated = ({ qualityReview }: School): boolean =>
  qualityReview !== undefined && !isAtLeast(qualityReview.lowest, hostRating);

/** One in this many hosts is a school the directory knows too little about. */
const unknownEvery = 4;

/**
 * A different school for each scenario. Hosts qualify, except declined ones with a low rating and some the
 * directory knows too little about. Partners come from the rest.
 */
export function castSchools(
  scenarios: readonly Scenario[],
  schools: readonly School[],
  chance: Chance,
): readonly School[] {
  const free = new Set(chance.shuffled(schools));
  const take = (suits: (school: School) => boolean): School => {
    const [chosen] = [...free].filter(suits);
    if (!chosen) throw new Error('The sample directory has too few schools for the sample applications');
    free.delete(chosen);
    return chosen;
  };
  const hosts = scenarios.filter(({ role }) => role === 'host');
  const hostSchools = hosts.map(({ stage }, index) => {
    if (stage === 'declined') return take(isUnderRated);
    return index % unknownEvery === unknownEvery - 1
      ? take(({ qualityReview }) => qualityReview === undefined)
      : take(suitsHost);
  });
  let hostsCast = 0;
  return scenarios.map(({ role }) => {
    const host = role === 'host' ? hostSchools[hostsCast++] : undefined;
    return host ?? take((school) => !suitsHost(school) && school.qualityReview !== undefined);
  });
}

/**
 * Applications in every state, submitted in the three weeks before `now`. Each was built with the domain's
 * own verbs, so that none is in an impossible state. Their version is 0, because none is stored yet.
 */
export function sampleApplications({ schools, ...district }: District): readonly Application[] {
  const { program } = district.cycle;
  const cast = castSchools(scenarios, schools, chanceOf('casting'));
  const applications: Application[] = [];
  const earlier: ApplicationSummary[] = [];
  scenarios.forEach((scenario, index) => {
    const school = cast[index];
    if (!school) throw new Error('Not every scenario has a school');
    const chance = chanceOf(school.id);
    const diary = openDiary(program.timeZone, district.now, chance.between(0, 40));
    const application = told({ ...district, ...scenario, school, chance, diary, earlier });
    applications.push(application);
    earlier.push(summaryOf(program, application));
  });
  return applications;
}

function told(scene: Scene): Application {
  const draft = drafted(scene);
  switch (scene.stage) {
    case 'begun':
    case 'half-answered':
    case 'answered':
      return draft;
    case 'draft-withdrawn':
      return settled(withdrawApplication(draft, scene.diary.at(scene.daysAgo - 2, 3)));
    default: {
      const application = sent(draft, scene);
      return underReview(assigned(application, scene, application.submittedAt), scene, scene.stage);
    }
  }
}

type ReviewStage = Exclude<Scene['stage'], 'begun' | 'half-answered' | 'answered' | 'draft-withdrawn'>;

function underReview(application: SubmittedApplication, scene: Scene, stage: ReviewStage): Application {
  switch (stage) {
    case 'just-sent':
    case 'assigned':
      return application;
    case 'reassigned':
      return reassigned(application, scene);
    case 'half-reviewed':
      return halfReviewed(application, scene);
    case 'reviewed':
      return reviewed(application, scene);
    case 'asked':
      return asked(halfReviewed(application, scene), scene);
    case 'asked-and-answered':
      return supplied(asked(reviewed(application, scene), scene), scene);
    case 'withdrawn':
      return settled(
        withdrawApplication(halfReviewed(application, scene), scene.diary.at(scene.daysAgo - 4, 6)),
      );
    case 'accepted':
    case 'waitlisted':
    case 'declined':
      return decided(reviewed(application, scene), stage, scene);
  }
}
