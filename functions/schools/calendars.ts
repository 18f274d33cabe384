import { renewCalendar } from './calendar.ts';
import { calendarFeed } from './calendar-feed.ts';

/** Apart because they load the iCalendar library, which is as large as all the pages for schools. */
export const responders = { renewCalendar, calendarFeed };
