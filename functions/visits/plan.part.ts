/** Everything that needs the planner, and all changes of visits. */
export { arcPage, setArc } from './arc/respond.tsx';
export { bookVisit, bookVisitPage } from './booking/respond.tsx';
export { renewFacilitatorCalendar } from './calendar/respond.tsx';
export { bookCoaching, cancelCoaching, changeCoaching, coaching } from './coaching/respond.tsx';
export { daysOffPage, setDaysOff } from './days-off/respond.tsx';
export { loseDay, lostDayPage, regainDay } from './lost-day/respond.tsx';
export { moveVisit, moveVisitPage } from './move/respond.tsx';
export { publishVisitPlan, visitPlanPage } from './plan/respond.tsx';
export { repairVisits, repairVisitsPage } from './replan/respond.tsx';
export { cancelVisit, changeVisit, declineDate, recordVisit, themeVisit } from './visit/commands.tsx';
