import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Lets cfn-lint judge every synthesized template. It is a Python program, which nobody is asked to install: where it is
 * missing, this says so and is content.
 */
const templates = globSync(join(import.meta.dirname, '../cdk.out/assembly-*/*.template.json'));
if (templates.length === 0) throw new Error('There are no templates in cdk.out. Run `npm run synth` first.');

const { error, status } = spawnSync('cfn-lint', templates, { stdio: 'inherit' });
if (error)
  console.info(`cfn-lint cannot be run here (${error.message}): ${templates.length} templates left unjudged`);
process.exitCode = error ? 0 : (status ?? 1);
