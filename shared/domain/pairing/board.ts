import { noted } from '../application.ts';
import type { Change } from '../change.ts';
import type { Event } from '../events.ts';
import type { PublishedPairing } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import type { Instant } from '../time.ts';
import type { Pair } from './problem.ts';
import type { ImpossibleScenario, ProposedScenario, Scenario } from './scenario.ts';

/** The shared part of all changes to a proposal. None is allowed after a pairing is published. */

export type BoardRefusal = 'not-proposed' | 'published';

export function whyNotOnBoard(
  scenario: Scenario,
  published: PublishedPairing | undefined,
): BoardRefusal | undefined {
  if (published) return 'published';
  return scenario.state === 'proposed' ? undefined : 'not-proposed';
}

export const isPair =
  (wanted: Pair) =>
  ({ host, partner }: Pair): boolean =>
    host === wanted.host && partner === wanted.partner;

/** A changed scenario with a line of history. */
export function changed<S extends ProposedScenario | ImpossibleScenario>(
  scenario: S,
  type: 'partner-moved' | 'move-undone' | 'ruling-added' | 'ruling-lifted' | 'facilitator-assigned',
  staff: NamedStaff,
  now: Instant,
  note?: string,
): Change<S> {
  const event: Event = { type };
  return { after: noted(scenario, now, staff.name, event, note), events: [event] };
}
