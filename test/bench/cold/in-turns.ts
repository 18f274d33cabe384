import { type Invocation, invokeOnce } from '../../infra/fresh-process.ts';

export type Invoked = {
  readonly file: string;
  readonly event: object;
  /** Environment variables that differ here. */
  readonly environment?: Readonly<Record<string, string>>;
};

/** The invocations of each candidate. They take turns, so that a busy machine slows all of them alike. */
export async function invokeInTurns(
  candidates: readonly Invoked[],
  samples: number,
  environment: Readonly<Record<string, string>>,
): Promise<readonly (readonly Invocation[])[]> {
  const taken = candidates.map((): Invocation[] => []);
  for (let sample = 0; sample < samples; sample += 1) {
    for (const [place, { file, event, environment: own }] of candidates.entries())
      taken[place]?.push(await invokeOnce(file, event, { ...environment, ...own }));
  }
  return taken;
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
