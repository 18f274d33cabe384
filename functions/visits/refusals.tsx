import type { ComponentChildren, ComponentProps } from 'preact';
import type { StaffMember } from '#domain/base/person.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Answer } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { KeptWords } from '#http/unsaved-text.tsx';
import { hrefTo } from '#routes.ts';

/** The link back from a refusal. */
type WayBack = { readonly href: string; readonly text: string };

const wayBack = ({ href, text }: WayBack): ComponentChildren => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      {text}
    </a>
  </p>
);

export const toVisits: WayBack = { href: hrefTo('visits', {}), text: 'Go to all visits' };

export const noPartnership = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'Partnership not found',
      detail: 'Partnerships appear here shortly after their pairings are published.',
    },
    wayBack(toVisits),
  );

export const noVisit = (staff: StaffMember, { host }: Partnership): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'Visit not found',
      detail: 'Check the web address, or choose the visit from the list.',
    },
    wayBack({
      href: hrefTo('partnership', { partnership: host.reference }),
      text: `Go to ${host.name}’s partnership`,
    }),
  );

/** Facilitators can change only their own partnerships. */
export const notYours = (staff: StaffMember, facilitator: string): Answer =>
  staffProblem(
    staff,
    {
      status: 403,
      title: 'This isn’t your partnership',
      detail: `Only ${facilitator} or a director can change its visits. No changes were made.`,
    },
    wayBack(toVisits),
  );

type Words = { readonly status: 404 | 409 | 422; readonly title: string; readonly detail: string };

/** Says what was not done, and why. `kept` shows the typed words, so that they can be copied. */
export const notDone = (
  staff: StaffMember,
  words: Words,
  to: WayBack = toVisits,
  kept?: ComponentProps<typeof KeptWords>,
): Answer =>
  staffProblem(
    staff,
    words,
    <>
      {wayBack(to)}
      {kept && <KeptWords {...kept} />}
    </>,
  );
