import { answering, later } from '#http/handler.ts';
import { origin } from './access.ts';
import { visits } from './year/respond.tsx';

const shown = later(() => import('./pages.part.ts'));

/** Facilitators schedule visits here and look after them during the year. */
export const handler = answering(
  'visits',
  { visits, visit: shown('visit'), visitCalendar: shown('visitCalendar') },
  { origin, rest: () => import('./plan.part.ts') },
);
