import { type CalendarDate, daysBetween } from '../time.ts';
import type { Layout } from './layout.ts';
import type { VisitPartnership, VisitPlanProblem } from './problem.ts';
import { courseFrom, partnerKey, type visitsByPartner } from './published.ts';

/**
 * Whether a facilitator's visits from today are still valid: all on days that work, the right number, the right gaps,
 * and no two on one day. The distance from ideal dates is not checked: staff may move a visit far on purpose.
 */
export function holdsFrom(
  today: CalendarDate,
  { rules }: VisitPlanProblem,
  layout: Layout,
  partnerships: readonly VisitPartnership[],
  published: ReturnType<typeof visitsByPartner>,
): boolean {
  const busy = new Map<CalendarDate, string>();
  return partnerships.every((partnership) =>
    partnership.partners.every((partner) => {
      const common = layout.commonDays(partnership, partner);
      const dated = published.get(partnerKey(partnership.id, partner.id)) ?? [];
      const { over, ahead } = courseFrom(dated, rules.pattern, today);
      if (over.length + ahead.length !== rules.pattern.length) return false;
      let before = over.at(-1)?.date;
      return ahead.every(({ letter, date }) => {
        if (date === undefined || common[layout.places.get(date) ?? -1] !== 1) return false;
        const gap = before === undefined ? rules.smallestGapDays : daysBetween(before, date);
        before = date;
        const who = letter === 'P' && rules.jointVisits ? partnership.id : `${partner.id} alone`;
        const other = busy.get(date);
        busy.set(date, who);
        return (
          gap >= rules.smallestGapDays &&
          gap <= rules.largestGapDays &&
          (other === undefined || (other === who && letter === 'P' && rules.jointVisits))
        );
      });
    }),
  );
}
