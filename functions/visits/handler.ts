import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { origin } from './context.ts';
import { visit } from './visit.tsx';
import { visits } from './visits.tsx';

const planning = later(() => import('./planning.ts'));

/** Facilitators plan the visits of their partnerships here, and see to them through the year. */
export const handler = answering<'visits'>(
  {
    visits,
    visitPlanPage: planning('visitPlanPage'),
    publishVisitPlan: planning('publishVisitPlan'),
    visit,
    moveVisitPage: planning('moveVisitPage'),
    moveVisit: planning('moveVisit'),
    cancelVisit: planning('cancelVisit'),
    changeVisit: planning('changeVisit'),
    themeVisit: planning('themeVisit'),
    declineDate: planning('declineDate'),
    recordVisit: planning('recordVisit'),
  },
  { origin },
);
