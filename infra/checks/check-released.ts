import { lossesSince, readReleased, releasedOf, releasedPath } from './released.ts';
import { readReleasedRecords, recordLosses, storedKinds } from './released-records.ts';
import { readSynthesized } from './synthesized.ts';

/**
 * `npm run check:released`: compares this code with the last release. It rejects a template that would replace or
 * destroy anything that holds data, and a record that one of the two releases couldn't read. It asks AWS nothing, so
 * it can run before every push.
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

for (const [kind, schema] of Object.entries(storedKinds)) {
  const released = readReleasedRecords(kind);
  const losses = released ? recordLosses(kind, released, schema) : [];
  for (const loss of losses) console.error(loss);
  if (losses.length > 0) process.exitCode = 1;
}
