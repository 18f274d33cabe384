import { type Event, isAdmissionEvent } from '../domain/events.ts';
import type { Scenario } from '../domain/pairing/scenario/scenario.ts';
import type { Partnership, PublishedPairing } from '../domain/partnership/partnership.ts';
import type { LetterContext } from './context.ts';
import { handoverLetters } from './handover-letters.ts';
import { impossible } from './impossible.ts';
import type { Letter } from './letter.ts';
import { partnershipLetters } from './partnership-letters.ts';
import { proposalLetters } from './proposal-letter.ts';
import { endLetters, pairedWithdrawalLetters, repairLetters } from './repair-letters.ts';

/** The letters that an event of a scenario, of the published pairing, or of a partnership causes. See `lettersFor`. */
export function pairingLetters(
  event: Event,
  aggregate: Scenario | PublishedPairing | Partnership,
  context: LetterContext,
): readonly Letter[] {
  if (!isAdmissionEvent(event)) return impossible(event);
  switch (event.type) {
    case 'pairing-proposed':
    case 'pairing-impossible':
      return 'askedBy' in aggregate ? proposalLetters(aggregate, context) : impossible(event);
    case 'partnership-formed':
      return 'formedAt' in aggregate ? partnershipLetters(aggregate, event, context) : impossible(event);
    case 'paired-school-withdrew':
      return 'formedAt' in aggregate
        ? pairedWithdrawalLetters(aggregate, event.school, context)
        : impossible(event);
    case 'partnership-repaired':
      return 'formedAt' in aggregate ? repairLetters(aggregate, event, context) : impossible(event);
    case 'partnership-ended':
      return 'formedAt' in aggregate ? endLetters(aggregate, context) : impossible(event);
    case 'facilitator-changed':
      return 'formedAt' in aggregate ? handoverLetters(aggregate, event, context) : impossible(event);
    // The person who did these sees them on the page.
    case 'proposal-requested':
    case 'partner-moved':
    case 'move-undone':
    case 'ruling-added':
    case 'ruling-lifted':
    case 'facilitator-assigned':
    // The application's own letter tells this.
    case 'contact-corrected':
    // The partnerships tell this to everyone in them.
    case 'pairing-published':
      return [];
    case 'link-requested':
    case 'application-started':
    case 'application-submitted':
    case 'reviewers-assigned':
    case 'reviewer-recused':
    case 'review-recorded':
    case 'information-requested':
    case 'information-supplied':
    case 'application-decided':
    case 'application-withdrawn':
      return impossible(event);
  }
}
