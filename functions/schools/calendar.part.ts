/** Apart because they load the iCalendar library, which is as large as all the pages for schools. */
export { calendarFeed, renewCalendar } from './calendar/respond.tsx';
