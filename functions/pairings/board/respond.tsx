import { offersFor, type Picked } from '#domain/pairing/explain/offers.ts';
import { planOf } from '#domain/pairing/explain/plan.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import { type Answer, showPage, showProblem } from '#http/answer.ts';
import type { FieldErrors, Fields } from '#http/fields.ts';
import type { StaffRequest } from '#http/staff-access.tsx';
import { store } from '../access.ts';
import { planShown } from '../proposal/json.ts';
import { withProposal } from '../scenario-access.ts';
import { BoardPage } from './page.tsx';

/** Edit pairings. With `partner`, it shows the cost of each move. */
export const board = withProposal(async (request) => {
  const { scenario, cycle, query } = request;
  const [published, withdrawn] = await Promise.all([
    store.publishedPairing(cycle.id),
    withdrawnSchools(cycle.id),
  ]);
  const plan = planOf(scenario);
  const picked = pick(scenario, query.get('partner') ?? '');
  return showPage(
    <BoardPage
      request={request}
      scenario={scenario}
      plan={plan}
      published={published}
      withdrawn={withdrawn}
      picked={picked}
      values={{}}
      errors={{}}
    />,
    {
      id: scenario.id,
      version: scenario.version,
      ...planShown(plan, cycle.program),
      moves: scenario.moves,
      rulings: scenario.rulings,
      withdrawn: schoolsOfPlan(scenario).filter((id) => withdrawn.has(id)),
      ...(picked && { partner: picked.partner.id, offers: picked.offers.map(offerShown) }),
    },
  );
});

/** IDs of the schools whose applications were withdrawn. */
async function withdrawnSchools(cycleId: string): Promise<ReadonlySet<string>> {
  const summaries = await store.summaries(cycleId);
  return new Set(summaries.filter(({ state }) => state === 'withdrawn').map(({ schoolId }) => schoolId));
}

function schoolsOfPlan(scenario: ProposedScenario): readonly string[] {
  const { hosts, partners } = pairedProblem(scenario);
  return [...hosts, ...partners].map(({ id }) => id);
}

function pick(scenario: ProposedScenario, partnerId: string): Picked | undefined {
  const partner = pairedProblem(scenario).partners.find(({ id }) => id === partnerId);
  return partner && { partner, offers: offersFor(scenario, partner) };
}

const offerShown = ({ host, score, ...offer }: Picked['offers'][number]) => ({
  host: host?.id ?? null,
  ...(score && { score: score.total }),
  ...offer,
});

type Trouble = {
  readonly status: 409 | 422;
  readonly title: string;
  readonly errors?: FieldErrors;
  readonly published?: PublishedPairing | undefined;
};

/** The board again, with the errors. Nothing was changed, and the form keeps what the user typed. */
export async function boardWithTrouble(
  request: StaffRequest,
  scenario: ProposedScenario,
  fields: Fields,
  { status, title, errors = {}, published }: Trouble,
): Promise<Answer> {
  const plan = planOf(scenario);
  const withdrawn = await withdrawnSchools(request.cycle.id);
  const partner = typeof fields.partner === 'string' ? fields.partner : '';
  return showProblem(
    <BoardPage
      request={request}
      scenario={scenario}
      plan={plan}
      published={published}
      withdrawn={withdrawn}
      picked={pick(scenario, partner)}
      values={fields}
      errors={errors}
      trouble={status === 409 ? title : undefined}
    />,
    {
      status,
      title,
      errors: Object.entries(errors).map(([field, detail]) => ({ field, detail })),
    },
  );
}
