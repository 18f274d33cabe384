import { type Instant, sayDate, weekdayName } from '#domain/base/time.ts';
import { capitalized, sayList } from '#domain/base/wording.ts';
import { nameOfSchool, type PairedSchool, type Partnership } from '#domain/partnership/partnership.ts';
import { type BookedVisit, schoolsIn, type Visit } from '#domain/partnership/visit.ts';
import { todayOf } from '#domain/program/cycle.ts';
import type { VisitCall } from '#domain/visits/reminders.ts';
import { sayDelegation, sayWho } from '#text/visits.ts';
import { type Letter, type LetterContext, paragraph, type Row } from './letter.ts';
import { facilitatorLetter, schoolLetter, signedByFacilitator } from './school-letter.ts';
import {
  ownReflection,
  ownVisit,
  sayNearVisit,
  sayVisitTo,
  schoolsComing,
  visitLink,
  visitRows,
  whoIsThere,
} from './visit-rows.ts';

/**
 * Gives a scheduled letter its key. There is one for each recipient, visit, and day, whatever changes in the partnership.
 * `about` is the recipient's school, because one person may lead two.
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

/** Reminds the schools and the facilitator of a visit: when, where, what to look for, and who's coming. */
export function reminderLetters(
  partnership: Partnership,
  visit: BookedVisit,
  context: LetterContext,
  now: Instant,
): readonly Letter[] {
  const day = sayNearVisit(visit.date, todayOf(context.cycle, now));
  const subjectTo = (school?: string) => {
    const others = school === visit.visited ? visit.visiting : [visit.visited];
    return `${day}: ${sayList(others.map((id) => nameOfSchool(partnership, id)))}`;
  };
  const toSchools = schoolsComing(partnership, visit).map((school) => {
    const letter = schoolLetter(
      partnership,
      school,
      {
        kind: 'visit-reminder',
        subject: subjectTo(school.id),
        body: [
          paragraph('You have a visit coming up:'),
          visitRows(
            partnership,
            visit,
            sayVisitTo(partnership, visit, school.id),
            context,
            comingTo(partnership, visit, [school.id]),
          ),
          paragraph(
            visit.delegations[school.id]
              ? 'If your team changes, please update it on the visit page.'
              : `Please tell us ${whoIsThere(visit, school.id)} from your school. It takes a minute and helps the others prepare.`,
          ),
        ],
        link: {
          ...ownVisit(
            visit,
            visit.delegations[school.id] ? 'Open the visit' : `Tell us ${whoIsThere(visit, school.id)}`,
          ),
          sentAt: now,
        },
        signer: signedByFacilitator(partnership, context),
      },
      context,
    );
    return named(letter, callAbout(partnership, visit), school.id);
  });
  const toFacilitator = facilitatorLetter(
    partnership,
    {
      kind: 'visit-reminder',
      subject: subjectTo(),
      body: [
        paragraph('You have a visit coming up:'),
        visitRows(
          partnership,
          visit,
          sayWho(partnership, visit),
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

/** Who's coming from each school. A school's remark is for itself, the facilitator, and the central office: `remarksOf` lists the schools whose remarks are shown. */
const comingTo = (partnership: Partnership, visit: Visit, remarksOf: readonly string[]): readonly Row[] =>
  schoolsIn(visit).map((id) => {
    const delegation = visit.delegations[id];
    const remark = delegation?.remark && remarksOf.includes(id) ? [delegation.remark] : [];
    return {
      question: `${nameOfSchool(partnership, id)}’s team`,
      answer: [delegation ? capitalized(sayDelegation(delegation)) : 'No answer yet', ...remark].join('\n'),
    };
  });

/** Asks each school in a visit for a reflection, if it hasn't sent one. */
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
      subject: `How did ${weekdayName(visit.date)}’s visit go?`,
      body: [
        paragraph(
          visit.visited === school.id
            ? `On ${sayDate(visit.date)}, ${sayList(visit.visiting.map((id) => nameOfSchool(partnership, id)))} visited you.`
            : `On ${sayDate(visit.date)}, you visited ${nameOfSchool(partnership, visit.visited)}.`,
        ),
        paragraph(
          `What did you learn, and what will your school try? Please take two minutes to write it down while it’s fresh. The central office and I will read it. Other schools won’t.`,
        ),
      ],
      link: { ...ownReflection(visit, 'Reflect on the visit'), sentAt: now },
      signer: signedByFacilitator(partnership, context),
    },
    context,
  );
