import type { NamedStaff } from '#domain/base/person.ts';
import type { PartnershipEvent } from '#domain/partnership/events.ts';
import { type PairedSchool, type Partnership, schoolsOf, stillIn } from '#domain/partnership/partnership.ts';
import { type BookedVisit, schoolsIn } from '#domain/partnership/visit.ts';
import { todayOf } from '#domain/program/cycle.ts';
import { isAhead } from '#domain/visits/handover.ts';
import type { CalendarMessage } from '#invitations/icalendar.ts';
import { sayWho } from '#text/visits.ts';
import { formedLetters } from './formed-letters.ts';
import { type Letter, type LetterContext, paragraph, rows } from './letter.ts';
import { type LettersOf, writing } from './letters-of.ts';
import { endLetters, pairedWithdrawalLetters, repairLetters } from './repair-letters.ts';
import {
  changedAt,
  contactRows,
  facilitatorLetter,
  firstName,
  formerFacilitatorLetter,
  schoolLetter,
  toEachContact,
} from './school-letter.ts';
import { ofVisits, type VisitCalls } from './visit-letters.ts';
import { calendarOf, inOrderOfDays, ownVisits, sayVisitTo, sayWhen } from './visit-rows.ts';

type Changed = Extract<PartnershipEvent, { type: 'facilitator-changed' }>;

const kind = 'new-facilitator';

/** Tells the schools of a partnership, its new facilitator, and the previous one that the facilitator changed. */
const handoverLetters = (
  partnership: Partnership,
  context: LetterContext,
  { from }: Changed,
): readonly Letter[] => [
  ...stillIn(schoolsOf(partnership)).map((school) => toSchool(partnership, school, from, context)),
  toNew(partnership, from, context),
  toFormer(partnership, from, context),
];

/** The upcoming visits, which the new facilitator takes over, by date. */
const visitsAhead = (partnership: Partnership, { cycle }: LetterContext): readonly BookedVisit[] =>
  inOrderOfDays(partnership.visits.filter(isAhead(todayOf(cycle, changedAt(partnership)))));

function toSchool(
  partnership: Partnership,
  school: PairedSchool,
  from: NamedStaff,
  context: LetterContext,
): Letter {
  const { name, email } = partnership.facilitator;
  const visits = visitsAhead(partnership, context).filter((visit) => schoolsIn(visit).includes(school.id));
  const letter = schoolLetter(
    partnership,
    school,
    {
      kind,
      subject: `Your new facilitator: ${name}`,
      body: [
        paragraph(
          `${name} from the central office is your new facilitator, replacing ${from.name}. You can reach ${firstName(partnership.facilitator)} at ${email}.`,
        ),
        ...(visits.length === 0
          ? [paragraph('Nothing else has changed, and you don’t need to do anything.')]
          : [
              paragraph(
                'Your visit dates haven’t changed. To update your calendar, open the attached file, visits.ics.',
              ),
              rows(
                'Your upcoming visits',
                visits.map((visit) => ({
                  question: sayWhen(visit, context),
                  answer: sayVisitTo(partnership, visit, school.id),
                })),
              ),
            ]),
      ],
      ...(visits.length > 0 && { link: ownVisits }),
    },
    context,
  );
  return withCalendar(letter, visits, calendarOf(`${school.name}’s visits`, partnership, visits, context));
}

function toNew(partnership: Partnership, from: NamedStaff, context: LetterContext): Letter {
  const { host, partners, plannedFrom } = partnership;
  const visits = visitsAhead(partnership, context);
  const letter = facilitatorLetter(
    partnership,
    {
      kind,
      subject: `You’re now the facilitator for ${host.name}’s partnership`,
      body: [
        paragraph(
          `You’re now the facilitator for ${host.name}’s partnership, replacing ${from.name} (${from.email}). We’ve given the schools your name and email address.`,
        ),
        contactRows(host, 'Host'),
        ...stillIn(partners).map((partner) => contactRows(partner, 'Partner')),
        ...(plannedFrom === undefined
          ? [
              paragraph(
                'The visits aren’t scheduled yet. Open the partnership to schedule them. You’ll see every date before you publish.',
              ),
            ]
          : []),
        ...(visits.length > 0
          ? [
              rows(
                'Upcoming visits',
                visits.map((visit) => ({
                  question: sayWhen(visit, context),
                  answer: sayWho(partnership, visit),
                })),
              ),
              paragraph(
                'To add the visits to your calendar, open the attached file, visits.ics. If one is on a day you have off, you’ll find it in the console under Visits, with a way to move it.',
              ),
            ]
          : []),
      ],
    },
    context,
  );
  return withCalendar(
    letter,
    visits,
    calendarOf(`${host.name}’s partnership: visits`, partnership, visits, context),
  );
}

function toFormer(partnership: Partnership, from: NamedStaff, context: LetterContext): Letter {
  const { host, facilitator } = partnership;
  const visits = visitsAhead(partnership, context);
  const letter = formerFacilitatorLetter(
    partnership,
    from,
    {
      kind,
      subject: `Facilitator changed: ${host.name}`,
      body: [
        paragraph(
          `${facilitator.name} is now the facilitator for ${host.name}’s partnership. The schools have been notified, and you won’t get reminders about its visits.`,
        ),
        ...(visits.length > 0
          ? [
              paragraph(
                'To remove the upcoming visits from your calendar, open the attached file, visits.ics. Nothing changes for anyone else.',
              ),
            ]
          : []),
        paragraph(
          `If you need to hand anything over, email ${firstName(facilitator)} at ${facilitator.email}.`,
        ),
      ],
    },
    context,
  );
  const calendar = calendarOf(`${host.name}’s partnership: former visits`, partnership, visits, context);
  const invitations = calendar.invitations.map((one) => ({ ...one, isCancelled: true }));
  return withCalendar(letter, visits, { ...calendar, invitations });
}

/** Without visits, there’s nothing for a calendar. */
const withCalendar = (letter: Letter, visits: readonly BookedVisit[], calendar: CalendarMessage): Letter =>
  visits.length === 0 ? letter : { ...letter, calendar };

/** What follows from each event of a partnership: its letters, and whether the calls of its visits change. */
export const ofPartnership: LettersOf<Partnership, PartnershipEvent, VisitCalls> = {
  ...ofVisits,
  'partnership-formed': { kind: 'partnership', write: formedLetters, calls: 'stay' },
  'paired-school-withdrew': {
    kind: 'paired-withdrawal',
    write: pairedWithdrawalLetters,
    calls: { of: 'every-visit', sets: [] },
  },
  'partnership-repaired': { kind: 'partnership-change', write: repairLetters, calls: 'stay' },
  'partnership-ended': {
    kind: 'partnership-change',
    write: endLetters,
    calls: { of: 'every-visit', sets: [] },
  },
  'facilitator-changed': { kind: 'new-facilitator', write: handoverLetters, calls: 'stay' },
  // The application's own letter tells this.
  'contact-corrected': 'none',
};

const write = writing(ofPartnership);

/** The letters to both contacts of each school, and to staff. */
export const partnershipLetters = (
  event: PartnershipEvent,
  partnership: Partnership,
  context: LetterContext,
): readonly Letter[] =>
  'former' in event
    ? toEachContact(partnership, (own, former) => write({ ...event, former }, own, context), event.former)
    : toEachContact(partnership, (own) => write(event, own, context));

/** The calls that an event of a partnership changes. Undefined if they all stay. */
export function callsAfter(what: PartnershipEvent['type']) {
  const line = ofPartnership[what];
  return line === 'none' || line.calls === 'stay' ? undefined : line.calls;
}
