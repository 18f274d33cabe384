import { type Change, type Refusal, refuse } from '../change.ts';
import type { PublishedPairing } from '../partnership.ts';
import type { NamedStaff } from '../person.ts';
import type { Facilitator } from '../roster.ts';
import type { Instant } from '../time.ts';
import { type BoardRefusal, changed, whyNotOnBoard } from './board.ts';
import { assignFacilitators } from './facilitators.ts';
import { hostsWithPartners, type ProposedScenario, pairedProblem, type Scenario } from './scenario.ts';

/** How directors assign facilitators to partnerships. */

/**
 * Assigns a facilitator to every host with partners, evenly and close by. Hosts keep a facilitator who is still on
 * the roster.
 */
export function assignAllFacilitators(
  scenario: Scenario,
  facilitators: readonly Facilitator[],
  staff: NamedStaff,
  now: Instant,
  published: PublishedPairing | undefined,
): Change<ProposedScenario> | Refusal<BoardRefusal | 'no-facilitators'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  if (facilitators.length === 0) return refuse('no-facilitators');
  const hosts = hostsWithPartners(scenario).map(({ host, partners }) => ({
    id: host.id,
    region: host.region,
    partners: partners.length,
  }));
  const given = assignFacilitators(hosts, facilitators, scenario.facilitators);
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
): Change<ProposedScenario> | Refusal<BoardRefusal | 'unknown-school'> {
  const why = whyNotOnBoard(scenario, published);
  if (why || scenario.state !== 'proposed') return refuse(why ?? 'not-proposed');
  if (!pairedProblem(scenario).hosts.some(({ id }) => id === host)) return refuse('unknown-school');
  const facilitators = { ...scenario.facilitators, [host]: facilitator.email };
  return changed({ ...scenario, facilitators }, 'facilitator-assigned', staff, now, host);
}
