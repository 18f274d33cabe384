import type { Application } from '#domain/admission/application.ts';
import { sayDate, sayMoment, sayWallTime } from '#domain/base/time.ts';
import { asSentence } from '#domain/base/wording.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import { endOf, type Visit } from '#domain/partnership/visit.ts';
import { isWaiting } from '#domain/partnership/visit-state.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import type { Answer } from '#http/answer.ts';
import type { Fields } from '#http/fields.ts';
import { problem } from '#http/problem-pages.tsx';
import { KeptWords } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';

const toApplication = (reference: string) => ({
  href: hrefTo('application', { reference }),
  text: 'See your application’s status',
});

const toVisits = (reference: string) => ({
  href: hrefTo('schoolVisits', { reference }),
  text: 'See all your school’s visits',
});

/** For a school that gave up its place. Its partners continue without it. */
export function hasWithdrawn({ reference, school, history }: Application, cycle: Cycle): Answer {
  const at = history.findLast(({ what }) => what === 'application-withdrawn')?.at;
  const when = at === undefined ? '' : ` on ${sayMoment(cycle.program.timeZone, at)}`;
  return problem(
    {
      status: 409,
      title: 'Your school is no longer in the program',
      detail: `${school.name} withdrew${when}. Its visits are canceled, and its calendar links have stopped working.`,
      to: toApplication(reference),
    },
    undefined,
    cycle.program,
  );
}

export const noPartnership = (reference: string, cycle: Cycle): Answer =>
  problem(
    {
      status: 404,
      title: 'Your school isn’t in a partnership yet',
      detail: 'If we match your school, we’ll email you, and your visits will appear here.',
      to: toApplication(reference),
    },
    undefined,
    cycle.program,
  );

/** The same answer for a visit of other schools, so that no one can find out whether it exists. */
export const noSuchVisit = (reference: string, cycle: Cycle): Answer =>
  problem(
    { status: 404, title: 'Visit not found', detail: 'Check the web address.', to: toVisits(reference) },
    undefined,
    cycle.program,
  );

type OwnYear = { readonly reference: string; readonly cycle: Cycle; readonly partnership: Partnership };
type OwnVisit = OwnYear & { readonly visit: Visit };

/** The text fields of a visit's forms. */
const keptLabels = {
  remark: 'Anything your facilitator should know',
  reason: 'Why you need another date',
  learned: 'What you learned',
  willTry: 'What you’ll try',
};

/** Says why nothing was saved, and shows the text that was entered so that it can be copied. */
const refused = (own: OwnYear, title: string, detail: string, fields: Fields = {}): Answer =>
  problem(
    { status: 409, title, detail, to: toVisits(own.reference) },
    <KeptWords fields={fields} labels={keptLabels} />,
    own.cycle.program,
  );

export const partnershipEnded = (own: OwnYear, fields?: Fields): Answer =>
  refused(
    own,
    'This partnership has ended',
    `You can no longer make changes. ${own.partnership.facilitator.name} will tell you what happens next.`,
    fields,
  );

/** The visit is over, canceled, on hold, or today, so nothing was saved. */
export function notAhead(own: OwnVisit, fields: Fields): Answer {
  if (own.partnership.state === 'ended') return partnershipEnded(own, fields);
  const { visit, partnership } = own;
  const { facilitator } = partnership;
  if (isWaiting(partnership, visit))
    return refused(
      own,
      'This visit is on hold because a school withdrew',
      `Your changes weren’t saved. ${facilitator.name} will tell you what happens next.`,
      fields,
    );
  return visit.state === 'cancelled'
    ? refused(
        own,
        'This visit is canceled',
        asSentence(`Your changes weren’t saved. Reason for the cancellation: ${visit.reason}`),
        fields,
      )
    : refused(
        own,
        'It’s too late to change this visit online',
        `Your changes weren’t saved. Email ${facilitator.name} at ${facilitator.email}.`,
        fields,
      );
}

export const notYet = (own: OwnVisit): Answer =>
  refused(
    own,
    'This visit hasn’t happened yet',
    `Come back when it’s over, on ${sayDate(own.visit.date)}, after ${sayWallTime(endOf(own.visit))}.`,
  );

export const noReflection = (own: OwnVisit, fields: Fields): Answer =>
  refused(
    own,
    'You can’t reflect on this visit',
    'It was canceled, a school withdrew, or your school is no longer part of it.',
    fields,
  );
