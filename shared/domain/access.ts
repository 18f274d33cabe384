import type { Application, Review } from './application.ts';
import type { HistoryEntry } from './events.ts';
import type { StaffMember } from './person.ts';
import { hasConflict, hasRecused, type Roster } from './roster.ts';

/** Why a staff member must not see an application at all, in any role. */
export type AccessRefusal = 'conflict' | 'recused';

/** Why the staff member must not see the application: a declared conflict, their own application, or a recusal. */
export function whyKeptFrom(
  application: Application,
  { email }: Pick<StaffMember, 'email'>,
  roster: Roster,
): AccessRefusal | undefined {
  const { school, applicant } = application;
  if (applicant.email === email || hasConflict(roster, email, school.id)) return 'conflict';
  // Before rosters stored recusals, only the application recorded them.
  return isRecused(application, { email }) || hasRecused(roster, email, school.id) ? 'recused' : undefined;
}

/** Whether the application itself records that this person recused themselves. */
export const isRecused = (application: Application, { email }: Pick<StaffMember, 'email'>): boolean =>
  'recused' in application && application.recused.includes(email);

/** IDs of the schools for which this person declared a conflict or recused themselves. */
export const schoolsKeptFrom = ({ email }: StaffMember, roster: Roster): readonly string[] =>
  [...roster.conflicts, ...roster.recusals].flatMap((one) => (one.email === email ? [one.schoolId] : []));

/**
 * The reviews that `staff` may read. Directors read all. Reviewers see others' reviews only after their own, so that
 * each judges alone first.
 */
export function reviewsShownTo(staff: StaffMember, application: Application): readonly Review[] {
  if (!('reviews' in application)) return [];
  const { reviews } = application;
  const hasReviewed = reviews.some((review) => review.reviewer === staff.email);
  return staff.roles.includes('director') || hasReviewed ? reviews : [];
}

/** The history that `staff` may read. Only directors see why someone can't review an application. */
export const historyShownTo = (staff: StaffMember, { history }: Application): readonly HistoryEntry[] =>
  staff.roles.includes('director')
    ? history
    : history.map((entry) => {
        const { note: _, ...rest } = entry;
        return entry.what === 'reviewer-recused' || entry.whom !== undefined ? rest : entry;
      });
