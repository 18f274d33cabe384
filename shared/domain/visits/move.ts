import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { CalendarDate, Instant } from '#domain/base/time.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { askedBefore, onAnotherDay, settleVisits, withEach } from '#domain/partnership/settle-visits.ts';
import { type BookedVisit, isSameMeeting, type PlannedVisit } from '#domain/partnership/visit.ts';
import {
  comingVisit,
  type VisitRefusal,
  withoutWithdrawn,
  withWaiting,
} from '#domain/partnership/visit-state.ts';
import { checkVisit } from '#domain/visits/planner/check.ts';
import { changesBetween, type VisitChange } from '#domain/visits/planner/courses.ts';
import type { VisitClash } from '#domain/visits/planner/problem.ts';
import { repairVisitPlan } from '#domain/visits/planner/replan.ts';
import { freeDates, moveFaults } from './free-days.ts';
import { changedVisits } from './replan.ts';
import {
  type DayFault,
  type Impossible,
  ofFacilitator,
  plannedVisit,
  plannedVisits,
  type Setting,
  settingWith,
  todayIn,
  yearProblem,
} from './schedule.ts';

/** The result of a move: this visit and the visits that make room for it, or why it can't move. */
export type MovePreview =
  | {
      readonly kind: 'possible';
      readonly changes: readonly VisitChange[];
      /** The facilitator's partnerships that change, by host ID, with all their visits after the move. */
      readonly visits: ReadonlyMap<string, readonly PlannedVisit[]>;
    }
  | {
      readonly kind: 'impossible';
      readonly faults: readonly DayFault[];
      /** Why other visits can't make room; empty if the day itself does not work. */
      readonly clashes: readonly VisitClash[];
    };

/**
 * Previews a move of a scheduled visit to a day after today. If the day is taken, the facilitator's other visits make
 * room.
 */
export function previewMove(
  setting: Setting,
  partnership: Partnership,
  visit: BookedVisit,
  date: CalendarDate,
  today: CalendarDate,
): MovePreview {
  const own = ofFacilitator(setting, partnership.facilitator.email);
  const problem = yearProblem(own);
  if (!problem) return impossible([{ kind: 'no-school-year' }]);
  if (date <= today) return impossible([{ kind: 'not-after-today' }]);
  if (date === visit.date) return impossible([{ kind: 'same-day' }]);
  const before = plannedVisits(own.partnerships);
  const coming = withoutWithdrawn(partnership, visit);
  if (!coming) return impossible([{ kind: 'school-withdrew' }]);
  const [from, to] = [plannedVisit(partnership, coming), plannedVisit(partnership, { ...coming, date })];
  const dayFaults = checkVisit(problem, to);
  if (dayFaults.length > 0) return impossible(dayFaults);
  const moved = before.map((one) => (isSameMeeting(from)(one) ? to : one));
  const faults = moveFaults(problem, before, from, date);
  if (faults.length === 0) return possible(before, moved);
  const repair = repairVisitPlan(problem, moved, today, to);
  return repair.kind === 'repaired' ? possible(before, repair.visits) : impossible(faults, repair.clashes);
}

const impossible = (faults: readonly DayFault[], clashes: readonly VisitClash[] = []): MovePreview => ({
  kind: 'impossible',
  faults,
  clashes,
});

const possible = (before: readonly PlannedVisit[], after: readonly PlannedVisit[]): MovePreview => ({
  kind: 'possible',
  changes: changesBetween(before, after),
  visits: changedVisits(before, after),
});

/** The days after today to which a visit can move without moving others. */
export function daysFreeFor(
  setting: Setting,
  partnership: Partnership,
  visit: BookedVisit,
  today: CalendarDate,
): readonly CalendarDate[] {
  const own = ofFacilitator(setting, partnership.facilitator.email);
  const problem = yearProblem(own);
  const planned = plannedVisits(own.partnerships);
  const coming = withoutWithdrawn(partnership, visit);
  return problem && coming ? freeDates(problem, planned, plannedVisit(partnership, coming), today) : [];
}

/**
 * Moves a visit, and the visits in its own partnership that make room for it. Refuses what its preview refuses.
 * Schools read `because`.
 */
export function moveVisit(
  partnership: Partnership,
  number: number,
  date: CalendarDate,
  setting: Setting,
  because: string,
  staff: NamedStaff,
  now: Instant,
): Change<ActivePartnership, PartnershipEvent> | Refusal<VisitRefusal> | Impossible {
  const { cycle } = setting;
  const visit = comingVisit(partnership, number, cycle, now);
  if ('refused' in visit) return visit;
  if (partnership.state !== 'active') return refuse('ended');
  const current = settingWith(setting, partnership);
  const preview = previewMove(current, partnership, visit, date, todayIn(setting, now));
  if (preview.kind === 'impossible') return { ...refuse('impossible'), faults: preview.faults };
  const visits = partnership.visits.map((one) =>
    one.number === number ? onAnotherDay(visit, { date, visiting: visit.visiting }) : one,
  );
  const about = { visit: number, from: visit.date, because };
  const event = { type: 'visit-moved', ...about, ...askedBefore(visit) } as const;
  const planned = preview.visits.get(partnership.host.id) ?? [];
  const whole = withWaiting({ ...partnership, visits }, planned);
  const others = settleVisits(visits, whole, cycle.program.visits, toMakeRoom);
  const moved = noted({ ...partnership, visits: others.visits }, now, staff.name, event, because);
  const after = withEach(moved, others.events, staff, now, toMakeRoom);
  return { after, events: [event, ...others.events] };
}

/** The reason that schools read if their visit moved for another one. */
export const toMakeRoom = 'Another visit needed this day, so this one moved';
