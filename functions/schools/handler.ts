import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { schoolVisits } from './year/respond.tsx';

const calendars = later(() => import('./calendar.part.ts'));

/** A school's pages, for browsers that followed its link, and calendars, for anyone who has the secret link. */
export const handler = answering(
  'schools',
  {
    schoolVisits,
    renewCalendar: calendars('renewCalendar'),
    calendarFeed: calendars('calendarFeed'),
  },
  { origin, rest: () => import('./visit.part.ts') },
);
