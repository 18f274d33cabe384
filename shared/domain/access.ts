import type { Application, Review } from './application.ts';
import type { StaffMember } from './person.ts';
import { hasConflict, type Roster } from './roster.ts';

/** Why somebody of the staff must not see an application at all, whatever their roles. */
export type AccessRefusal = 'conflict' | 'recused';

/** Whether `staff` must not see `application`: a declared conflict, their own application, or they stepped back from it. */
export function whyKeptFrom(
  application: Application,
  staff: StaffMember,
  roster: Roster,
): AccessRefusal | undefined {
  const listed = roster.reviewers.find((reviewer) => reviewer.email === staff.email);
  const reviewer = listed ?? { email: staff.email, name: staff.name, conflicts: [] };
  if (hasConflict(reviewer, application)) return 'conflict';
  return 'recused' in application && application.recused.includes(staff.email) ? 'recused' : undefined;
}

/** Ids of the schools whose applications `staff` declared a conflict with. */
export const schoolsKeptFrom = (staff: StaffMember, roster: Roster): readonly string[] =>
  roster.reviewers.find((reviewer) => reviewer.email === staff.email)?.conflicts ?? [];

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
