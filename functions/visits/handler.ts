import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { origin } from './context.ts';
import { visits } from './visits.tsx';

const shown = later(() => import('./shown.ts'));
const planning = later(() => import('./planning.ts'));

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
