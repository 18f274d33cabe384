import type { Environment } from '../../environments.ts';
import { globalRegion } from '../../global-region.ts';

export type StackPart = 'data' | 'edge' | 'service' | 'watch';

export type PlacedStack = { readonly part: StackPart; readonly name: string; readonly region: string };

/** The stacks of an environment, in deployment order. */
export function stacksOf({ name, region, firewall }: Environment): readonly PlacedStack[] {
  const placed = (part: StackPart, where: string): PlacedStack => ({
    part,
    name: `learning-partners-${name}-${part}`,
    region: where,
  });
  return [
    placed('data', region),
    ...(firewall ? [placed('edge', globalRegion)] : []),
    placed('service', region),
    ...(region === globalRegion ? [] : [placed('watch', globalRegion)]),
  ];
}

/** `a`, `a and b`, or `a, b, and c`. */
export const listed = (words: readonly string[]): string => new Intl.ListFormat('en-US').format(words);
