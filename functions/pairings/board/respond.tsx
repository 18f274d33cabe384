import { offersFor, type Picked } from '#domain/pairing/explain/move-costs.ts';
import { planOf } from '#domain/pairing/explain/plan.ts';
import { type ProposedScenario, pairedProblem } from '#domain/pairing/scenario/scenario.ts';
import { type Answer, showErrors, showPage, showProblem } from '#http/answer.ts';
import type { FieldErrors } from '#http/fields.ts';
import { store } from '../access.ts';
import { nowhere } from '../forms.ts';
import { planShown } from '../proposal/json.ts';
import { type AboutProposal, withProposal } from '../scenario-access.ts';
import { BoardPage, type BoardPageProps } from './page.tsx';

/** Edit pairings. With `partner`, it shows the cost of each move; with `host` too, all partners in that move. */
export const board = withProposal(async (request) => {
  const { scenario, cycle } = request;
  const props = await propsOf(request, {});
  const { plan, picked, withdrawn } = props;
  return showPage(<BoardPage {...props} />, {
    ...planShown(scenario, plan, cycle.program),
    withdrawn: schoolsOfPlan(scenario).filter((id) => withdrawn.has(id)),
    ...(picked && { partner: picked.partner.id, offers: picked.offers.map(offerShown) }),
  });
});

type Trouble = { readonly errors?: FieldErrors; readonly trouble?: string };

async function propsOf(request: AboutProposal, { errors = {}, trouble }: Trouble): Promise<BoardPageProps> {
  const { scenario, cycle, query, fields } = request;
  const [published, explanations, withdrawn] = await Promise.all([
    store.publishedPairing(cycle.id),
    store.explanations(cycle.id, scenario.id),
    withdrawnSchools(cycle.id),
  ]);
  const plan = planOf(scenario);
  const picked = pick(scenario, fields.partner ?? query.get('partner'));
  const wanted = fields.host ?? query.get('host');
  const focusing = query.get('focus');
  return {
    request,
    plan,
    published,
    rulings: explanations?.rulings,
    withdrawn,
    picked,
    wanted: picked?.offers.find(({ host }) => (host?.id ?? nowhere) === wanted),
    focusing: plan.hosts.find(({ host }) => host.id === focusing),
    search: query.get('q')?.trim() ?? '',
    errors,
    trouble,
  };
}

/** IDs of the schools whose applications were withdrawn. */
async function withdrawnSchools(cycleId: string): Promise<ReadonlySet<string>> {
  const summaries = await store.summaries(cycleId);
  return new Set(summaries.filter(({ state }) => state === 'withdrawn').map(({ schoolId }) => schoolId));
}

function schoolsOfPlan(scenario: ProposedScenario): readonly string[] {
  const { hosts, partners } = pairedProblem(scenario);
  return [...hosts, ...partners].map(({ id }) => id);
}

function pick(scenario: ProposedScenario, partnerId: unknown): Picked | undefined {
  const partner = pairedProblem(scenario).partners.find(({ id }) => id === partnerId);
  return partner && { partner, offers: offersFor(scenario, partner) };
}

const offerShown = ({ host, score, ...offer }: Picked['offers'][number]) => ({
  host: host?.id ?? null,
  ...(score && { score: score.total }),
  ...offer,
});

/** The board with an invalid form, which keeps what the user typed. */
export const boardWithErrors = async (request: AboutProposal, errors: FieldErrors): Promise<Answer> =>
  showErrors(<BoardPage {...(await propsOf(request, { errors }))} />, errors);

/** The board after a change that wasn't made: the plan changed in between, or the change isn't possible (`errors`). */
export async function boardUnchanged(
  request: AboutProposal,
  title: string,
  errors?: FieldErrors,
): Promise<Answer> {
  const props = await propsOf(request, errors ? { errors } : { trouble: title });
  const invalid = Object.entries(errors ?? {}).map(([field, detail]) => ({ field, detail }));
  return showProblem(<BoardPage {...props} />, { status: errors ? 422 : 409, title, errors: invalid });
}
