import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { visitCalendar } from './calendar.tsx';
import { origin } from './context.ts';
import { visit } from './visit.tsx';
import { visits } from './visits.tsx';

const planning = later(() => import('./planning.ts'));

/** Facilitators plan the visits of their partnerships here, and see to them through the year. */
export const handler = answering<'visits'>(
  {
    visits,
    visit,
    visitCalendar,
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
