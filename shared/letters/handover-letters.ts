import { todayOf } from '../domain/cycle.ts';
import type { Event } from '../domain/events.ts';
import { isAhead } from '../domain/handing-over.ts';
import { type PairedSchool, type Partnership, schoolsOf, stillIn } from '../domain/partnership.ts';
import type { NamedStaff } from '../domain/person.ts';
import { type BookedVisit, schoolsIn } from '../domain/visits/visit.ts';
import type { CalendarMessage } from '../invitations/invitation.ts';
import { visitOfPartnership } from '../invitations/year-invitations.ts';
import type { LetterContext } from './context.ts';
import { type Block, type Letter, paragraph, rows } from './letter.ts';
import {
  changedAt,
  contactRows,
  facilitatorLetter,
  formerFacilitatorLetter,
  sayNames,
  schoolLetter,
} from './school-letter.ts';
import { inOrderOfDays, ownVisits, sayVisit, sayVisitTo, sayWhen } from './visit-words.ts';

type Changed = Extract<Event, { type: 'facilitator-changed' }>;

const kind = 'new-facilitator';

/** A partnership with another facilitator: told to its schools, to who has it now, and to who had it. */
export const handoverLetters = (
  partnership: Partnership,
  { from }: Changed,
  context: LetterContext,
): readonly Letter[] => [
  ...stillIn(schoolsOf(partnership)).map((school) => toSchool(partnership, school, from, context)),
  toNew(partnership, from, context),
  toFormer(partnership, from, context),
];

/** The visits that are with the new facilitator, in the order of their days. */
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
      subject: `Your facilitator is now ${name}`,
      body: [
        paragraph(
          `${name} from the central office goes with ${school.name} and its partnership from now on, in the place of ${from.name}. You reach ${name} at ${email}.`,
        ),
        ...(visits.length === 0
          ? [paragraph('Everything else stays as it is, and there is nothing that you need to do.')]
          : [
              paragraph(
                `Your visits stay on their days, and ${name} comes to every one. They come with this letter as a calendar, visits.ics: open it, and it takes the place of what earlier letters brought.`,
              ),
              rows(
                'Your visits to come',
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
  return withCalendar(letter, `Visits of ${school.name}`, partnership, visits, context);
}

function toNew(partnership: Partnership, from: NamedStaff, context: LetterContext): Letter {
  const { host, partners, plannedFrom } = partnership;
  const schools = stillIn(schoolsOf(partnership));
  const visits = visitsAhead(partnership, context);
  const letter = facilitatorLetter(
    partnership,
    {
      kind,
      subject: `You are now the facilitator of ${sayNames(schools)}`,
      body: [
        paragraph(
          `You go with the partnership of ${host.name} from now on, in the place of ${from.name}, whom you reach at ${from.email}. The schools have been told your name and address.`,
        ),
        contactRows(host, 'Host'),
        ...stillIn(partners).map((partner) => contactRows(partner, 'Partner')),
        ...(plannedFrom === undefined
          ? [
              paragraph(
                'Its year is not planned yet: its page leads to a plan, with every date before you publish it.',
              ),
            ]
          : []),
        ...visitRows(partnership, visits, context),
        ...(visits.length > 0
          ? [
              paragraph(
                'The visits come with this letter as a calendar, visits.ics. Where one is on a day that you cannot, the console lists it under Visits, and offers the smallest change that helps.',
              ),
            ]
          : []),
      ],
    },
    context,
  );
  return withCalendar(letter, `Visits of the partnership of ${host.name}`, partnership, visits, context);
}

function toFormer(partnership: Partnership, from: NamedStaff, context: LetterContext): Letter {
  const { host, facilitator } = partnership;
  const visits = visitsAhead(partnership, context);
  const letter = formerFacilitatorLetter(
    partnership,
    from,
    {
      kind,
      subject: `${facilitator.name} is now the facilitator of the partnership of ${host.name}`,
      body: [
        paragraph(
          `${facilitator.name} goes with the partnership of ${host.name} from now on, in your place. Its schools have been told, and you get no reminders of its visits any more.`,
        ),
        ...(visits.length > 0
          ? [
              paragraph(
                'The visits that were to come are in the calendar that comes with this letter, visits.ics, as cancelled for you: open it, and your own calendar drops them. For everybody else they stay as they are.',
              ),
            ]
          : []),
        paragraph(`You reach ${facilitator.name} at ${facilitator.email}, should something be left to say.`),
      ],
    },
    context,
  );
  return withCalendar(
    letter,
    `Former visits of the partnership of ${host.name}`,
    partnership,
    visits,
    context,
    takenOut,
  );
}

const visitRows = (
  partnership: Partnership,
  visits: readonly BookedVisit[],
  context: LetterContext,
): readonly Block[] =>
  visits.length === 0
    ? []
    : [
        rows(
          'The visits to come',
          visits.map((visit) => ({
            question: sayWhen(visit, context),
            answer: sayVisit(partnership, visit),
          })),
        ),
      ];

type Published = Extract<CalendarMessage, { method: 'PUBLISH' }>['invitations'][number];

const asItIs = (invitation: Published): Published => invitation;
const takenOut = (invitation: Published): Published => ({ ...invitation, isCancelled: true });

function withCalendar(
  letter: Letter,
  name: string,
  partnership: Partnership,
  visits: readonly BookedVisit[],
  { cycle, addresses }: LetterContext,
  shown = asItIs,
): Letter {
  if (visits.length === 0) return letter;
  const inviting = { cycle, domain: addresses.domain, writtenAt: changedAt(partnership) };
  const invitations = visits.map((visit) =>
    shown(visitOfPartnership(partnership, visit, undefined, inviting)),
  );
  return { ...letter, calendar: { method: 'PUBLISH', name, invitations } };
}
