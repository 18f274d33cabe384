import type { Environment } from '../../environments.ts';

export type StackPart = 'data' | 'service';

export type PlacedStack = {
  readonly part: StackPart;
  readonly name: string;
  /** Left out: where the shell says. */
  readonly region: string | undefined;
};

/** The stacks of an environment, in the order in which they are deployed. */
export function stacksOf({ name, region }: Environment): readonly PlacedStack[] {
  const placed = (part: StackPart): PlacedStack => ({
    part,
    name: `learning-partners-${name}-${part}`,
    region,
  });
  return [placed('data'), placed('service')];
}

/** `a`, `a and b` or `a, b and c`. */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
