import type { Prices } from './prices.ts';

type StandingLine = {
  readonly type: string;
  readonly count: number;
  readonly usd: number;
};

export type Standing = {
  /** Resources with a price for existing, the most expensive first. */
  readonly lines: readonly StandingLine[];
  readonly usd: number;
  /** Types that the price list doesn't have. */
  readonly unpriced: readonly string[];
};

/** The monthly cost of an environment before any use, from its resource types, one entry each. */
export function standingCost(types: readonly string[], { perMonth }: Prices): Standing {
  const counts = [...Map.groupBy(types, (type) => type)].map(([type, { length }]) => ({
    type,
    count: length,
  }));
  const lines = counts
    .map(({ type, count }) => ({ type, count, usd: count * (perMonth[type] ?? 0) }))
    .filter(({ usd }) => usd > 0)
    .sort((a, b) => b.usd - a.usd || (a.type < b.type ? -1 : 1));
  return {
    lines,
    usd: lines.reduce((sum, line) => sum + line.usd, 0),
    // A custom resource is one function call during deployment.
    unpriced: counts
      .map(({ type }) => type)
      .filter((type) => perMonth[type] === undefined && !type.startsWith('Custom::')),
  };
}

const sayUsd = (usd: number): string => `$${usd.toFixed(2)}`;

/** The cost in sentences, for the end of a deployment. */
export function sayStanding({ lines, usd, unpriced }: Standing, { asOf, region }: Prices): readonly string[] {
  const parts = lines.map(
    ({ type, count, usd: own }) => `${count} × ${type.split('::').slice(1).join(' ')} ${sayUsd(own)}`,
  );
  return [
    `${sayUsd(usd)} a month before anyone uses it, at ${region} list prices on ${asOf}: ${parts.join(', ')}.`,
    'Usage is extra. To see the cost of 1,000 applications, run `npm run -s cost`.',
    ...(unpriced.length > 0
      ? [`Not counted, because infra/cost/prices.json has no price: ${unpriced.join(', ')}.`]
      : []),
  ];
}
