import type { StaffMember } from '#domain/base/person.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Answer } from '#http/answer.ts';
import { staffProblem } from '#http/staff-access.tsx';
import { hrefTo } from '#routes.ts';

export const toVisits = { href: hrefTo('visits', {}), text: 'Go to all visits' };

export const noPartnership = (staff: StaffMember): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Partnership not found',
    detail: 'Partnerships appear here shortly after their pairings are published.',
    to: toVisits,
  });

export const noVisit = (staff: StaffMember, { host }: Partnership): Answer =>
  staffProblem(staff, {
    status: 404,
    title: 'Visit not found',
    detail: 'Check the web address, or choose the visit from the list.',
    to: {
      href: hrefTo('partnership', { partnership: host.reference }),
      text: `Go to ${host.name}’s partnership`,
    },
  });

type Own = 'partnership' | 'days-off' | 'schedule';

const notYoursWords: Readonly<Record<Own, { readonly title: string; readonly can: string }>> = {
  partnership: { title: 'This isn’t your partnership', can: 'change its visits' },
  'days-off': { title: 'These aren’t your days off', can: 'change them' },
  schedule: { title: 'This isn’t your schedule', can: 'publish it' },
};

/** Facilitators can change only what is their own. */
export const notYours = (staff: StaffMember, facilitator: string, what: Own = 'partnership'): Answer =>
  staffProblem(staff, {
    status: 403,
    title: notYoursWords[what].title,
    detail: `Only ${facilitator} or a director can ${notYoursWords[what].can}. No changes were made.`,
    to: toVisits,
  });
