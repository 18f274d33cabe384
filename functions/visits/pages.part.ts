import { visitCalendar } from './calendar/respond.tsx';
import { visit } from './visit/respond.tsx';

/** The pages after the overview: one visit with its forms, and the calendar. */
export const responders = { visit, visitCalendar };
