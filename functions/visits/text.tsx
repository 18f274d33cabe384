import { type CalendarDate, sayDateWithYear } from '#domain/base/time.ts';
import type { PairedSchool } from '#domain/partnership/partnership.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { schoolYearAfter } from '#domain/program/school-year.ts';
import type { Whose } from '#domain/visits/visit-year.ts';
import { noSchoolYear } from '#text/visits.ts';

/** "all schools", "all schools in Queens", "P.S. 112" */
export function sayWhose(whose: Whose, schools: readonly Pick<PairedSchool, 'id' | 'name'>[]): string {
  switch (whose.kind) {
    case 'all':
      return 'all schools';
    case 'region':
      return `all schools in ${whose.region}`;
    case 'school':
      return schools.find(({ id }) => id === whose.school)?.name ?? whose.school;
  }
}

type Today = { readonly cycle: Cycle; readonly today: CalendarDate };

/** Why no more visits can be scheduled: the school year is over, or there is none. Undefined before its end. */
export function sayYearOver({ cycle, today }: Today): string | undefined {
  const year = schoolYearAfter(cycle);
  if (!year) return noSchoolYear;
  if (today < year.lastDay) return undefined;
  const ended = today === year.lastDay ? 'ends today' : `ended on ${sayDateWithYear(year.lastDay)}`;
  return `The school year ${ended}, so you can’t schedule or move visits.`;
}

/** Confirms a change on the next page. */
export const doneWords = {
  'moved-some': 'Visit moved. Another visit that day still needs to move: see below.',
  'day-lost': 'Closure reported and visits moved. Everyone affected will get an email.',
  'day-lost-free': 'Closure reported. No visits were scheduled that day, so no emails will be sent.',
  'day-lost-before': 'Closure reported. No visits are scheduled that day.',
  'day-lost-some': 'Closure reported. Some visits couldn’t be moved: see below.',
  regained: 'Closure removed. Visits that moved will stay on their new dates.',
  repaired: 'Visits rescheduled. Everyone affected will get an email.',
  'repaired-some': 'Some visits were rescheduled. The rest are below.',
  'days-off': 'Days off saved.',
  calendar: 'Your calendar link is ready.',
  planned: 'Schedule published. Emails are on their way.',
  'session-booked': 'Session scheduled. Every principal and facilitator will get an invitation.',
  'session-changed': 'Session updated. Every principal and facilitator will get an updated invitation.',
  'session-cancelled': 'Session canceled. Every principal and facilitator will get an email.',
  coaching: 'Session saved.',
  moved: 'Visit moved. The schools and the facilitator will get an email with an updated invitation.',
  booked: 'Visit scheduled. The schools and the facilitator will get an invitation.',
  cancelled: 'Visit canceled. Emails are on their way.',
  changed: 'Visit updated. The schools and the facilitator will get an email with an updated invitation.',
  themed: 'Theme saved.',
  declined: 'Date request declined. The school will get an email.',
  recorded: 'Notes saved.',
};

export type Done = keyof typeof doneWords;

/** The parameter that names the confirmation on the next page. */
export const done = (what: Done) => ({ done: what });
