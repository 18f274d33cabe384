import type { Application } from '../domain/application.ts';
import type { Event } from '../domain/events.ts';
import type { Scenario } from '../domain/pairing/scenario.ts';
import type { Partnership, PublishedPairing } from '../domain/partnership.ts';
import type { ApplicationRequest } from '../domain/request.ts';
import type { LetterContext } from './context.ts';
import { decisionLetter } from './decision-letter.ts';
import { inquiryLetters } from './inquiry-letter.ts';
import type { Letter } from './letter.ts';
import { linkLetter } from './link-letters.ts';
import { partnershipLetters } from './partnership-letters.ts';
import { proposalLetters } from './proposal-letter.ts';
import { receipt } from './receipt.ts';
import { endLetters, pairedWithdrawalLetters, repairLetters } from './repair-letters.ts';
import { withdrawalLetter } from './withdrawal.ts';

/** What commits are made of that somebody gets a letter about. */
export type WithLetters = Application | ApplicationRequest | Scenario | PublishedPairing | Partnership;

/**
 * The letters that an event causes, given the aggregate as the event's commit left it. The same function serves the
 * preview of a decision: give it the change that would be committed.
 * Throws where the event cannot have happened to that aggregate.
 */
export function lettersFor(event: Event, aggregate: WithLetters, context: LetterContext): readonly Letter[] {
  switch (event.type) {
    case 'link-requested':
      return 'expiresAt' in aggregate ? [linkLetter(aggregate, event.reply, context)] : impossible(event);
    case 'application-submitted':
      return 'submittedAt' in aggregate ? [receipt(aggregate, context)] : impossible(event);
    case 'information-requested':
      return 'inquiries' in aggregate ? inquiryLetters(aggregate, context) : impossible(event);
    case 'application-decided':
      return 'decision' in aggregate ? [decisionLetter(aggregate, context)] : impossible(event);
    case 'application-withdrawn':
      return 'withdrawnAt' in aggregate ? [withdrawalLetter(aggregate, context)] : impossible(event);
    // Whoever started an application is on its page already.
    case 'application-started':
    // Staff learn of these in their morning digest, which shows what waits for them.
    case 'reviewers-assigned':
    case 'reviewer-recused':
    case 'review-recorded':
    case 'information-supplied':
    // Whoever did these sees them on the page where they did.
    case 'proposal-requested':
    case 'partner-moved':
    case 'move-undone':
    case 'ruling-added':
    case 'ruling-lifted':
    case 'facilitator-assigned':
    // Its partnerships say it to everybody in them.
    case 'pairing-published':
      return [];
    case 'pairing-proposed':
    case 'pairing-impossible':
      return 'askedBy' in aggregate ? proposalLetters(aggregate, context) : impossible(event);
    case 'partnership-formed':
      return 'formedAt' in aggregate ? partnershipLetters(aggregate, context) : impossible(event);
    case 'paired-school-withdrew':
      return 'formedAt' in aggregate
        ? pairedWithdrawalLetters(aggregate, event.school, context)
        : impossible(event);
    case 'partnership-repaired':
      return 'formedAt' in aggregate ? repairLetters(aggregate, event, context) : impossible(event);
    case 'partnership-ended':
      return 'formedAt' in aggregate ? endLetters(aggregate, context) : impossible(event);
  }
}

function impossible(event: Event): never {
  throw new Error(`${event.type} cannot have happened to this aggregate`);
}
