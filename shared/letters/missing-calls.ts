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

const settingBoth: readonly EventType[] = ['visits-planned', 'visit-booked', 'visit-moved'];
/** What sets a call of a visit anew; its hours move only the request to reflect. */
const settingCalls: Readonly<Record<CallKind, readonly EventType[]>> = {
  reminder: settingBoth,
  reflection: [...settingBoth, 'visit-changed'],
};

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
  return partnership.visits.flatMap((visit) =>
    callsFor(partnership, visit, cycle).flatMap(({ call, due }) => {
      const since = instantOf(due, cycle);
      const setAt = lastSet(partnership, visit, call.kind);
      if (setAt === undefined || setAt >= since || !isIn(stretch, since) || !wantsLetter(call.kind, visit))
        return [];
      const about = `${call.cycleId}-PARTNERSHIP-${call.host}-VISIT-${call.visit}`;
      const prefix = `${about}#${call.date}#${kinds[call.kind]}#`;
      return sent.startingWith(prefix).length > 0 ? [] : [{ about, kind: kinds[call.kind], since }];
    }),
  );
}

/** When the call of a visit was last set, as far as the history says. */
const lastSet = ({ history }: Partnership, { number }: Visit, kind: CallKind): Instant | undefined =>
  history.findLast(
    ({ what, visit }) => settingCalls[kind].includes(what) && (visit === undefined || visit === number),
  )?.at;

/** Nobody is asked who has said already; a reminder is due to everybody. */
const wantsLetter = (kind: CallKind, visit: Visit): boolean =>
  kind === 'reminder' || isBooked(visit) || (visit.state === 'held' && visit.reflections.length === 0);

function instantOf(due: DueCall['due'], { program }: Cycle): Instant {
  const [date = '', start = ''] = due.split('T');
  return visitTimes(program.timeZone, date, start, 0).startsAt;
}
