import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { visits } from './year/respond.tsx';

const shown = later(() => import('./pages.part.ts'));
const planning = later(() => import('./plan.part.ts'));

/** Facilitators schedule visits here and look after them during the year. */
export const handler = answering<'visits'>(
  {
    visits,
    visit: shown('visit'),
    visitCalendar: shown('visitCalendar'),
    visitPlanPage: planning('visitPlanPage'),
    publishVisitPlan: planning('publishVisitPlan'),
    renewFacilitatorCalendar: planning('renewFacilitatorCalendar'),
    coaching: planning('coaching'),
    bookCoaching: planning('bookCoaching'),
    changeCoaching: planning('changeCoaching'),
    cancelCoaching: planning('cancelCoaching'),
    lostDayPage: planning('lostDayPage'),
    loseDay: planning('loseDay'),
    regainDay: planning('regainDay'),
    repairVisitsPage: planning('repairVisitsPage'),
    repairVisits: planning('repairVisits'),
    daysOffPage: planning('daysOffPage'),
    setDaysOff: planning('setDaysOff'),
    bookVisitPage: planning('bookVisitPage'),
    bookVisit: planning('bookVisit'),
    arcPage: planning('arcPage'),
    setArc: planning('setArc'),
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
