import type { Application } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import type { Partnership } from '../../shared/domain/partnership.ts';
import { sayInstant } from '../../shared/domain/time.ts';
import type { Answer } from '../http/answer.ts';
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
      detail: `${school.name} withdrew${when}. It has no visits any more, and calendars that subscribed to them are empty.`,
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

export const partnershipEnded = ({ reference, cycle, partnership }: Ended): Answer =>
  problem(
    {
      status: 409,
      title: 'This partnership has ended',
      detail: `Nothing of it can be changed any more. ${partnership.facilitator.name} tells you how it goes on.`,
    },
    toVisits(reference),
    cycle.program.contactEmail,
  );

type Ended = { readonly reference: string; readonly cycle: Cycle; readonly partnership: Partnership };
