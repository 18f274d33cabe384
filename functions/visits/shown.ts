import { visitCalendar } from './calendar.tsx';
import { visit } from './visit.tsx';

/** What the page of the year leads to: one visit with its forms, and the calendar. */
export const responders = { visit, visitCalendar };
