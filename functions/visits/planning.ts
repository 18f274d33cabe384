import { arcPage, setArc } from './arc.tsx';
import { bookVisit, bookVisitPage } from './booking.tsx';
import { bookCoaching, cancelCoaching, changeCoaching, coaching } from './coaching.tsx';
import { cancelVisit, changeVisit, declineDate, recordVisit, themeVisit } from './commands.ts';
import { daysOffPage, setDaysOff } from './days-off.tsx';
import { loseDay, lostDayPage, regainDay } from './lost-day.tsx';
import { moveVisit, moveVisitPage } from './moving.tsx';
import { publishVisitPlan, visitPlanPage } from './plan.tsx';
import { repairVisits, repairVisitsPage } from './repair.tsx';
import { renewFacilitatorCalendar } from './subscription.tsx';

/** Everything that needs the planner, and all changes of visits. */
export const responders = {
  visitPlanPage,
  publishVisitPlan,
  renewFacilitatorCalendar,
  coaching,
  bookCoaching,
  changeCoaching,
  cancelCoaching,
  lostDayPage,
  loseDay,
  regainDay,
  repairVisitsPage,
  repairVisits,
  daysOffPage,
  setDaysOff,
  bookVisitPage,
  bookVisit,
  arcPage,
  setArc,
  moveVisitPage,
  moveVisit,
  cancelVisit,
  changeVisit,
  themeVisit,
  declineDate,
  recordVisit,
};
