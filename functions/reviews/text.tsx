import type { Decision, Recommendation } from '#domain/admission/application.ts';
import { type Standing, standingNames } from '#domain/admission/queue.ts';
import { sayDate } from '#domain/base/time.ts';
import { recommendationNames } from '#text/reviews.ts';
import { Tag, type TagMeaning } from '#ui/tag.tsx';

/** The verb for each outcome, on buttons and choices. */
export const outcomeVerbs = { accepted: 'Accept', waitlisted: 'Waitlist', declined: 'Decline' } as const;

const standingMeanings: Readonly<Record<Standing, TagMeaning>> = {
  'to-decide': 'active',
  'in-review': 'neutral',
  'awaits-school': 'attention',
  accepted: 'good',
  waitlisted: 'attention',
  declined: 'bad',
  withdrawn: 'neutral',
  draft: 'neutral',
};

export const StandingTag = ({ standing }: { readonly standing: Standing }) => (
  <Tag meaning={standingMeanings[standing]}>{standingNames[standing]}</Tag>
);

const recommendationMeanings: Readonly<Record<Recommendation, TagMeaning>> = {
  accept: 'good',
  waitlist: 'attention',
  decline: 'bad',
};

export const RecommendationTag = ({ recommendation }: { readonly recommendation: Recommendation }) => (
  <Tag meaning={recommendationMeanings[recommendation]}>{recommendationNames[recommendation]}</Tag>
);

/** "Ruth waitlisted this application" */
export function sayDecision({
  by,
  outcome,
  ending,
  until,
}: Pick<Decision, 'by' | 'outcome' | 'ending' | 'until'>): string {
  switch (ending) {
    case 'released':
      return `${by} told the school that there’s no place this year`;
    case 'invited':
      return `${by} declined this application and invited the school to apply again`;
    case undefined:
      break;
  }
  switch (outcome) {
    case 'accepted':
      return `${by} accepted this application`;
    case 'waitlisted':
      return `${by} waitlisted this application${until === undefined ? '' : ` until ${sayDate(until)}`}`;
    case 'declined':
      return `${by} declined this application`;
  }
}

/** Confirms a change on the next page. */
export const doneWords = {
  recusal: 'You’ve recused yourself. We’ll assign another reviewer.',
  review: 'Your review is saved. You can change it until a decision is made.',
  assigned: 'Reviewer assigned. They’ll see the application in their queue and their morning email.',
  decision: 'Decision sent. The school will get it by email.',
  planned: 'Decision scheduled. The school will get it by email that morning.',
  unplanned: 'Scheduled decision canceled. The school won’t get an email.',
  answered: 'Final answers sent. Each school will get an email.',
  'place-confirmed': 'Place confirmed. The school sees it on its application page.',
  'place-extended': 'Date extended. The school will get an email with a link.',
  reversed: 'Decision reversed. The school will get a correction by email, and you can decide again.',
  reinstated: 'Application reinstated. The school will get an email.',
  contact: 'Contact updated. They’ll get an email with a new link.',
  extended: 'Date saved. The school will get an email with a link.',
  note: 'Note saved. Only staff can see it.',
  question: 'Question sent. The school will get it by email.',
  'question-withdrawn': 'Question withdrawn. We’ll email the school that it doesn’t need to answer.',
  declared:
    'Conflict of interest declared. The school’s application is now hidden from the person with the conflict.',
  withdrawn:
    'Conflict of interest withdrawn. The school’s application is visible again. Deleted reviews can’t be restored.',
  'withdrawn-kept':
    'Conflict of interest withdrawn. The application stays hidden, because this person wrote it or recused themselves.',
  added: 'Reviewer added. They’ll receive any unassigned applications.',
  leave: 'Leave saved. They won’t get new applications until it’s over.',
  'leave-ended': 'Leave ended. They can get applications again.',
  removed: 'Reviewer removed. Their unreviewed applications will go to other reviewers.',
  'removed-last': 'Reviewer removed. Any unreviewed applications will wait until you add a reviewer.',
};

/** The parameter that names the confirmation on the next page. */
export const done = (what: keyof typeof doneWords) => ({ done: what });
