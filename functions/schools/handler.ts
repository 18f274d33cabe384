import { answering } from '../http/handler.ts';
import { renewCalendar } from './calendar.ts';
import { calendarFeed } from './calendar-feed.ts';
import { origin } from './context.ts';
import { schoolVisit } from './visit-page.tsx';
import { schoolVisits } from './visits-page.tsx';

/** The pages of a school in its year, for a browser in which its link was followed; and calendars, by an address that is secret. */
export const handler = answering<'schools'>(
  { schoolVisits, schoolVisit, renewCalendar, calendarFeed },
  { origin },
);
