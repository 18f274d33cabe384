import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { openSchemas } from './schema.ts';
import { readSynthesized } from './synthesized.ts';

/**
 * `npm run lint:templates`: checks every synthesized template against CloudFormation's resource schemas, and
 * with cfn-lint. That is a Python program that no one must install: if it is missing, this says so and
 * passes.
 */
const schemas = openSchemas();
const faults = readSynthesized().flatMap(({ templates }) =>
  [...templates].flatMap(([stackName, template]) =>
    schemas.faultsOf(template).map((fault) => `${stackName}: ${fault}`),
  ),
);
for (const fault of faults) console.error(fault);

const files = globSync(join(import.meta.dirname, '../../cdk.out/assembly-*/*.template.json'));
const { error, status } = spawnSync('cfn-lint', files, { stdio: 'inherit' });
if (error) console.info(`Can’t run cfn-lint here (${error.message}). Checked against the schemas only.`);
process.exitCode = faults.length > 0 ? 1 : error ? 0 : (status ?? 1);
