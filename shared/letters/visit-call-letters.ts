import { sayList } from '../domain/amounts.ts';
import { nameOfSchool, type PairedSchool, type Partnership } from '../domain/partnership.ts';
import { type Instant, sayDate } from '../domain/time.ts';
import type { VisitCall } from '../domain/visits/reminders.ts';
import { sayDelegation } from '../domain/visits/saying.ts';
import { type BookedVisit, schoolsIn, type Visit } from '../domain/visits/visit.ts';
import type { LetterContext } from './context.ts';
import { type Letter, paragraph, type Row } from './letter.ts';
import { facilitatorLetter, schoolLetter } from './school-letter.ts';

import {
  ownReflection,
  ownVisit,
  sayMeeting,
  sayVisit,
  sayVisitTo,
  schoolsComing,
  visitLink,
  visitRows,
} from './visit-words.ts';

/**
 * The name of a letter that the clock causes: whatever becomes of the partnership, one for each reader, visit and day. `about` is the
 * school that it is written to, since one person may lead two of them.
 */
const named = (
  letter: Letter,
  { cycleId, host, visit, date }: Pick<VisitCall, 'cycleId' | 'host' | 'visit' | 'date'>,
  about: string,
): Letter => ({
  ...letter,
  key: `${cycleId}-PARTNERSHIP-${host}-VISIT-${visit}#${date}#${letter.kind}#${about}#${letter.to}`,
});

const callAbout = ({ cycleId, host }: Partnership, { number, date }: Visit) => ({
  cycleId,
  host: host.id,
  visit: number,
  date,
});

/** Reminds the schools in a visit and the facilitator of it: when, where, what to look for, and who comes. */
export function reminderLetters(
  partnership: Partnership,
  visit: BookedVisit,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const subject = `Reminder: ${sayMeeting(partnership, visit)} on ${sayDate(visit.date)}`;
  const toSchools = schoolsComing(partnership, visit).map((school) => {
    const letter = schoolLetter(
      partnership,
      school,
      {
        kind: 'visit-reminder',
        subject,
        body: [
          paragraph('A visit is near:'),
          visitRows(
            partnership,
            visit,
            sayVisitTo(partnership, visit, school.id),
            context,
            comingTo(partnership, visit, [school.id]),
          ),
          paragraph(
            visit.delegations[school.id]
              ? 'If other people come from your school than it says here, please change it on the page of the visit.'
              : 'Please say on the page of the visit who comes from your school: it takes a minute, and the others then know whom to expect.',
          ),
        ],
        link: {
          ...ownVisit(visit, visit.delegations[school.id] ? 'Open the visit' : 'Say who comes'),
          sentAt: now,
        },
      },
      context,
    );
    return named(letter, callAbout(partnership, visit), school.id);
  });
  const toFacilitator = facilitatorLetter(
    partnership,
    {
      kind: 'visit-reminder',
      subject,
      body: [
        paragraph('A visit is near:'),
        visitRows(
          partnership,
          visit,
          sayVisit(partnership, visit),
          context,
          comingTo(partnership, visit, schoolsIn(visit)),
        ),
      ],
      link: visitLink(partnership, visit, context),
    },
    context,
  );
  return [...toSchools, named(toFacilitator, callAbout(partnership, visit), 'facilitator')];
}

/** Who comes from each school. What a school remarks on it is for itself and the facilitator: `remarksOf` says whose are told. */
const comingTo = (partnership: Partnership, visit: Visit, remarksOf: readonly string[]): readonly Row[] =>
  schoolsIn(visit).map((id) => {
    const delegation = visit.delegations[id];
    const remark = delegation?.remark && remarksOf.includes(id) ? [delegation.remark] : [];
    return {
      question: `From ${nameOfSchool(partnership, id)}`,
      answer: [delegation ? sayDelegation(delegation) : 'Not said yet', ...remark].join('\n'),
    };
  });

/** Asks each school that was in a visit what it took from it, if it has not said so. */
export const reflectionLetters = (
  partnership: Partnership,
  visit: Exclude<Visit, { state: 'cancelled' }>,
  context: LetterContext,
  now: Instant,
): readonly Letter[] =>
  schoolsComing(partnership, visit)
    .filter(({ id }) => !hasReflected(visit, id))
    .map((school) => {
      const letter = reflectionLetter(partnership, visit, school, context, now);
      return named(letter, callAbout(partnership, visit), school.id);
    });

const hasReflected = (visit: Visit, school: string): boolean =>
  visit.state === 'held' && visit.reflections.some((reflection) => reflection.school === school);

const reflectionLetter = (
  partnership: Partnership,
  visit: Visit,
  school: PairedSchool,
  context: LetterContext,
  now: Instant,
): Letter =>
  schoolLetter(
    partnership,
    school,
    {
      kind: 'reflection-request',
      subject: `Two minutes on the visit of ${sayDate(visit.date)}: ${sayMeeting(partnership, visit)}`,
      body: [
        paragraph(
          visit.visited === school.id
            ? `On ${sayDate(visit.date)}, ${sayList(visit.visiting.map((id) => nameOfSchool(partnership, id)))} came to you.`
            : `On ${sayDate(visit.date)}, you were at ${nameOfSchool(partnership, visit.visited)}.`,
        ),
        paragraph(
          'What did you learn, and what will your school try? Please write it down while it is fresh: it takes two minutes.',
        ),
      ],
      link: { ...ownReflection(visit, 'Reflect on the visit'), sentAt: now },
    },
    context,
  );
