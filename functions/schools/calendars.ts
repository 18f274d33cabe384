import { renewCalendar } from './calendar.ts';
import { calendarFeed } from './calendar-feed.ts';

/** What writes iCalendar: a library as large as all pages of a school. */
export const responders = { renewCalendar, calendarFeed };
