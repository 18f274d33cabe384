import type { Application } from '#domain/admission/application.ts';
import type { ApplicationRequest } from '#domain/admission/request.ts';
import { type Event, isVisitEvent } from '#domain/events.ts';
import type { Scenario } from '#domain/pairing/scenario/scenario.ts';
import type { Partnership, PublishedPairing } from '#domain/partnership/partnership.ts';
import { applicationLetters } from './application-letters.ts';
import { impossible } from './impossible.ts';
import type { Letter, LetterContext } from './letter.ts';
import { pairingLetters } from './pairing-letters.ts';
import { visitLetters } from './visit-letters.ts';

/** The aggregates that cause letters. */
export type WithLetters = Application | ApplicationRequest | Scenario | PublishedPairing | Partnership;

/**
 * The letters that an event causes, given the aggregate after the event's commit. Previews pass the change that would be
 * committed. Throws if the event can't have happened to that aggregate.
 */
export function lettersFor(event: Event, aggregate: WithLetters, context: LetterContext): readonly Letter[] {
  if (isVisitEvent(event))
    return 'formedAt' in aggregate ? visitLetters(event, aggregate, context) : impossible(event);
  return 'applicant' in aggregate
    ? applicationLetters(event, aggregate, context)
    : pairingLetters(event, aggregate, context);
}
