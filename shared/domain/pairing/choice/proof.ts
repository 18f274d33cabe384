import type { PairingProblem, Proof } from '#domain/pairing/problem.ts';
import { perfectScore } from '#domain/program/program.ts';
import { boundOf, type Prices, unitsPerPoint } from './bound.ts';
import { type Decided, decide, type Split, undecided } from './decisions.ts';
import type { Choosing } from './offers.ts';
import type { Branch } from './tree.ts';

const coarseness = [1, 4, 16, 256, unitsPerPoint];

/** The proof in a finished tree, with prices as coarse as still prove it. `placed` partners have no lock. */
export function proofOf(
  problem: PairingProblem,
  choosing: Choosing,
  tree: Branch,
  points: number,
  placed?: number,
): Proof {
  const { hosts, partners, picking } = choosing;
  const isProven = (prices: Prices, decided: Decided) =>
    boundOf(choosing, prices, decided, placed) < unitsPerPoint * (points + 1);

  const visit = (branch: Branch, decided: Decided): Proof => {
    const { split, yes, no } = branch;
    // The best plan was found after some splits, which are then not needed.
    if (!split || !yes || !no || isProven(branch.prices, decided)) return leaf(branch.prices, decided);
    return {
      split: nameOf(split),
      yes: visit(yes, decide(choosing, decided, split, 'yes')),
      no: visit(no, decide(choosing, decided, split, 'no')),
    };
  };
  const nameOf = (split: NonNullable<Branch['split']>) => {
    if ('partner' in split) return { partner: partners[split.partner]?.id ?? '' };
    const host = hosts[split.host];
    const { takes, focus } = host?.offers[split.offer] ?? {};
    return { host: host?.id ?? '', ...(takes && { takes }), ...(focus !== undefined && { focus }) };
  };
  const leaf = (prices: Prices, decided: Decided): Proof => {
    const per = coarseness.find((one) => isProven(rounded(prices, unitsPerPoint / one), decided));
    if (per === undefined) throw new Error('The prices of a finished branch prove nothing.');
    const inParts = (units: number) => Math.round((units * per) / unitsPerPoint) + 0;
    const settled = settledPrices(problem, choosing, per);
    const own = partners.map(({ id }, index) => [id, inParts(prices.partners[index] ?? 0)] as const);
    return {
      per,
      partners: Object.fromEntries([...own.filter(([, price]) => price !== 0), ...settled.partners]),
      ...(picking
        ? {
            minimums: [
              ...prices.minimums.slice(0, prices.minimums.length - problem.locks.length).map(inParts),
              ...settled.minimums,
            ],
            eitherRole: Object.fromEntries([
              ...picking.eitherRole.map(
                ([, partner], index) =>
                  [partners[partner]?.id ?? '', inParts(prices.eitherRole[index] ?? 0)] as const,
              ),
              ...settled.eitherRole,
            ]),
          }
        : { place: inParts(prices.place) }),
    };
  };
  return visit(tree, undecided(choosing));
}

/** A part of a proof: what it decided, and the prices that bound every plan in it. */
export type ProvenLeaf = { readonly decided: Decided; readonly prices: Prices };

/** The leaves of a proof. Prices of locked partners are left out: those are settled beforehand. */
export function leavesOf(problem: PairingProblem, choosing: Choosing, proof: Proof): readonly ProvenLeaf[] {
  const { hosts, partners, picking } = choosing;
  const splitNamed = (split: Extract<Proof, { readonly split: unknown }>['split']): Split => {
    if ('partner' in split) return { partner: partners.findIndex(({ id }) => id === split.partner) };
    const host = hosts.findIndex(({ id }) => id === split.host);
    const offer = hosts[host]?.offers.findIndex(
      ({ takes, focus }) => takes === split.takes && focus === split.focus,
    );
    return { host, offer: offer ?? -1 };
  };
  const visit = (node: Proof, decided: Decided): readonly ProvenLeaf[] => {
    if ('split' in node) {
      const split = splitNamed(node.split);
      return (['yes', 'no'] as const).flatMap((side) =>
        visit(node[side], decide(choosing, decided, split, side)),
      );
    }
    const { per, place = 0, minimums = [], eitherRole = {} } = node;
    const inUnits = (price = 0) => (price * unitsPerPoint) / per;
    const own = (picking?.minimums.length ?? 0) - problem.locks.length;
    const prices: Prices = {
      partners: Float64Array.from(partners, ({ id }) => inUnits(node.partners[id])),
      place: inUnits(place),
      minimums: (picking?.minimums ?? []).map((_, index) => (index < own ? inUnits(minimums[index]) : 0)),
      eitherRole: (picking?.eitherRole ?? []).map(([, partner]) =>
        inUnits(eitherRole[partners[partner]?.id ?? '']),
      ),
    };
    return [{ decided, prices }];
  };
  return visit(proof, undecided(choosing));
}

const rounded = (prices: Prices, step: number): Prices => {
  const round = (units: number) => Math.round(units / step) * step;
  return {
    partners: prices.partners.map(round),
    place: round(prices.place),
    minimums: prices.minimums.map(round),
    eitherRole: prices.eitherRole.map(round),
  };
};

/**
 * Prices for locked partners, which the solver settles beforehand: so low that their hosts always take them, and so
 * dear to leave out that they are always chosen, as partners.
 */
function settledPrices({ hosts, locks }: PairingProblem, { partners }: Choosing, per: number) {
  const huge = 2 * perfectScore * (partners.length + hosts.length + locks.length + 1) * per;
  const asHosts = new Set(hosts.map(({ id }) => id));
  return {
    partners: locks.map(({ partner }) => [partner, -huge] as const),
    minimums: locks.map(() => 3 * huge),
    eitherRole: locks
      .filter(({ partner }) => asHosts.has(partner))
      .map(({ partner }) => [partner, huge] as const),
  };
}
