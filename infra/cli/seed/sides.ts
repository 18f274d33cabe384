import type {
  DecidedApplication,
  DecisionOutcome,
  DraftApplication,
  Recommendation,
  SubmittedApplication,
} from '#domain/admission/application.ts';
import { answerTopic, startApplication, submitApplication } from '#domain/admission/apply.ts';
import { decisions } from '#domain/admission/decide.ts';
import { answerDueOn, requestInformation, supplyInformation } from '#domain/admission/inquiry.ts';
import { requestApplication } from '#domain/admission/request.ts';
import {
  assignReviewers,
  loadsOf,
  recordReview,
  recuseReviewer,
  scoredStatements,
} from '#domain/admission/review.ts';
import { type Aggregate, type Change, type Happening, isRefusal, type Refusal } from '#domain/base/change.ts';
import type { StaffMember } from '#domain/base/person.ts';
import { type Instant, plusHours } from '#domain/base/time.ts';
import { sampleStaff } from '../../local/ground/sample-staff.ts';
import { sampleAnswers } from './answers.ts';
import { applicantOf } from './people.ts';
import type { Stage } from './scenarios.ts';
import type { Scene } from './scene.ts';
import * as texts from './staff-texts.ts';

/** The aggregate from the domain. A refusal means the sample story is impossible, which is a bug. */
export function settled<A extends Aggregate>(outcome: Change<A, Happening> | Refusal<string> | undefined): A {
  if (!outcome) throw new Error('The sample application was refused: there is no one to review it');
  if (isRefusal(outcome)) throw new Error(`The sample application was refused: ${outcome.refused}`);
  return outcome.after;
}

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

/** What staff do in the sample, through the domain's own verbs, and how a school answers. */
const somebody = (found: StaffMember | undefined): StaffMember => {
  if (!found) throw new Error('The sample staff lacks someone the sample applications need');
  return found;
};

const director = () => somebody(sampleStaff.find(({ roles }) => roles.includes('director')));

const readerAt = ({ reviewers }: SubmittedApplication, place: number): StaffMember =>
  somebody(sampleStaff.find(({ email }) => email === reviewers[place]));

export const assigned = (application: SubmittedApplication, scene: Scene, at: Instant) =>
  settled(assignReviewers(application, scene.roster, loadsOf(scene.earlier), scene.cycle.program, at));

/** The first reviewer recused, and another replaced them. */
export function reassigned(application: SubmittedApplication, scene: Scene): SubmittedApplication {
  const at = scene.diary.at(scene.daysAgo - 1, 3);
  const left = settled(recuseReviewer(application, texts.recusal, readerAt(application, 0), at));
  return assigned(left, scene, at);
}

/** How reviewers rate an application: the scores they may give and their comments. */
const impressions = {
  strong: { scores: [3, 3, 4], recommendation: 'accept', comments: texts.strongComments },
  mixed: { scores: [2, 3, 3], recommendation: 'waitlist', comments: texts.mixedComments },
  weak: { scores: [1, 2, 2], recommendation: 'decline', comments: texts.weakComments },
} as const satisfies Record<string, { recommendation: Recommendation; [more: string]: unknown }>;

const impressionOf = ({ stage, chance }: Scene) => {
  if (stage === 'accepted') return impressions.strong;
  if (stage === 'declined') return impressions.weak;
  return impressions[chance.pick(['strong', 'strong', 'mixed', 'mixed', 'weak'])];
};

/** With the review of the reviewer at a position, from 0. */
function reviewedBy(place: number, application: SubmittedApplication, scene: Scene): SubmittedApplication {
  const { chance, cycle, role, diary, daysAgo } = scene;
  const { scores, recommendation, comments } = impressionOf(scene);
  const scored = scoredStatements(cycle.program, role).map(({ id }) => [id, chance.pick(scores)]);
  const review = { scores: Object.fromEntries(scored), recommendation, comment: chance.pick(comments) };
  const at = diary.at(daysAgo - 2 - place, 4 + place);
  return settled(recordReview(application, review, readerAt(application, place), at));
}

export const halfReviewed = (application: SubmittedApplication, scene: Scene) =>
  reviewedBy(0, application, scene);

export const reviewed = (application: SubmittedApplication, scene: Scene) =>
  reviewedBy(1, halfReviewed(application, scene), scene);

export function asked(application: SubmittedApplication, scene: Scene): SubmittedApplication {
  const { chance, cycle, diary, daysAgo } = scene;
  const { question } = chance.pick(texts.inquiries);
  const at = diary.at(daysAgo - 3, 6);
  return settled(
    requestInformation(application, { question, dueOn: answerDueOn(cycle, at) }, director(), at),
  );
}

/** The school answered the question. */
export function supplied(application: SubmittedApplication, { diary, daysAgo }: Scene): SubmittedApplication {
  const question = application.inquiries.at(-1)?.question;
  const answer = texts.inquiries.find((inquiry) => inquiry.question === question)?.answer;
  if (answer === undefined) throw new Error('The sample school has no answer to what it was asked');
  return settled(supplyInformation(application, answer, diary.at(daysAgo - 4, 7)));
}

export function decided(
  application: SubmittedApplication,
  outcome: DecisionOutcome,
  { chance, diary, daysAgo, role }: Scene,
): DecidedApplication {
  const at = diary.at(daysAgo - 5, 8);
  return settled(decisions[outcome](application, chance.pick(texts.reasons[outcome][role]), director(), at));
}
