import { answering } from '../http/handler.ts';
import { cancelVisit, changeVisit, declineDate, recordVisit, themeVisit } from './commands.ts';
import { origin } from './context.ts';
import { moveVisit, moveVisitPage } from './moving.tsx';
import { publishVisitPlan, visitPlanPage } from './plan.tsx';
import { visit } from './visit.tsx';
import { visits } from './visits.tsx';

/** Facilitators plan the visits of their partnerships here, and see to them through the year. */
export const handler = answering<'visits'>(
  {
    visits,
    visitPlanPage,
    publishVisitPlan,
    visit,
    moveVisitPage,
    moveVisit,
    cancelVisit,
    changeVisit,
    themeVisit,
    declineDate,
    recordVisit,
  },
  { origin },
);
