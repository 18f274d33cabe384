import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { schoolVisits } from './year/respond.tsx';

const oneVisit = later(() => import('./visit.part.ts'));
const calendars = later(() => import('./calendar.part.ts'));

/** A school's pages, for browsers that followed its link, and calendars, for anyone who has the secret link. */
export const handler = answering<'schools'>(
  {
    schoolVisits,
    schoolVisit: oneVisit('schoolVisit'),
    nameDelegation: oneVisit('nameDelegation'),
    proposeDate: oneVisit('proposeDate'),
    reflectionPage: oneVisit('reflectionPage'),
    giveReflection: oneVisit('giveReflection'),
    renewCalendar: calendars('renewCalendar'),
    calendarFeed: calendars('calendarFeed'),
  },
  { origin },
);
