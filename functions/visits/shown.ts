import { visitCalendar } from './calendar.tsx';
import { visit } from './visit.tsx';

/** The pages after the overview: one visit with its forms, and the calendar. */
export const responders = { visit, visitCalendar };
