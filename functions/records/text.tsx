import type { RejectedPart, UndeliveredLetter, UndeliveredReason } from '#domain/records/undelivered.ts';
import type { LetterKind } from '#letters/letter.ts';

const kindNames: Readonly<Record<LetterKind, string>> = {
  'link-to-start': 'Link to apply',
  'link-to-return': 'Link to the application',
  'link-taken': 'School already has an application',
  'link-unknown': 'No application found',
  receipt: 'Application received',
  'information-request': 'Question about the application',
  'decision-correction': 'Correction of a decision',
  extension: 'Extension of the deadline',
  'question-reminder': 'Reminder of a question',
  'question-withdrawn': 'Question withdrawn',
  'answer-receipt': 'Answer received',
  'closing-reminder': 'Deadline reminder',
  decision: 'Decision',
  'place-reminder': 'Reminder to confirm a place',
  'place-extension': 'More time to confirm a place',
  'invited-again': 'Invitation to apply again',
  withdrawal: 'Application withdrawn',
  reinstatement: 'Application reinstated',
  'contact-corrected': 'New contact',
  proposal: 'Proposal result',
  partnership: 'Partnership',
  'partnership-change': 'Partnership change',
  'paired-withdrawal': 'School withdrew from a partnership',
  'new-facilitator': 'New facilitator',
  'visits-planned': 'Visit schedule',
  'visit-booked': 'New visit',
  'visit-moved': 'Visit moved',
  'visit-changed': 'Visit updated',
  'visit-cancelled': 'Visit canceled',
  'visit-without-you': 'Removed from a visit',
  'date-proposed': 'Date request',
  'date-declined': 'Date request declined',
  'visit-reminder': 'Visit reminder',
  'reflection-request': 'Reflection request',
  coaching: 'Leadership coaching',
  'reading-digest': 'Morning email with reviews',
  'decision-digest': 'Morning email with decisions',
  'visit-digest': 'Weekly visit list',
  'question-copy': 'Copy of a question',
  'question-reply': 'Reply to a question',
  'invitation-to-apply': 'Invitation to apply',
};

const isKind = (kind: string): kind is LetterKind => Object.hasOwn(kindNames, kind);

/** A letter's kind, as staff read it. */
export const kindName = (kind: string): string => (isKind(kind) ? kindNames[kind] : 'Email');

const reasonWords: Readonly<Record<UndeliveredReason, string>> = {
  'no-such-address': 'The address doesn’t exist',
  'full-or-busy': 'The mailbox was full or unavailable',
  unclear: 'It bounced for an unknown reason',
  complaint: 'The recipient marked it as spam',
  blocked: 'Blocked, because an earlier email didn’t arrive',
  refused: 'The email service refused to send it',
};

/** What the mail server rejected, and what helps. */
const rejectedWords: Readonly<Record<RejectedPart, { readonly said: string; readonly next: string }>> = {
  attachment: {
    said: 'The mail server doesn’t accept the calendar file',
    next: 'Tell the recipient the date yourself, and ask their IT team to accept calendar files (.ics) from us.',
  },
  content: {
    said: 'The mail server rejected the content',
    next: 'Tell the recipient yourself, and ask their IT team to accept emails from us.',
  },
  size: {
    said: 'The email is too large for the mail server',
    next: 'Tell the recipient yourself. A new contact at the same mail server won’t help.',
  },
};

type Why = Pick<UndeliveredLetter, 'reason' | 'rejected'>;

export const sayReason = ({ reason, rejected }: Why): string =>
  rejected ? rejectedWords[rejected].said : reasonWords[reason];

/** What helps, if a new contact alone doesn't. */
export const sayNextStep = ({ rejected }: Why): string | undefined =>
  rejected && rejectedWords[rejected].next;
