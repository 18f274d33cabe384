import { lossesSince, readReleased, releasedOf, releasedPath } from './released.ts';
import { readSynthesized } from './synthesized.ts';

/**
 * `npm run check:released`: compares the synthesized templates with the released ones, and rejects a template
 * that would replace or destroy anything that holds data. It asks AWS nothing, so it can run before every
 * push.
 */
for (const synthesized of readSynthesized()) {
  const { environment } = synthesized;
  const released = readReleased(environment);
  if (released === undefined) {
    console.info(`${environment}: no release recorded yet.`);
    continue;
  }
  const losses = lossesSince(released, releasedOf(synthesized));
  if (losses.length === 0) continue;
  for (const loss of losses) console.error(loss);
  console.error(
    `Keep the logical IDs and the properties that can’t change. If you mean to replace it, follow “Routine: replace something that holds data” in infra/RUNBOOK.md. Then run \`npm run release-template -- ${environment}\` and commit ${releasedPath(environment)}.`,
  );
  process.exitCode = 1;
}
