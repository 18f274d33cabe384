import type { Application, Review } from './application.ts';
import type { HistoryEntry } from './events.ts';
import type { StaffMember } from './person.ts';
import { hasConflict, hasRecused, type Roster } from './roster.ts';

/** Why somebody of the staff must not see an application at all, whatever their roles. */
export type AccessRefusal = 'conflict' | 'recused';

/** Whether whoever signs in as `email` must not see `application`: a declared conflict, their own application, or they stepped back from it. */
export function whyKeptFrom(
  application: Application,
  { email }: Pick<StaffMember, 'email'>,
  roster: Roster,
): AccessRefusal | undefined {
  const { school, applicant } = application;
  if (applicant.email === email || hasConflict(roster, email, school.id)) return 'conflict';
  // Of before rosters kept recusals, the application alone says who stepped back.
  return isRecused(application, { email }) || hasRecused(roster, email, school.id) ? 'recused' : undefined;
}

/** Whether somebody stepped back from what was sent, as far as the application says. */
export const isRecused = (application: Application, { email }: Pick<StaffMember, 'email'>): boolean =>
  'recused' in application && application.recused.includes(email);

/** Ids of the schools whose applications `staff` declared a conflict with, or stepped back from. */
export const schoolsKeptFrom = ({ email }: StaffMember, roster: Roster): readonly string[] =>
  [...roster.conflicts, ...roster.recusals].flatMap((one) => (one.email === email ? [one.schoolId] : []));

/**
 * The reviews that `staff` may read. Directors read all; a reader sees the others' only after recording their own, so
 * that each judges alone first.
 */
export function reviewsShownTo(staff: StaffMember, application: Application): readonly Review[] {
  if (!('reviews' in application)) return [];
  const { reviews } = application;
  const hasReviewed = reviews.some((review) => review.reviewer === staff.email);
  return staff.roles.includes('director') || hasReviewed ? reviews : [];
}

/** The history as `staff` may read it: why somebody does not read an application is for directors. */
export const historyShownTo = (staff: StaffMember, { history }: Application): readonly HistoryEntry[] =>
  staff.roles.includes('director')
    ? history
    : history.map((entry) => {
        const { note: _, ...rest } = entry;
        return entry.what === 'reviewer-recused' || entry.whom !== undefined ? rest : entry;
      });
