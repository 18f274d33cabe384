import type { Cycle } from '../../shared/domain/cycle.ts';
import type { StaffMember, StaffRole } from '../../shared/domain/person.ts';
import type { Answer } from './answer.ts';
import type { Responder } from './handler.ts';
import type { Request } from './request.ts';
import { type SessionConfig, signedInStaff } from './sessions.ts';
import { noCycle, notForRole, notSignedIn } from './staff-refusals.tsx';

/** A request of somebody of the staff who may come in. */
export type SignedInRequest = Request & { readonly staff: StaffMember };

/** The same, with the cycle that staff work on. */
export type StaffRequest = SignedInRequest & { readonly cycle: Cycle };

type Respond<R> = (request: R) => Answer | Promise<Answer>;

export const isDirector = (staff: StaffMember): boolean => staff.roles.includes('director');

const mayComeIn = (staff: StaffMember, roles: readonly StaffRole[]) =>
  roles.some((role) => staff.roles.includes(role));

/** What the doors of the console ask: who is signed in, and which cycle a request is about. */
export type Doorkeeping = {
  readonly session: SessionConfig;
  readonly cycleOf: (request: Request) => Promise<Cycle | undefined>;
};

/** The doors of one function's part of the console. */
export function staffDoors({ session, cycleOf }: Doorkeeping) {
  /** Whoever is not signed in is sent to sign in and comes back, a wrong role is refused. */
  const forRoles =
    (roles: readonly StaffRole[], respond: Respond<SignedInRequest>): Responder =>
    (request) => {
      const staff = signedInStaff(session, request);
      if (!staff) return notSignedIn(request);
      return mayComeIn(staff, roles) ? respond({ ...request, staff }) : notForRole(staff, roles);
    };

  /** For pages about a cycle. */
  const forStaff = (roles: readonly StaffRole[], respond: Respond<StaffRequest>): Responder =>
    forRoles(roles, async (request) => {
      const cycle = await cycleOf(request);
      return cycle ? respond({ ...request, cycle }) : noCycle(request.staff);
    });

  return { forRoles, forStaff };
}
