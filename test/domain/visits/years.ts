/** Planned years of visits for tests, and questions about any of them. */

import type { NamedStaff } from '#domain/base/person.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { ActivePartnership, Partnership } from '#domain/partnership/partnership.ts';
import { isBooked } from '#domain/partnership/visit.ts';
import { planYear, publishVisitPlan, type YearPlan } from '#domain/visits/plan.ts';
import { facilitatorsIn, type Setting } from '#domain/visits/schedule.ts';
import { emptyVisitYear, type VisitYear } from '#domain/visits/visit-year.ts';
import { aCycle } from '../../builders.ts';
import { aPartnershipOf, calendarOf2014 } from '../../visits/partnerships.ts';

export const mei: NamedStaff = { name: 'Mei Tanaka', email: 'mei.tanaka@example.org' };
export const summer = '2014-08-25T14:00:00.000Z';
export const summerDay = '2014-08-25';
const cycle = aCycle({ calendar: calendarOf2014() });

export const aSetting = (
  partnerships: readonly Partnership[] = [aPartnershipOf(1, mei), aPartnershipOf(2, mei)],
  year: VisitYear = emptyVisitYear('2014'),
): Setting => ({ cycle, year, partnerships });

export function planOf(setting: Setting, facilitator = mei.email, today: CalendarDate = summerDay): YearPlan {
  const plan = planYear(setting, facilitator, today);
  if (plan.kind === 'refused') throw new Error(JSON.stringify(plan.clashes));
  return plan;
}

/** The setting after every facilitator's plan was published. */
export function published(setting: Setting): Setting {
  const plans = new Map(facilitatorsIn(setting).map((email) => [email, planOf(setting, email)]));
  return {
    ...setting,
    partnerships: setting.partnerships.map((partnership) => {
      const plan = plans.get(partnership.facilitator.email);
      const change = plan && publishVisitPlan(partnership, plan.visits, setting, mei, summer);
      if (!change || 'refused' in change) throw new Error('It cannot be published');
      return change.after;
    }),
  };
}

const active = (partnership: Partnership): ActivePartnership => {
  if (partnership.state !== 'active') throw new Error('It has ended');
  return partnership;
};

/** A partnership by its host. */
export const ofHost = (setting: Setting, host: string): ActivePartnership => {
  const found = setting.partnerships.find((partnership) => partnership.host.id === host);
  if (!found) throw new Error(`No partnership of ${host}`);
  return active(found);
};

/** A partnership's upcoming visits, by date. */
export const aheadOf = (partnership: Partnership, today: CalendarDate) =>
  partnership.visits
    .filter(isBooked)
    .filter(({ date }) => date > today)
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
