import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { formedLetters } from './formed-letters.ts';
import { handoverLetters } from './handover-letters.ts';
import { type LettersOf, writing } from './letters-of.ts';
import { endLetters, pairedWithdrawalLetters, repairLetters } from './repair-letters.ts';
import { ofVisits, type VisitCalls } from './visit-letters.ts';

/** What follows from each event of a partnership: its letters, and whether the calls of its visits change. */
export const ofPartnership: LettersOf<Partnership, PartnershipEvent, VisitCalls> = {
  ...ofVisits,
  'partnership-formed': { kind: 'partnership', write: formedLetters, calls: 'stay' },
  'paired-school-withdrew': {
    kind: 'paired-withdrawal',
    write: pairedWithdrawalLetters,
    calls: { of: 'every-visit', sets: [] },
  },
  'partnership-repaired': { kind: 'partnership-change', write: repairLetters, calls: 'stay' },
  'partnership-ended': {
    kind: 'partnership-change',
    write: endLetters,
    calls: { of: 'every-visit', sets: [] },
  },
  'facilitator-changed': { kind: 'new-facilitator', write: handoverLetters, calls: 'stay' },
  // The application's own letter tells this.
  'contact-corrected': 'none',
};

export const partnershipLetters = writing(ofPartnership);

/** The calls that an event of a partnership changes. Undefined if they all stay. */
export function callsAfter(what: PartnershipEvent['type']) {
  const line = ofPartnership[what];
  return line === 'none' || line.calls === 'stay' ? undefined : line.calls;
}
