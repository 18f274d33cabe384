import type { StaffMember } from '#domain/base/person.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Answer } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';

export const noScenario = (staff: StaffMember): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Proposal not found',
    detail: 'Check the web address, or choose a proposal from the list.',
    to: { href: hrefTo('pairing', {}), text: 'Back to the proposals' },
  });

/** The page needs a proposal, but the scenario is in progress or has no solution. */
export const notProposed = (staff: StaffMember, scenario: string): Answer =>
  staffProblem(staff, {
    status: 409,
    title: 'This proposal isn’t ready yet',
    detail: 'It’s still in progress, or no plan can follow all its rules.',
    to: { href: hrefTo('proposal', { scenario }), text: 'See its status' },
  });

export const noPartnership = (staff: StaffMember): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Partnership not found',
    detail: 'Partnerships appear a moment after pairings are published.',
    to: { href: hrefTo('partnerships', {}), text: 'See all partnerships' },
  });

type About = { readonly staff: StaffMember; readonly partnership: Partnership };

/** Says why a partnership wasn't changed. */
export const partnershipUnchanged = ({ staff, partnership }: About, title: string, detail: string): Answer =>
  staffProblem(staff, {
    status: 409,
    title,
    detail,
    to: {
      href: hrefTo('partnership', { partnership: partnership.host.reference }),
      text: 'See the partnership as it is now',
    },
  });
