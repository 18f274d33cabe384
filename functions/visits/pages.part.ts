/** The pages after the overview: one visit with its forms, and the calendar. */
export { visitCalendar } from './calendar/respond.tsx';
export { visit } from './visit/respond.tsx';
