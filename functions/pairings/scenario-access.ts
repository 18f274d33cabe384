import { parseReference } from '#domain/admission/application.ts';
import type { Change, Refusal } from '#domain/base/change.ts';
import type { StaffRole } from '#domain/base/person.ts';
import type { ScenarioEvent } from '#domain/pairing/events.ts';
import type { ProposedScenario, Scenario } from '#domain/pairing/scenario/scenario.ts';
import type { ActivePartnership, Partnership, PublishedPairing } from '#domain/partnership/partnership.ts';
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

type Answering<S, R> = {
  readonly done: (scenario: S) => Answer;
  readonly refused: (why: R, published: PublishedPairing | undefined) => Answer | Promise<Answer>;
};

/** For types that aren't known yet, which `isRefusal` can't take apart. */
const isRefused = <S extends Scenario, R extends string>(outcome: S | Refusal<R>): outcome is Refusal<R> =>
  'refused' in outcome;

/** Revises a request's scenario and answers. `decide` also gets the published pairing: after it, nothing changes. */
export async function changeScenario<S extends Scenario, R extends string>(
  { cycle, scenario: { id }, staff }: AboutScenario,
  decide: (
    scenario: Scenario,
    published: PublishedPairing | undefined,
  ) => Change<S, ScenarioEvent> | Refusal<R>,
  { done, refused }: Answering<S, R>,
): Promise<Answer> {
  const published = await store.publishedPairing(cycle.id);
  const outcome = await revising(
    {
      read: () => store.scenario(cycle.id, id),
      commit: (change: Change<S, ScenarioEvent>) => store.commitScenario(change),
      called: `Scenario ${id}`,
    },
    (scenario) => decide(scenario, published),
  );
  if (!outcome) return noScenario(staff);
  return isRefused(outcome) ? refused(outcome.refused, published) : done(outcome);
}

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

export type ActivePartnershipRequest = PartnershipRequest & { readonly partnership: ActivePartnership };

/** For directors' changes of a partnership. Says why nothing changes in one that has ended. */
export const withActivePartnership = (
  ended: (request: PartnershipRequest) => Answer,
  respond: (request: ActivePartnershipRequest) => Promise<Answer>,
): Responder =>
  withPartnership(['director'], (request) => {
    const { partnership } = request;
    return partnership.state === 'active' ? respond({ ...request, partnership }) : ended(request);
  });
