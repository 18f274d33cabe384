import type { Cycle } from '../domain/cycle.ts';
import type { EventType } from '../domain/events.ts';
import type { Partnership } from '../domain/partnership.ts';
import type { Instant } from '../domain/time.ts';
import { type CallKind, callsFor, type DueCall } from '../domain/visits/reminders.ts';
import { isBooked, type Visit } from '../domain/visits/visit.ts';
import { visitTimes } from '../invitations/visit-times.ts';
import type { LetterKind } from './letter.ts';
import { isIn, type MissingLetter, type Stretch } from './missing-letters.ts';
import type { SentKeys } from './sent-keys.ts';

const kinds: Readonly<Record<CallKind, LetterKind>> = {
  reminder: 'visit-reminder',
  reflection: 'reflection-request',
};

/** What sets the calls of visits anew. */
const settingCalls: readonly EventType[] = ['visits-planned', 'visit-booked', 'visit-moved'];

/**
 * The reminders and requests to reflect that were due in a stretch of time, of which not one letter is on record: their schedule was
 * never set, or its call never came. One that was due before the visit got its day was none.
 */
export function missingCalls(
  partnership: Partnership,
  cycle: Cycle,
  sent: SentKeys,
  stretch: Stretch,
): readonly MissingLetter[] {
  const setAt = partnership.history.findLast(({ what }) => settingCalls.includes(what))?.at;
  if (setAt === undefined) return [];
  return partnership.visits.flatMap((visit) =>
    callsFor(partnership, visit, cycle).flatMap(({ call, due }) => {
      const since = instantOf(due, cycle);
      if (setAt >= since || !isIn(stretch, since) || !wantsLetter(call.kind, visit)) return [];
      const about = `${call.cycleId}-PARTNERSHIP-${call.host}-VISIT-${call.visit}`;
      const prefix = `${about}#${call.date}#${kinds[call.kind]}#`;
      return sent.startingWith(prefix).length > 0 ? [] : [{ about, kind: kinds[call.kind], since }];
    }),
  );
}

/** Nobody is asked who has said already; a reminder is due to everybody. */
const wantsLetter = (kind: CallKind, visit: Visit): boolean =>
  kind === 'reminder' || isBooked(visit) || (visit.state === 'held' && visit.reflections.length === 0);

function instantOf(due: DueCall['due'], { program }: Cycle): Instant {
  const [date = '', start = ''] = due.split('T');
  return visitTimes(program.timeZone, date, start, 0).startsAt;
}
