import type { Decision, Recommendation } from '../../shared/domain/application.ts';
import type { EventType } from '../../shared/domain/events.ts';
import { type Standing, standingNames } from '../../shared/domain/standing.ts';
import { Tag, type TagMeaning } from '../../shared/ui/tag.tsx';

/** How the console names things, and the small marks that it shows everywhere. */

export const eventNames: Readonly<Record<EventType, string>> = {
  'link-requested': 'Link asked for',
  'application-started': 'Application started',
  'application-submitted': 'Application sent',
  'reviewers-assigned': 'Readers assigned',
  'reviewer-recused': 'Reader stepped back',
  'review-recorded': 'Review recorded',
  'information-requested': 'School asked for information',
  'information-supplied': 'School answered',
  'application-decided': 'Decided',
  'application-withdrawn': 'Withdrawn by the school',
  'proposal-requested': 'Proposal asked for',
  'pairing-proposed': 'Pairing proposed',
  'pairing-impossible': 'Found impossible',
  'partner-moved': 'Partner moved',
  'move-undone': 'Move undone',
  'ruling-added': 'Pair locked or forbidden',
  'ruling-lifted': 'Lock or ban lifted',
  'facilitator-assigned': 'Facilitator assigned',
  'pairing-published': 'Pairing published',
  'partnership-formed': 'Partnership formed',
  'paired-school-withdrew': 'School withdrew',
  'partnership-repaired': 'Partnership repaired',
  'partnership-ended': 'Partnership ended',
};

export const recommendationNames: Readonly<Record<Recommendation, string>> = {
  accept: 'Accept',
  waitlist: 'Waitlist',
  decline: 'Decline',
};

/** What a director does, for the forms that offer it: the verb for each outcome. */
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

/** "Ruth put this application on the waitlist" */
export function sayDecision({ by, outcome }: Pick<Decision, 'by' | 'outcome'>): string {
  switch (outcome) {
    case 'accepted':
      return `${by} accepted this application`;
    case 'waitlisted':
      return `${by} put this application on the waitlist`;
    case 'declined':
      return `${by} declined this application`;
  }
}
