import { countOf, sayList } from '#domain/base/wording.ts';
import type { Remedy, TriedRemedy } from '#domain/pairing/explain/remedies.ts';
import type { Funnel, Shortage } from '#domain/pairing/explain/shortage.ts';
import type { WhyNot } from '#domain/pairing/explain/why-not.ts';
import { sayCounted } from '#domain/pairing/selection/problem.ts';
import { mustShareArea, type PairingRules } from '#domain/program/program.ts';

type Rules = Pick<PairingRules, 'focus'>;
/** A school's name, by its ID. */
type Names = (id: string) => string;

/** Why a partner has no host: "No host offers its focus areas.", then who competes with it. */
export function sayShortage({ partner, funnel, competition }: Shortage, rules: Rules, nameOf: Names): string {
  const why = sayFunnel(funnel, rules);
  if (!competition || competition.partners.length < 2 || competition.hosts.length === 0) return why;
  const others = competition.partners.filter((id) => id !== partner);
  const [rivals, hosts] = [
    sayNames(others, nameOf, 'other partner'),
    sayNames(
      competition.hosts.map(({ host }) => host),
      nameOf,
      'host',
    ),
  ];
  return `${why} It competes with ${rivals} for ${countOf(competition.places, 'place')} at ${hosts}.`;
}

const mostNamed = 6;

const sayNames = (ids: readonly string[], nameOf: Names, noun: string): string =>
  ids.length > mostNamed ? countOf(ids.length, noun) : sayList(ids.map(nameOf));

/** The first rule that leaves no host for a partner. */
function sayFunnel({ offering, atLevel, inReach, allowed, working, open }: Funnel, rules: Rules): string {
  const isShared = mustShareArea(rules);
  if (offering === 0) return 'No host offers its focus areas.';
  const able = isShared
    ? countOf(offering, 'host offers its focus areas', 'hosts offer its focus areas')
    : countOf(offering, 'host takes part', 'hosts take part');
  if (atLevel === 0) return `${able}, but not at its grade level or a neighboring one.`;
  if (inReach === 0) return `${able}, but ${offering === 1 ? 'it’s' : 'they’re'} too far away.`;
  if (allowed === 0)
    return `${able}, but ${offering === 1 ? 'the pair' : 'each pair'} is kept apart by a rule or scores too low.`;
  if (working === 0)
    return `In this plan, ${allowed === 1 ? 'the only host that could help it works' : `all ${allowed} hosts that could help it work`} on a different focus area or with a different grade level.`;
  const hosts =
    working === 1 ? 'The only possible host' : `${working === 2 ? 'Both' : `All ${working}`} possible hosts`;
  return open === 0
    ? `${hosts} ${working === 1 ? 'is' : 'are'} full, with partners who fit better.`
    : `${countOf(open, 'host has', 'hosts have')} an open place, but this plan scores higher.`;
}

/** Why a school wasn't chosen: "With it, the plan would score at least 388 points lower." */
export function sayWhyNot({ atLeastPoints, quotas, exact }: WhyNot): string {
  const points = exact ? exact.points : atLeastPoints;
  if (points === undefined) return 'No choice that meets all rules can include it.';
  const cost = exact ? sayLoss(points) : sayLeastLoss(points);
  const binding = quotas.slice(0, mostQuotas).map(({ quota }) => sayCounted(quota.atLeast, quota));
  const wanted = binding.length === 1 ? 'The quota' : 'The quotas';
  const favor = binding.length === 1 ? 'favors' : 'favor';
  return binding.length === 0 ? cost : `${cost} ${wanted} of ${sayList(binding)} ${favor} other schools.`;
}

const sayLoss = (points: number): string =>
  points === 0
    ? 'With it, the plan would score the same.'
    : `With it, the plan would score ${countOf(points, 'point')} lower.`;

/** Before the exact loss is known. */
const sayLeastLoss = (points: number): string =>
  points === 0
    ? 'With it, the plan might score just as high.'
    : `With it, the plan would score at least ${countOf(points, 'point')} lower.`;

const mostQuotas = 3;

/** "Allow Fir with Alder, although they share no focus area. Then Fir has a host, and the plan has 4,350 more points." */
export function sayRemedy(
  { remedy, placesGained, pointsGained, helped }: TriedRemedy,
  nameOf: Names,
): string {
  const whose = sayNames(helped, nameOf, 'partner');
  const who =
    helped.length === placesGained
      ? `${whose} ${helped.length === 1 ? 'has' : 'have'} a host`
      : `${countOf(placesGained, 'more partner')} can have a host`;
  const points = countOf(Math.abs(pointsGained), pointsGained < 0 ? 'fewer point' : 'more point');
  return `${sayChange(remedy, nameOf)} Then ${who}, and the plan has ${points}.`;
}

function sayChange(remedy: Remedy, nameOf: Names): string {
  const host = nameOf(remedy.host);
  switch (remedy.kind) {
    case 'exception':
      return `Allow ${nameOf(remedy.partner)} with ${host}, although they share no focus area.`;
    case 'one-more-place':
      return `Ask ${host} to take one more partner.`;
    case 'accept-host':
      return `Accept ${host} from the waitlist.`;
  }
}
