import type { StaffMember } from '../../shared/domain/base/person.ts';
import type { CalendarDate } from '../../shared/domain/base/time.ts';
import type { Partnership } from '../../shared/domain/partnership/partnership.ts';
import type { Visit } from '../../shared/domain/partnership/visit.ts';
import { type Setting, todayIn } from '../../shared/domain/visits/schedule.ts';
import type { Answer } from '../http/answer.ts';
import { isDirector, type StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';
import { noPartnership, notYours, noVisit } from './refusals.tsx';

/** A request about the visits of a cycle, with their current state. */
export type VisitsRequest = StaffRequest & { readonly setting: Setting; readonly today: CalendarDate };

/** A request about one partnership. */
export type PartnershipRequest = VisitsRequest & { readonly partnership: Partnership };

/** A request about one visit. */
export type VisitRequest = PartnershipRequest & { readonly visit: Visit };

type Respond<R> = (request: R) => Answer | Promise<Answer>;

/** For pages about all visits. Facilitators and directors can see everything. */
export const withSetting = (respond: Respond<VisitsRequest>) =>
  forStaff(['facilitator', 'director'], async (request) => {
    const { cycle, now } = request;
    const [year, partnerships] = await Promise.all([store.visitYear(cycle.id), store.partnerships(cycle.id)]);
    const setting: Setting = { cycle, year, partnerships };
    return respond({ ...request, setting, today: todayIn(setting, now) });
  });

/** For pages about one partnership. The address has its host's reference. */
const withPartnership = (respond: Respond<PartnershipRequest>) =>
  withSetting((request) => {
    const { setting, parameters, staff } = request;
    const partnership = setting.partnerships.find(({ host }) => host.reference === parameters.partnership);
    return partnership ? respond({ ...request, partnership }) : noPartnership(staff);
  });

/** For pages about one visit. The address has its number. */
export const withVisit = (respond: Respond<VisitRequest>) =>
  withPartnership((request) => {
    const { partnership, parameters, staff } = request;
    const visit = partnership.visits.find(({ number }) => String(number) === parameters.visit);
    return visit ? respond({ ...request, visit }) : noVisit(staff, partnership);
  });

/** Keeps links of a page in the same school year: a partnership in the address stands for its year. */
export const sameYear = ({ query }: VisitsRequest) => ({
  partnership: query.get('partnership') ?? undefined,
});

/** Where such a page leads back to: that partnership, or else the current year. */
export function whereFrom({ query }: VisitsRequest, more: Readonly<Record<string, string>> = {}): string {
  const partnership = query.get('partnership');
  return partnership === null ? hrefTo('visits', {}, more) : hrefTo('partnership', { partnership }, more);
}

/** Whether someone may change a facilitator's visits: the facilitator and directors may. */
export const mayPlanFor = (staff: StaffMember, facilitator: string): boolean =>
  isDirector(staff) || staff.email === facilitator;

export const mayChange = (staff: StaffMember, { facilitator }: Pick<Partnership, 'facilitator'>): boolean =>
  mayPlanFor(staff, facilitator.email);

/** For changes of a visit: only its facilitator and directors may make them. */
export const withOwnVisit = (respond: Respond<VisitRequest>) =>
  withVisit((request) =>
    mayChange(request.staff, request.partnership)
      ? respond(request)
      : notYours(request.staff, request.partnership.facilitator.name),
  );

/** For changes of a partnership's visits: only its facilitator and directors may make them. */
export const withOwnPartnership = (respond: Respond<PartnershipRequest>) =>
  withPartnership((request) =>
    mayChange(request.staff, request.partnership)
      ? respond(request)
      : notYours(request.staff, request.partnership.facilitator.name),
  );
