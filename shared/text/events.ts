import type { RemovalReason } from '#domain/admission/application.ts';
import type { HistoryEntry } from '#domain/base/change.ts';
import { sayDate } from '#domain/base/time.ts';
import type { EventType } from '#domain/events.ts';

/** The names of events in histories on staff pages. */
export const eventNames: Readonly<Record<EventType, string>> = {
  'link-requested': 'Link requested',
  'application-started': 'Application started',
  'role-changed': 'Role changed',
  'deadline-extended': 'Deadline extended',
  'application-submitted': 'Application submitted',
  'answers-changed': 'Answers changed',
  'reviewers-assigned': 'Reviewers assigned',
  'reviewer-recused': 'Reviewer recused',
  'review-recorded': 'Review submitted',
  'note-added': 'Note added for staff',
  'information-requested': 'Question sent to the school',
  'information-supplied': 'School answered',
  'information-withdrawn': 'Question withdrawn',
  'application-decided': 'Decided',
  'decision-planned': 'Decision scheduled',
  'decision-unplanned': 'Scheduled decision canceled',
  'decision-reversed': 'Decision reversed',
  'place-confirmed': 'Place confirmed',
  'place-extended': 'More time to confirm the place',
  'draft-invited': 'Invited to apply again',
  'application-withdrawn': 'Withdrawn',
  'application-reinstated': 'Reinstated',
  'contact-corrected': 'Contact updated',
  'proposal-requested': 'Proposal requested',
  'pairing-proposed': 'Proposal ready',
  'pairing-impossible': 'No solution found',
  'partner-moved': 'Partner moved',
  'move-undone': 'Move undone',
  'ruling-added': 'Pair kept together or kept apart',
  'ruling-lifted': '“Keep together” or “keep apart” removed',
  'facilitator-assigned': 'Facilitator assigned',
  'pairing-published': 'Pairings published',
  'partnership-formed': 'Partnership formed',
  'paired-school-withdrew': 'School withdrew',
  'partnership-repaired': 'Partnership changed',
  'partnership-ended': 'Partnership ended',
  'facilitator-changed': 'Facilitator changed',
  'visits-planned': 'Visit schedule published',
  'visit-booked': 'Visit scheduled',
  'visit-moved': 'Visit moved',
  'visit-changed': 'Visit changed',
  'visit-cancelled': 'Visit canceled',
  'visit-themed': 'Visit theme set',
  'arc-set': 'Learning focus set',
  'delegation-named': 'School named its team',
  'date-proposed': 'School requested a new date. Old date',
  'date-declined': 'Date request declined',
  'visit-held': 'Visit notes saved',
  'reflection-given': 'Reflection submitted',
  'subscription-renewed': 'New calendar link',
  'question-asked': 'Question asked',
  'question-continued': 'New message',
  'question-assigned': 'Assigned',
  'question-answered': 'Reply sent',
  'question-closed': 'Closed',
  'question-reopened': 'Reopened',
  'mailing-sent': 'Invitations sent',
  'day-lost': 'Closure reported',
  'day-regained': 'Closure removed',
  'days-off-set': 'Days off set',
  'coaching-booked': 'Coaching session scheduled',
  'coaching-changed': 'Coaching session changed',
  'coaching-cancelled': 'Coaching session canceled',
};

export const removalNames: Readonly<Record<RemovalReason, string>> = {
  conflict: 'Conflict of interest',
  'conflict-or-recusal': 'Conflict of interest or recusal',
  'no-reviewer': 'No longer a reviewer',
  reassigned: 'Reassigned',
  'on-leave': 'On leave',
};

type Entry = Pick<HistoryEntry<EventType>, 'what' | 'note' | 'date'>;

/** The event, its day, and its note. Entries of older releases have their day also as their note. */
export const sayEntry = ({ what, note, date }: Entry): string =>
  [
    eventNames[what],
    ...(date === undefined ? [] : [sayDate(date)]),
    ...(note === undefined || note === date ? [] : [note]),
  ].join(': ');
