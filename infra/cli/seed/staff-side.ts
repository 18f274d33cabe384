import type {
  DecidedApplication,
  DecisionOutcome,
  Recommendation,
  SubmittedApplication,
} from '../../../shared/domain/admission/application.ts';
import { decisions } from '../../../shared/domain/admission/decide.ts';
import { requestInformation, supplyInformation } from '../../../shared/domain/admission/inquiry.ts';
import {
  assignReviewers,
  loadsOf,
  recordReview,
  recuseReviewer,
  scoredStatements,
} from '../../../shared/domain/admission/review.ts';
import type { StaffMember } from '../../../shared/domain/base/person.ts';
import type { Instant } from '../../../shared/domain/base/time.ts';
import { sampleStaff } from '../../local/sample-staff.ts';
import type { Scene } from './scene.ts';
import { settled } from './settled.ts';
import * as texts from './staff-texts.ts';

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
  const { chance, diary, daysAgo } = scene;
  const at = diary.at(daysAgo - 3, 6);
  return settled(requestInformation(application, chance.pick(texts.inquiries).question, director(), at));
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
