import type { Plan } from '#domain/pairing/explain/plan.ts';
import { PartnershipMap } from '#ui/charts/partnership-map.tsx';

/** A map of the pairs. Hosts without partners aren't shown. */
export const PlanMap = ({ plan }: { readonly plan: Pick<Plan, 'hosts' | 'unplaced'> }) => (
  <PartnershipMap
    title="Map"
    hosts={plan.hosts
      .filter(({ pairs }) => pairs.length > 0)
      .map(({ number, host, pairs }) => ({
        ...host,
        number,
        partners: pairs.map(({ partner }) => partner),
      }))}
    unplaced={plan.unplaced}
  />
);
