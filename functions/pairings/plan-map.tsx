import { PartnershipMap } from '../../shared/ui/partnership-map.tsx';
import type { Plan } from './plan.ts';

/** Who goes to whom, on a map; hosts without partners are left out. */
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
