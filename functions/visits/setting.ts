import type { Partnership } from '../../shared/domain/partnership.ts';
import type { StaffMember } from '../../shared/domain/person.ts';
import type { CalendarDate } from '../../shared/domain/time.ts';
import type { Visit } from '../../shared/domain/visits/visit.ts';
import { type Setting, todayIn } from '../../shared/domain/visits/year-problem.ts';
import type { Answer } from '../http/answer.ts';
import { isDirector, type StaffRequest } from '../http/staff.tsx';
import { hrefTo } from '../routes.ts';
import { forStaff, store } from './context.ts';
import { noPartnership, notYours, noVisit } from './refusals.tsx';

/** A request about the year of visits, with all of it as it stands now. */
export type VisitsRequest = StaffRequest & { readonly setting: Setting; readonly today: CalendarDate };

/** The same about one partnership. */
export type PartnershipRequest = VisitsRequest & { readonly partnership: Partnership };

/** The same about one visit of it. */
export type VisitRequest = PartnershipRequest & { readonly visit: Visit };

type Respond<R> = (request: R) => Answer | Promise<Answer>;

/** For pages about the whole year: facilitators and directors see all of it. */
export const withSetting = (respond: Respond<VisitsRequest>) =>
  forStaff(['facilitator', 'director'], async (request) => {
    const { cycle, now } = request;
    const [year, partnerships] = await Promise.all([store.visitYear(cycle.id), store.partnerships(cycle.id)]);
    const setting: Setting = { cycle, year, partnerships };
    return respond({ ...request, setting, today: todayIn(setting, now) });
  });

/** For pages about one partnership, named by the reference of its host. */
const withPartnership = (respond: Respond<PartnershipRequest>) =>
  withSetting((request) => {
    const { setting, parameters, staff } = request;
    const partnership = setting.partnerships.find(({ host }) => host.reference === parameters.partnership);
    return partnership ? respond({ ...request, partnership }) : noPartnership(staff);
  });

/** For pages about one visit, named by its number. */
export const withVisit = (respond: Respond<VisitRequest>) =>
  withPartnership((request) => {
    const { partnership, parameters, staff } = request;
    const visit = partnership.visits.find(({ number }) => String(number) === parameters.visit);
    return visit ? respond({ ...request, visit }) : noVisit(staff, partnership);
  });

/**
 * What the addresses of a page about another year than the one under way carry: the partnership by which that year was
 * named.
 */
export const sameYear = ({ query }: VisitsRequest) => ({
  partnership: query.get('partnership') ?? undefined,
});

/** Where such a page leads back to: that partnership; otherwise the year under way. */
export function whereFrom({ query }: VisitsRequest, more: Readonly<Record<string, string>> = {}): string {
  const partnership = query.get('partnership');
  return partnership === null ? hrefTo('visits', {}, more) : hrefTo('partnership', { partnership }, more);
}

/** Whether somebody may change the year of a facilitator: it is their own, or they direct. */
export const mayPlanFor = (staff: StaffMember, facilitator: string): boolean =>
  isDirector(staff) || staff.email === facilitator;

/** Whether somebody may change the visits of a partnership. */
export const mayChange = (staff: StaffMember, { facilitator }: Pick<Partnership, 'facilitator'>): boolean =>
  mayPlanFor(staff, facilitator.email);

/** For what changes a visit: only its facilitator and directors do. */
export const withOwnVisit = (respond: Respond<VisitRequest>) =>
  withVisit((request) =>
    mayChange(request.staff, request.partnership)
      ? respond(request)
      : notYours(request.staff, request.partnership.facilitator.name),
  );

/** For what changes a partnership's year: only its facilitator and directors do. */
export const withOwnPartnership = (respond: Respond<PartnershipRequest>) =>
  withPartnership((request) =>
    mayChange(request.staff, request.partnership)
      ? respond(request)
      : notYours(request.staff, request.partnership.facilitator.name),
  );
