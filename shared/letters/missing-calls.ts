import type { EventType } from '../domain/base/change.ts';
import type { Instant } from '../domain/base/time.ts';
import type { Partnership } from '../domain/partnership/partnership.ts';
import { isBooked, type Visit } from '../domain/partnership/visit.ts';
import type { Cycle } from '../domain/program/cycle.ts';
import { type CallKind, callsFor, type DueCall } from '../domain/visits/reminders.ts';
import { visitTimes } from '../invitations/visit-times.ts';
import type { LetterKind } from './letter.ts';
import { isIn, type MissingLetter, type Stretch } from './missing-letters.ts';
import type { SentKeys } from './sent-keys.ts';

const kinds: Readonly<Record<CallKind, LetterKind>> = {
  reminder: 'visit-reminder',
  reflection: 'reflection-request',
};

const settingBoth: readonly EventType[] = ['visits-planned', 'visit-booked', 'visit-moved'];
/** The events that reschedule a call. A change of time moves only the reflection request. */
const settingCalls: Readonly<Record<CallKind, readonly EventType[]>> = {
  reminder: settingBoth,
  reflection: [...settingBoth, 'visit-changed'],
};

/**
 * The reminders and reflection requests that were due in a stretch of time and sent no letter. Their schedule was never set,
 * or its call never came. A call that was due before the visit got its date doesn't count.
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

/** When a visit's call was last set, according to the history. */
const lastSet = ({ history }: Partnership, { number }: Visit, kind: CallKind): Instant | undefined =>
  history.findLast(
    ({ what, visit }) => settingCalls[kind].includes(what) && (visit === undefined || visit === number),
  )?.at;

/** Everyone gets a reminder. A school that has reflected isn't asked again. */
const wantsLetter = (kind: CallKind, visit: Visit): boolean =>
  kind === 'reminder' || isBooked(visit) || (visit.state === 'held' && visit.reflections.length === 0);

function instantOf(due: DueCall['due'], { program }: Cycle): Instant {
  const [date = '', start = ''] = due.split('T');
  return visitTimes(program.timeZone, date, start, 0).startsAt;
}
