import type { Application } from '../domain/admission/application.ts';
import type { ApplicationRequest } from '../domain/admission/request.ts';
import { type Event, isAdmissionEvent } from '../domain/events.ts';
import { contactLetter } from './contact-letter.ts';
import type { LetterContext } from './context.ts';
import { decisionLetter } from './decision-letter.ts';
import { impossible } from './impossible.ts';
import { inquiryLetters } from './inquiry-letter.ts';
import type { Letter } from './letter.ts';
import { linkLetter } from './link-letters.ts';
import { receipt } from './receipt.ts';
import { withdrawalLetter } from './withdrawal.ts';

/** The letters that an event of an application or of a request for one causes. See `lettersFor`. */
export function applicationLetters(
  event: Event,
  aggregate: Application | ApplicationRequest,
  context: LetterContext,
): readonly Letter[] {
  if (!isAdmissionEvent(event)) return impossible(event);
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
      return 'withdrawnAt' in aggregate ? [withdrawalLetter(aggregate, event, context)] : impossible(event);
    case 'contact-corrected':
      return 'history' in aggregate ? [contactLetter(aggregate, context)] : impossible(event);
    // The applicant is already on the application's page.
    case 'application-started':
    // Staff see these in their morning digest.
    case 'reviewers-assigned':
    case 'reviewer-recused':
    case 'review-recorded':
    case 'information-supplied':
      return [];
    case 'proposal-requested':
    case 'pairing-proposed':
    case 'pairing-impossible':
    case 'partner-moved':
    case 'move-undone':
    case 'ruling-added':
    case 'ruling-lifted':
    case 'facilitator-assigned':
    case 'pairing-published':
    case 'partnership-formed':
    case 'paired-school-withdrew':
    case 'partnership-repaired':
    case 'partnership-ended':
    case 'facilitator-changed':
      return impossible(event);
  }
}
