import type { StaffMember, StaffRole } from '../../shared/domain/base/person.ts';
import type { Cycle } from '../../shared/domain/program/cycle.ts';
import type { Answer } from './answer.ts';
import type { Responder } from './handler.ts';
import type { Request } from './request.ts';
import { type SessionConfig, signedInStaff } from './sessions.ts';
import { noCycle, notForRole, notSignedIn } from './staff-refusals.tsx';

/** A request from a signed-in staff member with a suitable role. */
type SignedInRequest = Request & { readonly staff: StaffMember };

/** The same, with its cycle. */
export type StaffRequest = SignedInRequest & { readonly cycle: Cycle };

type Respond<R> = (request: R) => Answer | Promise<Answer>;

export const isDirector = (staff: StaffMember): boolean => staff.roles.includes('director');

const mayComeIn = (staff: StaffMember, roles: readonly StaffRole[]) =>
  roles.some((role) => staff.roles.includes(role));

/** Where the guards of staff pages find the session and the cycle of a request. */
type Doorkeeping = {
  readonly session: SessionConfig;
  readonly cycleOf: (request: Request) => Promise<Cycle | undefined>;
};

/** The guards of one function's staff pages. */
export function staffDoors({ session, cycleOf }: Doorkeeping) {
  /** Sends people who are not signed in to sign in and back. Refuses other roles. */
  const forRoles =
    (roles: readonly StaffRole[], respond: Respond<SignedInRequest>): Responder =>
    (request) => {
      const staff = signedInStaff(session, request);
      if (!staff) return notSignedIn(request);
      return mayComeIn(staff, roles) ? respond({ ...request, staff }) : notForRole(staff, roles);
    };

  /** The same, for pages about a cycle. */
  const forStaff = (roles: readonly StaffRole[], respond: Respond<StaffRequest>): Responder =>
    forRoles(roles, async (request) => {
      const cycle = await cycleOf(request);
      return cycle ? respond({ ...request, cycle }) : noCycle(request.staff);
    });

  return { forRoles, forStaff };
}
