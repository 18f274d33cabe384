import type { Application, SubmittedApplication } from '../../../shared/domain/admission/application.ts';
import { withdrawApplication } from '../../../shared/domain/admission/apply.ts';
import { type ApplicationSummary, summaryOf } from '../../../shared/domain/admission/summary.ts';
import { castSchools } from './casting.ts';
import { chanceOf } from './chance.ts';
import { openDiary } from './diary.ts';
import { scenarios } from './scenarios.ts';
import type { District, Scene } from './scene.ts';
import { drafted, sent } from './school-side.ts';
import { settled } from './settled.ts';
import { asked, assigned, decided, halfReviewed, reassigned, reviewed, supplied } from './staff-side.ts';

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
