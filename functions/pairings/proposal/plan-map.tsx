import type { DefendedPair, Plan } from '#domain/pairing/explain/plan.ts';
import { areaMet } from '#domain/pairing/score.ts';
import { type Program, polygonsOf } from '#domain/program/program.ts';
import { hrefTo } from '#routes.ts';
import { type FocusFit, type MapPartner, PartnershipMap } from '#ui/charts/partnership-map.tsx';
import { partnerRow } from './partnership-cards.tsx';

type PlanMapProps = {
  readonly scenario: string;
  readonly plan: Pick<Plan, 'hosts' | 'unplaced'>;
  readonly program: Pick<Program, 'pairing' | 'distanceUnit' | 'regionOutlines'>;
};

/** A map of the pairs. Hosts without partners aren't shown. */
export const PlanMap = ({ scenario, plan, program }: PlanMapProps) => (
  <PartnershipMap
    title="Map"
    list="#partnerships"
    unit={program.distanceUnit}
    outlines={program.regionOutlines ? polygonsOf(program.regionOutlines) : []}
    hosts={plan.hosts
      .filter(({ pairs }) => pairs.length > 0)
      .map(({ number, host, pairs }) => ({
        ...host,
        number,
        href: `#host-${number}`,
        partners: pairs.map((pair) => mapped(pair, program)),
      }))}
    unplaced={plan.unplaced.map((partner) => ({
      ...partner,
      href: `${hrefTo('board', { scenario }, { partner: partner.id })}#prices`,
    }))}
  />
);

function mapped(pair: DefendedPair, program: PlanMapProps['program']): MapPartner {
  const match = matchOf(pair, program);
  return { ...pair.partner, href: `#${partnerRow(pair.partner.id)}`, ...(match && { match }) };
}

/** Undefined if areas are only a weight. */
function matchOf({ host, partner, isException }: DefendedPair, { pairing }: Pick<Program, 'pairing'>) {
  if (isException) return 'exception';
  const met = areaMet(pairing, host, partner);
  return met && ((met.choice === 0 ? 'first' : 'second') satisfies FocusFit);
}
