import type { EventType } from '../../shared/domain/events.ts';

/** How histories on pages of the console name what was done. */
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
