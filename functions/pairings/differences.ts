import { currentPairing, type ProposedScenario } from '../../shared/domain/pairing/scenario.ts';

/** A school that one plan places elsewhere than the other; undefined where it has no host there. */
export type Difference = {
  readonly partner: string;
  readonly hosts: readonly [one: string | undefined, other: string | undefined];
  /** Whether the plan knows the school at all: where schools are chosen, it may not have been. */
  readonly isIn: readonly [boolean, boolean];
};

/** Every partner that the two plans place differently, in the order of ids, and how many they place alike. */
export function compare(
  one: ProposedScenario,
  other: ProposedScenario,
): { readonly differences: readonly Difference[]; readonly same: number } {
  const places = [one, other].map(placesOf);
  const [first = new Map(), second = new Map()] = places;
  const partners = [...new Set([...first.keys(), ...second.keys()])].sort();
  const differences = partners
    .filter((id) => first.has(id) !== second.has(id) || first.get(id) !== second.get(id))
    .map(
      (partner): Difference => ({
        partner,
        hosts: [first.get(partner), second.get(partner)],
        isIn: [first.has(partner), second.has(partner)],
      }),
    );
  return { differences, same: partners.length - differences.length };
}

function placesOf(scenario: ProposedScenario): ReadonlyMap<string, string | undefined> {
  const { pairs, unplaced } = currentPairing(scenario);
  return new Map([
    ...pairs.map(({ partner, host }) => [partner, host] as const),
    ...unplaced.map((partner) => [partner, undefined] as const),
  ]);
}
