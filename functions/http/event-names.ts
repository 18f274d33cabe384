import type { EventType } from '../../shared/domain/events.ts';
import { sayDate } from '../../shared/domain/time.ts';

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
  'contact-corrected': 'Contact corrected',
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
  'facilitator-changed': 'Handed over',
  'visits-planned': 'Year of visits planned',
  'visit-booked': 'Visit booked',
  'visit-moved': 'Visit moved',
  'visit-changed': 'Visit changed',
  'visit-cancelled': 'Visit cancelled',
  'visit-themed': 'Theme of a visit set',
  'arc-set': 'Arc of learning set',
  'delegation-named': 'School said who comes',
  'date-proposed': 'School asked for another day than',
  'date-declined': 'Another day declined',
  'visit-held': 'Visit held',
  'reflection-given': 'School reflected on a visit',
  'subscription-renewed': 'New address to subscribe to',
  'day-lost': 'Day lost',
  'day-regained': 'Lost day taken back',
  'days-off-set': 'Days off set',
  'coaching-booked': 'Coaching session booked',
  'coaching-changed': 'Coaching session changed',
  'coaching-cancelled': 'Coaching session cancelled',
};

type Entry = { readonly what: EventType; readonly note?: string | undefined };

/** What was done, and its note with days as people say them. */
export const sayEntry = ({ what, note }: Entry): string =>
  note === undefined ? eventNames[what] : `${eventNames[what]}: ${note.replace(/\d{4}-\d\d-\d\d/g, sayDate)}`;
