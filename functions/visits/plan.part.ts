import { arcPage, setArc } from './arc/respond.tsx';
import { bookVisit, bookVisitPage } from './booking/respond.tsx';
import { renewFacilitatorCalendar } from './calendar/respond.tsx';
import { bookCoaching, cancelCoaching, changeCoaching, coaching } from './coaching/respond.tsx';
import { daysOffPage, setDaysOff } from './days-off/respond.tsx';
import { loseDay, lostDayPage, regainDay } from './lost-day/respond.tsx';
import { moveVisit, moveVisitPage } from './move/respond.tsx';
import { publishVisitPlan, visitPlanPage } from './plan/respond.tsx';
import { repairVisits, repairVisitsPage } from './replan/respond.tsx';
import { cancelVisit, changeVisit, declineDate, recordVisit, themeVisit } from './visit/commands.tsx';

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
