import { boundOf, unitsPerPoint } from '#domain/pairing/choice/bound.ts';
import { type Choosing, choosingOf } from '#domain/pairing/choice/offers.ts';
import { leavesOf, type ProvenLeaf } from '#domain/pairing/choice/proof.ts';
import { byQuota, isCounted, type SelectionQuota } from '#domain/pairing/selection/problem.ts';
import type { Role } from '#domain/program/program.ts';
import type { Answered } from './answered.ts';
import type { ChosenSchool, PlanChange } from './next-best.ts';

/** Why a candidate wasn't chosen in a role. */
export type WhyNot = ChosenSchool & {
  /** The plan would lose at least so many points with it. Absent if no choice can have it. */
  readonly atLeastPoints?: number;
  /** Quotas that the choice only just meets, and that the school wouldn't help to meet. The strongest first. */
  readonly quotas: readonly BindingQuota[];
  /** Once it is computed: what the plan loses, and who gives way. Points are absent if no choice can have the school. */
  readonly exact?: { readonly points?: number; readonly change?: PlanChange };
};

/** `pricePoints`: what one more school that counts would be worth. */
export type BindingQuota = { readonly quota: SelectionQuota; readonly pricePoints: number };

/**
 * What choosing each candidate would cost at least, at once: the prices of the proof bound every other choice, too
 * (Lagrangian bound). Hosts first, then partners, by ID. A school that was chosen in its other role isn't listed. None
 * if no schools were chosen. Without a proof, nothing is known, and each loses at least 0 points.
 */
export function whyNots(answered: Answered): readonly WhyNot[] {
  const { problem, terms, chosen, points, certificate } = answered;
  if (!terms) return [];
  const inside = new Set([...chosen.hosts, ...chosen.partners].map(({ id }) => id));
  const choosing = choosingOf(problem, terms);
  const leaves = certificate ? leavesOf(problem, choosing, certificate.proof) : [];
  const quotas = terms.quotas.toSorted(byQuota);
  const candidates = {
    host: new Map(problem.hosts.map((host) => [host.id, host])),
    partner: new Map(problem.partners.map((partner) => [partner.id, partner])),
  };
  const about = (role: Role, school: string, row: number): WhyNot[] => {
    const entrant = candidates[role].get(school);
    if (!entrant || inside.has(school)) return [];
    const closest = closestLeaf(choosing, leaves, role, row);
    if (certificate && !closest) return [{ school, role, quotas: [] }];
    const most = closest ? Math.floor(closest.units / unitsPerPoint) : points;
    const binding = quotas.flatMap((quota, index): BindingQuota[] => {
      const pricePoints = Math.round((closest?.leaf.prices.minimums[index] ?? 0) / unitsPerPoint);
      return pricePoints > 0 && !isCounted(quota, entrant, role) ? [{ quota, pricePoints }] : [];
    });
    return [
      {
        school,
        role,
        atLeastPoints: Math.max(0, points - most),
        quotas: binding.sort((a, b) => b.pricePoints - a.pricePoints),
      },
    ];
  };
  return [
    ...choosing.hosts.flatMap(({ id }, row) => about('host', id, row)),
    ...choosing.partners.flatMap(({ id }, row) => about('partner', id, row)),
  ];
}

/** The part of the proof that allows the most points with the school; undefined if none allows the school. */
function closestLeaf(choosing: Choosing, leaves: readonly ProvenLeaf[], role: Role, row: number) {
  const side = role === 'host' ? 'hosts' : 'partners';
  return leaves.reduce<{ readonly leaf: ProvenLeaf; readonly units: number } | undefined>((best, leaf) => {
    if (leaf.decided[side][row] === 'out') return best;
    const decided = { ...leaf.decided, [side]: leaf.decided[side].with(row, 'in') };
    const units = boundOf(choosing, leaf.prices, decided);
    return units < 0 || (best && best.units >= units) ? best : { leaf, units };
  }, undefined);
}
