import { countOf } from '../../shared/domain/amounts.ts';
import type { Entrant } from '../../shared/domain/pairing/problem.ts';
import type { Plan } from './plan.ts';
import { sayPlace, sayPrice } from './words.tsx';

/** The partners that no host takes, each with why. */
export function Unplaced({ plan }: { readonly plan: Plan }) {
  if (plan.unplaced.length === 0) return <>Every partner has a host.</>;
  return (
    <ul class="govuk-list govuk-list--bullet">
      {plan.unplaced.map((partner) => (
        <li key={partner.id}>
          <b dir="auto">{partner.name}</b> ({sayPlace(partner)}): {sayWhyUnplaced(plan, partner)}
        </li>
      ))}
    </ul>
  );
}

/** "The places of all 7 hosts that may take it earn more with others. The least costly way in is P.S. 15: −310 …" */
function sayWhyUnplaced({ hosts, priceOf }: Plan, partner: Entrant): string {
  const allowed = hosts.flatMap(({ host, places, pairs }) => {
    const price = priceOf(partner.id, host.id);
    return price ? [{ host, price, free: places - pairs.length }] : [];
  });
  const cheapest = allowed.toSorted(
    (a, b) => a.price.places - b.price.places || a.price.points - b.price.points,
  )[0];
  if (!cheapest) return 'no host may take it: all are two levels away, or the pair was forbidden.';
  const roomy = allowed.filter(({ free }) => free > 0).length;
  if (roomy > 0)
    return `${countOf(roomy, 'host')} could take it; it is the plan as it was moved that leaves it out.`;
  const full = `the places of ${allowed.length === 1 ? 'the only host that may take it' : `all ${allowed.length} hosts that may take it`} earn more with others`;
  return `${full}. The least costly way in is ${cheapest.host.name}: ${sayPrice(cheapest.price)}.`;
}
