import { cancelVisit, changeVisit, declineDate, recordVisit, themeVisit } from './commands.ts';
import { moveVisit, moveVisitPage } from './moving.tsx';
import { publishVisitPlan, visitPlanPage } from './plan.tsx';

/** How a year is planned, repaired and kept: all that needs the planner, and what changes a visit. */
export const responders = {
  visitPlanPage,
  publishVisitPlan,
  moveVisitPage,
  moveVisit,
  cancelVisit,
  changeVisit,
  themeVisit,
  declineDate,
  recordVisit,
};
