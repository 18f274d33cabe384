import type { Facilitator } from '#domain/admission/roster.ts';
import { type Change, type Refusal, refuse } from '#domain/base/change.ts';
import type { NamedStaff } from '#domain/base/person.ts';
import type { Instant } from '#domain/base/time.ts';
import { inOrder } from '#domain/pairing/problem.ts';
import type { PublishedPairing } from '#domain/partnership/partnership.ts';
import type { ScenarioEvent } from '../events.ts';
import { type BoardRefusal, changed, whyNotOnBoard } from './move.ts';
import { hostsWithPartners, type ProposedScenario, pairedProblem, type Scenario } from './scenario.ts';

/** A host that needs a facilitator, and its number of partners. Each partner means eight visits to attend. */
type HostToFacilitate = { readonly id: string; readonly region: string; readonly partners: number };

/**
 * Distributes the hosts, those with the most partners first. Each goes to the least busy facilitator of its region,
 * as long as that person stays within an even share of all partners; otherwise to the least busy of all. So no one
 * has more than an even share plus one host. Hosts in `given` keep a facilitator who is still there. Returns email
 * addresses by host. The order of the inputs does not matter.
 */
export function assignFacilitators(
  hosts: readonly HostToFacilitate[],
  facilitators: readonly Facilitator[],
  given: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  const loads = new Map(facilitators.map(({ email }) => [email, 0]));
  const loadOf = ({ email }: Facilitator) => loads.get(email) ?? 0;
  const evenShare = Math.ceil(sumOf(hosts) / Math.max(1, facilitators.length));
  const assigned = new Map<string, string>();
  const assign = (host: HostToFacilitate, email: string) => {
    assigned.set(host.id, email);
    loads.set(email, (loads.get(email) ?? 0) + host.partners);
  };
  const byLoad = (a: Facilitator, b: Facilitator) => loadOf(a) - loadOf(b) || inOrder(a.email, b.email);
  const open: HostToFacilitate[] = [];
  for (const host of hosts) {
    const email = given[host.id];
    if (email !== undefined && loads.has(email)) assign(host, email);
    else open.push(host);
  }
  open.sort((a, b) => b.partners - a.partners || inOrder(a.id, b.id));
  for (const host of open) {
    const free = facilitators.toSorted(byLoad);
    const near = free.find(
      (one) => one.regions.includes(host.region) && loadOf(one) + host.partners <= evenShare,
    );
    const chosen = near ?? free[0];
    if (chosen) assign(host, chosen.email);
  }
  return Object.fromEntries([...assigned].sort(([a], [b]) => inOrder(a, b)));
}

const sumOf = (hosts: readonly HostToFacilitate[]): number =>
  hosts.reduce((sum, { partners }) => sum + partners, 0);

/** How directors assign facilitators to partnerships. */

/**
 * Assigns a facilitator to every host with partners, evenly and close by. Hosts keep a facilitator who is still on
 * the roster. Nothing changes if every host keeps theirs.
 */
export function assignAllFacilitators(
  scenario: Scenario,
  facilitators: readonly Facilitator[],
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario, ScenarioEvent> | Refusal<BoardRefusal | 'no-facilitators'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  if (facilitators.length === 0) return refuse('no-facilitators');
  const hosts = hostsWithPartners(scenario).map(({ host, partners }) => ({
    id: host.id,
    region: host.region,
    partners: partners.length,
  }));
  const given = assignFacilitators(hosts, facilitators, scenario.facilitators);
  const before = scenario.facilitators;
  const isSame = Object.keys({ ...before, ...given }).every((host) => before[host] === given[host]);
  if (isSame) return { after: scenario, events: [] };
  return changed({ ...scenario, facilitators: given }, 'facilitator-assigned', staff, now);
}

/** Assigns a facilitator to one host by hand. */
export function assignFacilitator(
  scenario: Scenario,
  host: string,
  facilitator: Facilitator,
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario, ScenarioEvent> | Refusal<BoardRefusal | 'unknown-school'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  if (!pairedProblem(scenario).hosts.some(({ id }) => id === host)) return refuse('unknown-school');
  const facilitators = { ...scenario.facilitators, [host]: facilitator.email };
  return changed({ ...scenario, facilitators }, 'facilitator-assigned', staff, now, host);
}
