import type { UndeliveredLetter, UndeliveredReason } from '../../shared/domain/undelivered.ts';
import type { LetterKind } from '../../shared/letters/letter.ts';

const kindNames: Readonly<Record<LetterKind, string>> = {
  'link-to-start': 'Link to apply',
  'link-to-return': 'Link to the application',
  'link-taken': 'Answer to a request to apply',
  'link-unknown': 'Answer to a request for a link',
  receipt: 'Receipt of the application',
  'information-request': 'Question about the application',
  'closing-reminder': 'Reminder that applications close',
  decision: 'Decision',
  withdrawal: 'Withdrawal of the application',
  'contact-corrected': 'Letters now come here',
  proposal: 'Proposal of a pairing',
  partnership: 'Partnership',
  'partnership-change': 'Change of a partnership',
  'paired-withdrawal': 'Withdrawal of a paired school',
  'new-facilitator': 'Another facilitator',
  'visits-planned': 'Visits of the year',
  'visit-booked': 'New visit',
  'visit-moved': 'Visit on another day',
  'visit-changed': 'Change of a visit',
  'visit-cancelled': 'Visit that is off',
  'visit-without-you': 'Visit without this school',
  'date-proposed': 'Another day for a visit',
  'date-declined': 'Visit stays on its day',
  'visit-reminder': 'Reminder of a visit',
  'reflection-request': 'What came of a visit',
  coaching: 'Leadership coaching',
  'reading-digest': 'What is to be read',
  'decision-digest': 'What is to be decided',
  'visit-digest': 'What visits need',
};

const isKind = (kind: string): kind is LetterKind => Object.hasOwn(kindNames, kind);

/** What a letter was about, as staff call it. */
export const kindName = (kind: string): string => (isKind(kind) ? kindNames[kind] : 'Letter');

const reasonWords: Readonly<Record<UndeliveredReason, string>> = {
  'no-such-address': 'There is no such address',
  'full-or-busy': 'The mailbox was full or busy for hours',
  unclear: 'It came back without a clear reason',
  complaint: 'It was reported as unwanted',
  blocked: 'Nothing is sent there since an earlier letter did not arrive',
  refused: 'The mail service refused to send it',
};

export const sayReason = ({ reason }: Pick<UndeliveredLetter, 'reason'>): string => reasonWords[reason];
