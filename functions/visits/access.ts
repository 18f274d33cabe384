import { parseReference } from '#domain/admission/application.ts';
import type { StaffMember } from '#domain/base/person.ts';
import type { CalendarDate } from '#domain/base/time.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Visit } from '#domain/partnership/visit.ts';
import type { Cycle } from '#domain/program/cycle.ts';
import { cycleUnderWay } from '#domain/program/school-year.ts';
import { facilitatorsIn, type Setting, todayIn } from '#domain/visits/schedule.ts';
import type { Answer } from '#http/answer.ts';
import { readSigningKeys } from '#http/env.ts';
import type { Words } from '#http/problem-pages.tsx';
import type { Request } from '#http/request.ts';
import { isDirector, type StaffRequest, staffDoors, staffProblem } from '#http/staff-access.tsx';
import { openCycles } from '#store/cycles.ts';
import { openTable } from '#store/dynamo-table.ts';
import { openPartnerships } from '#store/partnerships.ts';
import { openSessions } from '#store/sessions.ts';
import { openVisitYears } from '#store/visit-years.ts';
import { namesIn } from '#text/visits.ts';
import { readEnv } from './env.ts';
import { noPartnership, notYours, noVisit, toVisits } from './refusals.tsx';
import { doneWords } from './text.tsx';

const env = readEnv();

export const origin = env.ORIGIN;
/** They sign calendar links. */
export const linkKeys = readSigningKeys(env.LINK_KEYS);
const table = openTable(env.TABLE_NAME);
export const store = {
  ...openCycles(table),
  ...openPartnerships(table),
  ...openVisitYears(table),
  ...openSessions(table),
};

/** The cycle of the partnership in the address, or else the cycle whose school year is under way. */
async function cycleOf({ parameters, query, now }: Request): Promise<Cycle | undefined> {
  const named = parseReference(parameters.partnership ?? query.get('partnership') ?? '');
  const cycle = named && (await store.cycle(named.cycleId));
  return cycle ?? cycleUnderWay(await store.lastTwoCycles(), now);
}

const { forStaff } = staffDoors({ env, sessions: store, cycleOf, doneWords });

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

/** A request about one facilitator's visits. */
export type FacilitatorRequest = VisitsRequest & { readonly facilitator: string };

/** The facilitator in the form or the address, or else the signed-in one, or else the first; undefined if there is no match. */
function facilitatorFrom({ fields, query, staff, setting }: VisitsRequest): string | undefined {
  const known = facilitatorsIn(setting);
  const asked = fields.facilitator ?? query.get('facilitator') ?? undefined;
  const named = String(asked ?? staff.email).toLowerCase();
  return known.includes(named) ? named : asked === undefined ? known[0] : undefined;
}

/** For what is one facilitator's own. Only they and directors may change it. `missing` is the answer if there is no match. */
export const withFacilitator = (
  what: 'days-off' | 'schedule',
  missing: Words,
  respond: Respond<FacilitatorRequest>,
) =>
  withSetting((request) => {
    const { staff, setting } = request;
    const facilitator = facilitatorFrom(request);
    if (facilitator === undefined) return staffProblem(staff, { ...missing, to: toVisits });
    return mayPlanFor(staff, facilitator)
      ? respond({ ...request, facilitator })
      : notYours(staff, namesIn(setting.partnerships).facilitator(facilitator), what);
  });
