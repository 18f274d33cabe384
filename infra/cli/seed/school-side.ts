import type { DraftApplication, SubmittedApplication } from '../../../shared/domain/admission/application.ts';
import { answerTopic, startApplication, submitApplication } from '../../../shared/domain/admission/apply.ts';
import { requestApplication } from '../../../shared/domain/admission/request.ts';
import { type Instant, plusHours } from '../../../shared/domain/base/time.ts';
import { sampleAnswers } from './answers.ts';
import { applicantOf } from './people.ts';
import type { Stage } from './scenarios.ts';
import type { Scene } from './scene.ts';
import { settled } from './settled.ts';

/** What schools do in the sample, through the domain's own verbs. */

/** The answered question pages of an incomplete application. */
const pagesAnswered: Readonly<Partial<Record<Stage, number>>> = {
  begun: 1,
  'half-answered': 3,
  'draft-withdrawn': 2,
};

/** The application as requested, started, and answered, a working day before it was submitted. */
export function drafted(scene: Scene): DraftApplication {
  const { cycle, school, role, chance, diary, daysAgo, stage } = scene;
  const asking = {
    id: `sample-${school.id}`,
    school: { id: school.id, name: school.name },
    role,
    applicant: applicantOf(school, chance),
  };
  const request = settled(requestApplication(asking, undefined, cycle, diary.at(daysAgo + 1, 0)));
  const answeredAt = diary.at(daysAgo + 1, 1);
  const draft = settled(startApplication(request, school, undefined, cycle, answeredAt));
  const answers = sampleAnswers(role, school, cycle.program, chance).slice(0, pagesAnswered[stage]);
  return answers.reduce(
    (application, answer) => settled(answerTopic(application, answer, cycle, answeredAt)),
    draft,
  );
}

export const sent = (draft: DraftApplication, scene: Scene): SubmittedApplication =>
  settled(submitApplication(draft, scene.cycle, sentAt(scene)));

/** "Just" is within the last hour, at any time of day. */
const sentAt = ({ stage, now, chance, diary, daysAgo }: Scene): Instant =>
  stage === 'just-sent' ? plusHours(now, -chance.between(5, 55) / 60) : diary.at(daysAgo, 2);
