import { type CalendarDate, daysBetween, sayDate, sayHours, weekdayName } from '#domain/base/time.ts';
import { capitalized, sayList } from '#domain/base/wording.ts';
import type { FormerSchool } from '#domain/partnership/events.ts';
import {
  nameOfSchool,
  type PairedSchool,
  type Partnership,
  schoolsOf,
} from '#domain/partnership/partnership.ts';
import { schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import type { CoachingSession } from '#domain/visits/visit-year.ts';
import type { CalendarMessage } from '#invitations/icalendar.ts';
import { type NamedPartnership, visitOfPartnership, visitTimes } from '#invitations/invitation.ts';
import { type Block, type Letter, type LetterContext, paragraph, type Row, rows } from './letter.ts';
import { type Addressee, changedAt, type Link, type SchoolLink } from './school-letter.ts';

/** The words and calendar parts that letters about visits share. */

/** Adds the visit to the key, because one commit may cause letters about several visits. */
export const aboutVisit = (
  letter: Letter,
  visit: Pick<Visit, 'number'>,
  calendar?: CalendarMessage,
): Letter => ({
  ...letter,
  key: `${letter.key}#VISIT-${visit.number}`,
  ...(calendar ? { calendar } : {}),
});

/** A partnership with the schools that left it in the same commit. */
type Told = NamedPartnership & Pick<Partnership, 'formedAt' | 'history'>;

export const withFormer = (partnership: Partnership, former: readonly FormerSchool[] = []): Told => ({
  ...partnership,
  partners: [...partnership.partners, ...former],
});

const namesIn = (partnership: NamedPartnership, ids: readonly string[]): string =>
  sayList(ids.map((id) => nameOfSchool(partnership, id)));

type Between = Pick<Visit, 'visiting' | 'visited'>;

/** "School P1 at School H1" */
export const sayMeeting = (partnership: NamedPartnership, { visiting, visited }: Between): string =>
  capitalized(`${namesIn(partnership, visiting)} at ${nameOfSchool(partnership, visited)}`);

/** The visit from the point of view of a school in it: "You visit School H1, together with School P2", "School P1 visits you" */
export function sayVisitTo(
  partnership: NamedPartnership,
  { visiting, visited }: Between,
  school: string,
): string {
  if (visited === school)
    return capitalized(`${namesIn(partnership, visiting)} ${visiting.length === 1 ? 'visits' : 'visit'} you`);
  const others = visiting.filter((id) => id !== school);
  const along = others.length > 0 ? `, together with ${namesIn(partnership, others)}` : '';
  return `You visit ${nameOfSchool(partnership, visited)}${along}`;
}

/** Asks for a school's team. People don't come to their own building. */
export const whoIsThere = ({ visited }: Pick<Visit, 'visited'>, school: string): string =>
  visited === school ? 'who will be there' : 'who’s coming';

/** "Today’s visit", "Monday’s visit". A week ahead or more: "Monday, October 5 visit". */
export function sayNearVisit(date: CalendarDate, today: CalendarDate): string {
  const days = daysBetween(today, date);
  if (days > 6) return `${sayDate(date)} visit`;
  return `${['Today', 'Tomorrow'][days] ?? weekdayName(date)}’s visit`;
}

type Hours = Pick<Visit | CoachingSession, 'date' | 'start' | 'durationMinutes'>;

const hoursOf = ({ date, start, durationMinutes }: Hours, { cycle }: LetterContext): string => {
  const { timeZone } = cycle.program;
  const { startsAt, endsAt } = visitTimes(timeZone, date, start, durationMinutes);
  return sayHours(timeZone, startsAt, endsAt);
};

/** "Monday, October 5, 9:00 AM to 12:00 PM" */
export const sayWhen = (hours: Hours, context: LetterContext): string =>
  `${sayDate(hours.date)}, ${hoursOf(hours, context)}`;

/** A visit's facts. `who` tells who visits which school, from the reader's point of view. */
export const visitRows = (
  partnership: NamedPartnership,
  visit: Visit,
  who: string,
  context: LetterContext,
  more: readonly Row[] = [],
  /** Set if the visit moved. */
  from?: CalendarDate,
): Block =>
  rows('The visit', [
    { question: 'Who', answer: who },
    { question: from === undefined ? 'When' : 'New date', answer: sayWhen(visit, context) },
    ...(from === undefined ? [] : [{ question: 'Old date', answer: sayDate(from) }]),
    {
      question: 'Where',
      answer: [nameOfSchool(partnership, visit.visited), visit.place]
        .filter((part) => part !== '')
        .join(', '),
    },
    ...(visit.theme === '' ? [] : [{ question: 'Theme', answer: visit.theme }]),
    ...(visit.lookFor === '' ? [] : [{ question: 'What to look for', answer: visit.lookFor }]),
    ...more,
  ]);

export const inOrderOfDays = <V extends Visit>(visits: readonly V[]): readonly V[] =>
  [...visits].sort((a, b) => (a.date < b.date ? -1 : 1));

/** The schools in a visit that still take part in the program. */
export const schoolsComing = (partnership: Partnership, visit: Visit): readonly PairedSchool[] =>
  schoolsOf(partnership).filter(
    ({ id, withdrawnAt }) => schoolsIn(visit).includes(id) && withdrawnAt === undefined,
  );

export const visitLink = (
  { host }: Pick<Partnership, 'host'>,
  { number }: Pick<Visit, 'number'>,
  { addresses }: LetterContext,
): Link => ({ label: 'Open the visit', href: addresses.visit(host.reference, number) });

/** The page of a school's visits. */
export const ownVisits: SchoolLink = {
  label: 'Open your visits',
  to: (addresses, owned, ends) => addresses.schoolVisits(owned, ends),
};

/** The page of one visit, where a school enters its team and asks for another date. */
export const ownVisit = ({ number }: Pick<Visit, 'number'>, label: string): SchoolLink => ({
  label,
  to: (addresses, owned, ends) => addresses.schoolVisit(owned, number, ends),
});

/** The reflection on one visit. */
export const ownReflection = ({ number }: Pick<Visit, 'number'>, label: string): SchoolLink => ({
  label,
  to: (addresses, owned, ends) => addresses.schoolReflection(owned, number, ends),
});

/** One visit for one recipient's calendar. */
export const invitationFor = (
  method: 'REQUEST' | 'CANCEL',
  partnership: Told,
  visit: Visit,
  guest: { readonly name: string; readonly email: string },
  { cycle, addresses }: LetterContext,
): CalendarMessage => ({
  method,
  invitation: visitOfPartnership(
    partnership,
    visit,
    { name: guest.name, email: guest.email },
    { cycle, domain: addresses.domain, writtenAt: changedAt(partnership) },
  ),
});

/** Several visits as one calendar file. */
export const calendarOf = (
  name: string,
  partnership: Partnership,
  visits: readonly Visit[],
  { cycle, addresses }: LetterContext,
): Extract<CalendarMessage, { method: 'PUBLISH' }> => ({
  method: 'PUBLISH',
  name,
  invitations: visits.map((visit) =>
    visitOfPartnership(partnership, visit, undefined, {
      cycle,
      domain: addresses.domain,
      writtenAt: changedAt(partnership),
    }),
  ),
});

export const guestOf = ({ name, contact }: Addressee) => ({ name, email: contact.email });

/** What became of a date request once the visit has moved or is canceled. */
export function sayAsked({ state, date }: Visit, who: string, asked: CalendarDate): Block {
  const request = `${who} had asked for ${sayDate(asked)}.`;
  if (state === 'cancelled')
    return paragraph(`${request} Because the visit is canceled, this request is closed.`);
  return paragraph(
    asked === date
      ? `${who} had asked for this date.`
      : `${request} The visit was moved to a different day, so this request is closed.`,
  );
}
