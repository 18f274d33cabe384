import type { ComponentChildren } from 'preact';
import type { StaffMember } from '#domain/base/person.ts';
import type { Answer } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';

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
      title: 'Proposal not found',
      detail: 'Check the web address, or choose a proposal from the list.',
    },
    wayBack(hrefTo('pairing', {}), 'Back to the proposals'),
  );

/** The page needs a proposal, but the scenario is in progress or has no solution. */
export const notProposed = (staff: StaffMember, scenario: string): Answer =>
  staffProblem(
    staff,
    {
      status: 409,
      title: 'This proposal isn’t ready yet',
      detail: 'It’s still in progress, or no plan can follow all its rules.',
    },
    wayBack(hrefTo('proposal', { scenario }), 'See its status'),
  );

export const noPartnership = (staff: StaffMember): Answer =>
  staffProblem(
    staff,
    {
      status: 404,
      title: 'Partnership not found',
      detail: 'Partnerships appear a moment after pairings are published.',
    },
    wayBack(hrefTo('partnerships', {}), 'See all partnerships'),
  );

/** Says why a change wasn't made. `to` leads to the current state. */
export const notDone = (
  staff: StaffMember,
  words: { readonly status: 409 | 422; readonly title: string; readonly detail: string },
  to: { readonly href: string; readonly text: string },
): Answer => staffProblem(staff, words, wayBack(to.href, to.text));
