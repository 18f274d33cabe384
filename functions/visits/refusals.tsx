import type { StaffMember } from '#domain/base/person.ts';
import { type CalendarDate, sayDate, sayDateWithYear } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { VisitRefusal } from '#domain/partnership/visit-state.ts';
import type { NoClosure } from '#domain/visits/closures.ts';
import type { Answer } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';
import { noSchoolYear } from '#text/visits.ts';

export const toVisits = { href: hrefTo('visits', {}), text: 'Go to all visits' };

export const noPartnership = (staff: StaffMember): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Partnership not found',
    detail: 'Partnerships appear here shortly after their pairings are published.',
    to: toVisits,
  });

export const noVisit = (staff: StaffMember, { host }: Partnership): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Visit not found',
    detail: 'Check the web address, or choose the visit from the list.',
    to: {
      href: hrefTo('partnership', { partnership: host.reference }),
      text: `Go to ${host.name}’s partnership`,
    },
  });

type Own = 'partnership' | 'days-off' | 'schedule';

const notYoursWords: Readonly<Record<Own, { readonly title: string; readonly can: string }>> = {
  partnership: { title: 'This isn’t your partnership', can: 'change its visits' },
  'days-off': { title: 'These aren’t your days off', can: 'change them' },
  schedule: { title: 'This isn’t your schedule', can: 'publish it' },
};

/** Facilitators can change only what is their own. */
export const notYours = (staff: StaffMember, facilitator: string, what: Own = 'partnership'): Answer =>
  staffProblem(staff, {
    status: 403,
    title: notYoursWords[what].title,
    detail: `Only ${facilitator} or a director can ${notYoursWords[what].can}. No changes were made.`,
    to: toVisits,
  });

/** Why a closure isn't allowed on a date. */
export function sayNoClosure(why: NoClosure, date: CalendarDate): string {
  switch (why.refused) {
    case 'no-school-year':
      return noSchoolYear;
    case 'over':
      return `${sayDate(date)} is in the past. Choose today or a later date.`;
    case 'outside-year':
      return `${sayDateWithYear(date)}, isn’t in the school year (${sayDateWithYear(why.firstDay)} to ${sayDateWithYear(why.lastDay)})`;
    case 'weekend':
      return `${sayDate(date)} is on a weekend`;
    case 'holiday':
      return `Schools are already closed for visits on ${sayDate(date)} (${why.event})`;
  }
}

/** Why a visit was not changed. */
export const refusalWords: Readonly<Record<VisitRefusal | 'not-yet' | 'no-proposal' | 'changed', string>> = {
  'no-such-visit': 'Visit not found.',
  ended: 'This partnership has ended.',
  waiting:
    'A school in this visit withdrew. The visit is on hold until a director decides what happens next.',
  changed: 'Someone else changed this visit while you were looking at it.',
  'not-booked': 'The visit was canceled or has already happened.',
  over: 'The visit is over. Add notes, or record that it didn’t happen.',
  'not-yet': 'The visit isn’t over yet. You can add notes afterward.',
  'no-proposal': 'This date request was already answered or withdrawn.',
};

/** The problem of a date on which a visit can't be. */
export const dayImpossible = (faults: readonly string[]) => ({
  status: 422,
  title: 'The visit can’t be on this day',
  errors: faults.map((detail) => ({ field: 'date', detail })),
});
