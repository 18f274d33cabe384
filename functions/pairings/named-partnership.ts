import { parseReference } from '../../shared/domain/admission/application.ts';
import type { StaffRole } from '../../shared/domain/base/person.ts';
import type { Partnership } from '../../shared/domain/partnership/partnership.ts';
import type { Answer } from '../http/answer.ts';
import type { Responder } from '../http/handler.ts';
import type { StaffRequest } from '../http/staff.tsx';
import { forRoles, store } from './context.ts';
import { noPartnership } from './refusals.tsx';

/** A request about one partnership. `cycle` is the partnership's own cycle, which may not be the latest. */
export type PartnershipRequest = StaffRequest & { readonly partnership: Partnership };

/** For pages about one partnership. The address names it by its host's application number. */
export const withPartnership = (
  roles: readonly StaffRole[],
  respond: (request: PartnershipRequest) => Answer | Promise<Answer>,
): Responder =>
  forRoles(roles, async (request) => {
    const { staff, parameters } = request;
    const named = parseReference(parameters.partnership ?? '');
    if (!named) return noPartnership(staff);
    const [cycle, partnership] = await Promise.all([
      store.cycle(named.cycleId),
      store.partnership(named.cycleId, named.schoolId),
    ]);
    return cycle && partnership ? respond({ ...request, cycle, partnership }) : noPartnership(staff);
  });
