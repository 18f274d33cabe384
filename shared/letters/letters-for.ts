import type { Application } from '../domain/application.ts';
import type { Event } from '../domain/events.ts';
import type { ApplicationRequest } from '../domain/request.ts';
import type { LetterContext } from './context.ts';
import { decisionLetter } from './decision-letter.ts';
import { inquiryLetters } from './inquiry-letter.ts';
import type { Letter } from './letter.ts';
import { linkLetter } from './link-letters.ts';
import { receipt } from './receipt.ts';
import { withdrawalLetter } from './withdrawal.ts';

/**
 * The letters that an event causes, given the aggregate as the event's commit left it. The same function serves the
 * preview of a decision: give it the change that would be committed.
 * Throws where the event cannot have happened to that aggregate.
 */
export function lettersFor(
  event: Event,
  aggregate: Application | ApplicationRequest,
  context: LetterContext,
): readonly Letter[] {
  switch (event.type) {
    case 'link-requested':
      return 'state' in aggregate ? impossible(event) : [linkLetter(aggregate, event.reply, context)];
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
      return [];
  }
}

function impossible(event: Event): never {
  throw new Error(`${event.type} cannot have happened to this aggregate`);
}
