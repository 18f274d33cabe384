import type { ComponentChildren } from 'preact';
import type { StaffMember } from '../../shared/domain/person.ts';
import type { Answer } from '../http/answer.ts';
import { staffProblem } from '../http/staff-refusals.tsx';
import { hrefTo } from '../routes.ts';

const wayBack = (href: string, text: string): ComponentChildren => (
  <p class="govuk-body">
    <a class="govuk-link" href={href}>
      {text}
    </a>
  </p>
);

export const noScenario = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'There is no such proposal',
      detail: 'Check the address, or choose it in the list.',
    },
    wayBack(hrefTo('pairing', {}), 'Go to the proposals'),
  );

/** Where a page needs a proposal and there is none yet, or none that can be. */
export const notProposed = (staff: StaffMember, scenario: string): Answer =>
  staffProblem(
    staff,
    {
      status: 409,
      title: 'There is no proposal to work on yet',
      detail: 'It is still being computed, or no plan keeps all its rules.',
    },
    wayBack(hrefTo('proposal', { scenario }), 'See how it stands'),
  );

export const noPartnership = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'There is no such partnership',
      detail: 'Partnerships appear a moment after a pairing is published.',
    },
    wayBack(hrefTo('partnerships', {}), 'Go to the partnerships'),
  );

/** Something was not done, and why; `to` leads back to where it can be seen. */
export const notDone = (
  staff: StaffMember,
  words: { readonly status: 409 | 422; readonly title: string; readonly detail: string },
  to: { readonly href: string; readonly text: string },
): Answer => staffProblem(staff, words, wayBack(to.href, to.text));
