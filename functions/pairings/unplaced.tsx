import { countOf } from '../../shared/domain/base/wording.ts';
import type { Plan } from '../../shared/domain/pairing/explain/plan.ts';
import type { Entrant } from '../../shared/domain/pairing/problem.ts';
import { sayPlace, sayPrice } from './words.tsx';

/** The partners without a host, each with the reason. */
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

/** "the places at all 7 possible hosts go to partners who fit better. The lowest-cost option is P.S. 15: 310 points." */
function sayWhyUnplaced({ hosts, priceOf }: Plan, partner: Entrant): string {
  const allowed = hosts.flatMap(({ host, places, pairs }) => {
    const price = priceOf(partner.id, host.id);
    return price ? [{ host, price, free: places - pairs.length }] : [];
  });
  const cheapest = allowed.toSorted(
    (a, b) => a.price.places - b.price.places || a.price.points - b.price.points,
  )[0];
  if (!cheapest) return 'no host can take it. All are two grade levels away or must be kept apart.';
  const roomy = allowed.filter(({ free }) => free > 0).length;
  if (roomy > 0) return `${countOf(roomy, 'host')} could take it. It has no host because of your moves.`;
  const full = `the places at ${allowed.length === 1 ? 'the only possible host' : `all ${allowed.length} possible hosts`} go to partners who fit better`;
  return `${full}. The lowest-cost option is ${cheapest.host.name}: ${sayPrice(cheapest.price)}.`;
}
