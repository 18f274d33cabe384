import type { Instant } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { callKinds, callsFor } from '#domain/visits/reminders.ts';
import { momentOf } from '#invitations/invitation.ts';
import { callsAfter } from '#letters/partnership-letters.ts';
import { type OneTimeCall, type Schedules, scheduleName } from '#schedules/schedules.ts';
import { inLanes, type Parts } from './dependencies.ts';

/** Following the table's stream also needs schedules. */
export type StreamParts = Parts & { readonly schedules: Schedules };

/** Sets or removes one schedule. */
type Step = { readonly set: OneTimeCall } | { readonly remove: string };

// The scheduler answers in about 20 ms and accepts hundreds of calls a second.
const lanes = 8;

/**
 * Sets, moves, and removes the reminders and reflection requests of the visits that a commit changed. It reads the current
 * partnership, so that a late repetition never brings back an earlier date. Throws if a schedule could not be set.
 */
export async function scheduleVisits(
  { store, schedules, log, now }: StreamParts,
  events: readonly PartnershipEvent[],
  committed: Partnership,
  cycle: Cycle,
): Promise<void> {
  if (visitsChangedBy(events, committed.visits).length === 0) return;
  const standing = (await store.partnership(committed.cycleId, committed.host.id)) ?? committed;
  const steps = visitsChangedBy(events, standing.visits).flatMap((visit) =>
    stepsFor(standing, visit, cycle, now()),
  );
  const [failure] = await inLanes(steps, lanes, (step) =>
    'set' in step ? schedules.set(step.set) : schedules.remove(step.remove),
  );
  if (failure !== undefined) throw failure;
  const count = steps.filter((step) => 'set' in step).length;
  log.info({ what: 'visit calls scheduled', host: standing.host.id, count, removed: steps.length - count });
}

/** Visits whose calls may be due at another time or not at all. Calls read other changes to a visit when they are made. */
function visitsChangedBy(events: readonly PartnershipEvent[], visits: readonly Visit[]): readonly Visit[] {
  const isChanged = ({ number }: Visit, event: PartnershipEvent) => {
    const of = callsAfter(event.type)?.of;
    return of === 'every-visit' || (of === 'its-visit' && 'visit' in event && event.visit === number);
  };
  return visits.filter((visit) => events.some((event) => isChanged(visit, event)));
}

function stepsFor(partnership: Partnership, visit: Visit, cycle: Cycle, now: Instant): readonly Step[] {
  const { timeZone } = cycle.program;
  const due = callsFor(partnership, visit, cycle);
  const about = { cycleId: partnership.cycleId, host: partnership.host.id, visit: visit.number };
  return callKinds.map((kind) => {
    const name = scheduleName({ ...about, kind });
    const coming = due.find(({ call }) => call.kind === kind);
    return coming && momentOf(timeZone, coming.due) > now
      ? { set: { name, due: coming.due, timeZone, input: { ...coming.call, kind: `visit-${kind}` } } }
      : { remove: name };
  });
}
