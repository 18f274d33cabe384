import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { origin } from './context.ts';
import { schoolVisits } from './visits-page.tsx';

const oneVisit = later(() => import('./one-visit.ts'));
const calendars = later(() => import('./calendars.ts'));

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
