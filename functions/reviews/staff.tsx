import { whyKeptFrom } from '../../shared/domain/access.ts';
import { type Application, parseReference } from '../../shared/domain/application.ts';
import type { Cycle } from '../../shared/domain/cycle.ts';
import type { StaffMember, StaffRole } from '../../shared/domain/person.ts';
import type { Roster } from '../../shared/domain/roster.ts';
import type { Answer } from '../http/answer.ts';
import type { Responder } from '../http/handler.ts';
import type { Request } from '../http/request.ts';
import { signedInStaff } from '../http/sessions.ts';
import { session, store } from './context.ts';
import { keptFrom, noApplication, noCycle, notForRole, notSignedIn } from './refusals.tsx';

/** A request of somebody who may come in, and the cycle that staff work on. */
export type StaffRequest = Request & { readonly staff: StaffMember; readonly cycle: Cycle };

/** The same, about one application that this person may see. `cycle` is the application's own. */
export type AboutApplication = StaffRequest & {
  readonly application: Application;
  readonly roster: Roster;
};

type Respond<R> = (request: R) => Answer | Promise<Answer>;

export const isDirector = (staff: StaffMember): boolean => staff.roles.includes('director');

const mayComeIn = (staff: StaffMember, roles: readonly StaffRole[]) =>
  roles.some((role) => staff.roles.includes(role));

/** For pages of the console: whoever is not signed in is sent to sign in and comes back, a wrong role is refused. */
const forRoles =
  (roles: readonly StaffRole[], respond: Respond<Request & { readonly staff: StaffMember }>): Responder =>
  (request) => {
    const staff = signedInStaff(session, request);
    if (!staff) return notSignedIn(request);
    return mayComeIn(staff, roles) ? respond({ ...request, staff }) : notForRole(staff, roles);
  };

/** For pages about the cycle that opened last. */
export const forStaff = (roles: readonly StaffRole[], respond: Respond<StaffRequest>): Responder =>
  forRoles(roles, async (request) => {
    const cycle = await store.currentCycle();
    return cycle ? respond({ ...request, cycle }) : noCycle(request.staff);
  });

/** For pages of one application: nobody with a conflict, and nobody who stepped back from it, gets to see it. */
export const withApplication = (roles: readonly StaffRole[], respond: Respond<AboutApplication>): Responder =>
  forRoles(roles, async (request) => {
    const { staff, parameters } = request;
    const opened = await openFor(staff, parameters.reference ?? '');
    return 'status' in opened ? opened : respond({ ...request, ...opened });
  });

type Opened = Pick<AboutApplication, 'application' | 'roster' | 'cycle'>;

/** One application with what belongs to it, or the page that says why `staff` do not get to see it. */
export async function openFor(staff: StaffMember, reference: string): Promise<Opened | Answer> {
  const cycleId = parseReference(reference)?.cycleId;
  if (cycleId === undefined) return noApplication(staff);
  const [application, cycle, roster] = await Promise.all([
    store.application(reference),
    store.cycle(cycleId),
    store.roster(cycleId),
  ]);
  if (!application || !cycle) return noApplication(staff);
  const why = whyKeptFrom(application, staff, roster);
  return why ? keptFrom(staff, why) : { application, cycle, roster };
}
