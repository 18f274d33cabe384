import { type Change, noted, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import { type CalendarDate, dateIn, type Instant, plusDays } from '#domain/base/time.ts';
import type { Program } from '#domain/program/program.ts';
import type { Application, DecidedApplication, Decision } from './application.ts';
import type { ApplicationEvent } from './events.ts';

/** An accepted school's place: the day by which the school confirms it, and when it did. */
export type Place = Pick<Decision, 'confirmedAt' | 'confirmedBy'> & { readonly confirmBy: CalendarDate };

/** Undefined if the school isn't accepted, or its cycle opened before programs asked schools to confirm. */
export function placeOf(
  application: Application,
  { confirmation, timeZone }: Pick<Program, 'confirmation' | 'timeZone'>,
): Place | undefined {
  if (application.state !== 'decided' || application.decision.outcome !== 'accepted' || !confirmation)
    return undefined;
  const { at, confirmedAt, confirmedBy, confirmBy } = application.decision;
  return {
    confirmBy: confirmBy ?? plusDays(dateIn(timeZone, at), confirmation.withinDays),
    ...(confirmedAt !== undefined && { confirmedAt }),
    ...(confirmedBy !== undefined && { confirmedBy }),
  };
}

export type PlaceState = 'confirmed' | 'open' | 'overdue';

export function placeStateOf(
  { confirmBy, confirmedAt }: Place,
  { timeZone }: Pick<Program, 'timeZone'>,
  now: Instant,
): PlaceState {
  if (confirmedAt !== undefined) return 'confirmed';
  return dateIn(timeZone, now) <= confirmBy ? 'open' : 'overdue';
}

export type PlaceRefusal = 'no-place' | 'too-late';

/** An accepted school confirms that it will take part. A second confirmation changes nothing. */
export function confirmPlace(
  application: Application,
  program: Program,
  now: Instant,
  by = application.applicant.name,
): Change<DecidedApplication, ApplicationEvent> | Refusal<PlaceRefusal> {
  const place = placeOf(application, program);
  if (application.state !== 'decided' || !place) return refuse('no-place');
  switch (placeStateOf(place, program, now)) {
    case 'confirmed':
      return { after: application, events: [] };
    case 'overdue':
      return refuse('too-late');
    case 'open': {
      const event = { type: 'place-confirmed' } as const;
      const after = { ...application, decision: { ...application.decision, confirmedAt: now } };
      return { after: noted(after, now, by, event), events: [event] };
    }
  }
}

/** Staff confirm a place for its school, at any time. `note` says how the school told them. */
export function confirmPlaceFor(
  application: Application,
  note: string,
  program: Program,
  staff: NamedStaff,
  now: Instant,
): Change<DecidedApplication, ApplicationEvent> | Refusal<'no-place' | 'confirmed'> {
  const place = placeOf(application, program);
  if (application.state !== 'decided' || !place) return refuse('no-place');
  if (place.confirmedAt !== undefined) return refuse('confirmed');
  const event = { type: 'place-confirmed' } as const;
  const decision = { ...application.decision, confirmedAt: now, confirmedBy: staff.name };
  return { after: noted({ ...application, decision }, now, staff.name, event, { note }), events: [event] };
}

/** Staff give a school until the end of a later day to confirm. `note` is for staff. */
export function extendPlace(
  application: Application,
  { until: confirmBy, note }: { readonly until: CalendarDate; readonly note: string },
  program: Program,
  staff: NamedStaff,
  now: Instant,
): Change<DecidedApplication, ApplicationEvent> | Refusal<'no-place' | 'confirmed' | 'too-early'> {
  const place = placeOf(application, program);
  if (application.state !== 'decided' || !place) return refuse('no-place');
  if (place.confirmedAt !== undefined) return refuse('confirmed');
  if (confirmBy <= place.confirmBy || confirmBy < dateIn(program.timeZone, now)) return refuse('too-early');
  const event = { type: 'place-extended' } as const;
  const after = { ...application, decision: { ...application.decision, confirmBy } };
  return { after: noted(after, now, staff.name, event, { date: confirmBy, note }), events: [event] };
}

/** Whether today is the day on which a school that hasn't confirmed gets its reminder. */
export const remindsOfPlace = (
  { confirmBy, confirmedAt }: Place,
  { confirmation, timeZone }: Pick<Program, 'confirmation' | 'timeZone'>,
  now: Instant,
): boolean =>
  confirmation !== undefined &&
  confirmedAt === undefined &&
  dateIn(timeZone, now) === plusDays(confirmBy, -confirmation.reminderDays);

/** An accepted school that hasn't confirmed its place. */
export type Unconfirmed = Accepted & Pick<Place, 'confirmBy'>;

type Accepted = { readonly reference: string; readonly schoolName: string };

/** The accepted schools that haven't confirmed their places, those with the earliest date first. */
export const unconfirmedPlaces = (
  summaries: readonly (Accepted & { readonly place?: Place })[],
): readonly Unconfirmed[] =>
  summaries
    .flatMap(({ reference, schoolName, place }) =>
      place && place.confirmedAt === undefined ? [{ reference, schoolName, confirmBy: place.confirmBy }] : [],
    )
    .sort((one, other) => (one.confirmBy < other.confirmBy ? -1 : 1));
