import { parseReference } from '#domain/admission/application.ts';
import type { Change, Refusal } from '#domain/base/change.ts';
import type { StaffRole } from '#domain/base/person.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { ProposedScenario, Scenario } from '#domain/pairing/scenario/scenario.ts';
import type { Partnership } from '#domain/partnership/partnership.ts';
import type { Answer } from '#http/answer.ts';
import type { Responder } from '#http/handler.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { revising } from '#store/commit.ts';
import { forRoles, forStaff, store } from './access.ts';
import { noPartnership, noScenario, notProposed } from './refusals.tsx';

type About<S extends Scenario> = StaffRequest & { readonly scenario: S };
type Respond<R> = (request: R) => Answer | Promise<Answer>;

/** For a director's pages about one scenario of the latest cycle. */
export const withScenario = (respond: Respond<About<Scenario>>): Responder =>
  forStaff(['director'], async (request) => {
    const scenario = await store.scenario(request.cycle.id, request.parameters.scenario ?? '');
    return scenario ? respond({ ...request, scenario }) : noScenario(request.staff);
  });

/** The same, but only if the scenario has a proposal. */
export const withProposal = (respond: Respond<About<ProposedScenario>>): Responder =>
  withScenario((request) => {
    const { scenario, staff } = request;
    return scenario.state === 'proposed'
      ? respond({ ...request, scenario })
      : notProposed(staff, scenario.id);
  });

export type AboutScenario = About<Scenario>;
export type AboutProposal = About<ProposedScenario>;

/** Revises a scenario of a cycle: see `revising`. */
export const reviseScenario = <S extends Scenario, R extends string>(
  cycleId: string,
  id: string,
  decide: (scenario: Scenario) => Change<S, ScenarioEvent> | Refusal<R>,
): Promise<S | Refusal<R> | undefined> =>
  revising(
    {
      read: () => store.scenario(cycleId, id),
      commit: (change: Change<S, ScenarioEvent>) => store.commitScenario(change),
      called: `Scenario ${id}`,
    },
    decide,
  );

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
