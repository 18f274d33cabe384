import type { Application } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import type { Partnership } from '../../shared/domain/partnership.ts';
import { asSentence } from '../../shared/domain/sentence.ts';
import { sayDate, sayInstant, sayWallTime } from '../../shared/domain/time.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';
import { endOf } from '../../shared/domain/visits/visit-hours.ts';
import type { Answer } from '../http/answer.ts';
import type { Fields } from '../http/fields.ts';
import { KeptWords } from '../http/kept-words.tsx';
import { problem } from '../http/problem-pages.tsx';
import { hrefTo } from '../routes.ts';

const toApplication = (reference: string) => (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('application', { reference })}>
      See where your application stands
    </a>
  </p>
);

const toVisits = (reference: string) => (
  <p class="govuk-body">
    <a class="govuk-link" href={hrefTo('schoolVisits', { reference })}>
      See all visits of your school
    </a>
  </p>
);

/** It has given up its place: its partners go on without it. */
export function hasWithdrawn({ reference, school, history }: Application, cycle: Cycle): Answer {
  const at = history.findLast(({ what }) => what === 'application-withdrawn')?.at;
  const when = at === undefined ? '' : ` on ${sayInstant(cycle.program.timeZone, at)}`;
  return problem(
    {
      status: 409,
      title: 'Your school no longer takes part',
      detail: `${school.name} withdrew${when}. It has no visits any more, and calendars that subscribed to them get no more.`,
    },
    toApplication(reference),
    cycle.program.contactEmail,
  );
}

export const noPartnership = (reference: string, cycle: Cycle): Answer =>
  problem(
    {
      status: 404,
      title: 'Your school is in no partnership',
      detail: 'Its visits are shown here as soon as it is in one. We write to you when that is so.',
    },
    toApplication(reference),
    cycle.program.contactEmail,
  );

/** Of another school's visits nobody learns here whether they exist. */
export const noSuchVisit = (reference: string, cycle: Cycle): Answer =>
  problem(
    { status: 404, title: 'Your school has no such visit', detail: 'Check the address of the page.' },
    toVisits(reference),
    cycle.program.contactEmail,
  );

type OwnYear = { readonly reference: string; readonly cycle: Cycle; readonly partnership: Partnership };
type OwnVisit = OwnYear & { readonly visit: Visit };

/** What schools write into the forms of a visit. */
const keptLabels = {
  remark: 'Anything your facilitator should know',
  reason: 'Why you need another day',
  learned: 'What you learned',
  willTry: 'What you will try',
};

/** Nothing was done, and why; what was written in vain can be copied. */
const refused = (own: OwnYear, title: string, detail: string, fields: Fields = {}): Answer =>
  problem(
    { status: 409, title, detail },
    <>
      {toVisits(own.reference)}
      <KeptWords fields={fields} labels={keptLabels} />
    </>,
    own.cycle.program.contactEmail,
  );

export const partnershipEnded = (own: OwnYear, fields?: Fields): Answer =>
  refused(
    own,
    'This partnership has ended',
    `Nothing of it can be changed any more. ${own.partnership.facilitator.name} tells you how it goes on.`,
    fields,
  );

/** It was, was cancelled, or is on its very day: nothing was saved. */
export function notAhead(own: OwnVisit, fields: Fields): Answer {
  if (own.partnership.state === 'ended') return partnershipEnded(own, fields);
  const { visit, partnership } = own;
  return visit.state === 'cancelled'
    ? refused(
        own,
        'This visit is cancelled',
        asSentence(`Nothing was saved. The reason is: ${visit.reason}`),
        fields,
      )
    : refused(
        own,
        'It is too late to change this visit here',
        `Nothing was saved. Write to ${partnership.facilitator.name} at ${partnership.facilitator.email}.`,
        fields,
      );
}

export const notYet = (own: OwnVisit): Answer =>
  refused(
    own,
    'This visit is still to come',
    `From ${sayDate(own.visit.date)}, ${sayWallTime(endOf(own.visit))} on you can say what you took from it.`,
  );

export const noReflection = (own: OwnVisit, fields: Fields): Answer =>
  refused(
    own,
    'Nothing can be said of this visit',
    'It is cancelled, a school of it withdrew, or your school is not in it any more.',
    fields,
  );
