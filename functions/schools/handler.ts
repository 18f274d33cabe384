import { answering } from '../http/handler.ts';
import { later } from '../http/later.ts';
import { origin } from './context.ts';
import { nameDelegation } from './delegation.tsx';
import { proposeDate } from './proposal.tsx';
import { giveReflection, reflectionPage } from './reflection.tsx';
import { schoolVisit } from './visit-page.tsx';
import { schoolVisits } from './visits-page.tsx';

const calendars = later(() => import('./calendars.ts'));

/** The pages of a school in its year, for a browser in which its link was followed; and calendars, by an address that is secret. */
export const handler = answering<'schools'>(
  {
    schoolVisits,
    schoolVisit,
    nameDelegation,
    proposeDate,
    reflectionPage,
    giveReflection,
    renewCalendar: calendars('renewCalendar'),
    calendarFeed: calendars('calendarFeed'),
  },
  { origin },
);
