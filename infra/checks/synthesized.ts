import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { parsedTemplate, type Template } from './template-changes.ts';

/** The output of `npm run synth` for one environment: its templates by stack name. */
export type Synthesized = {
  readonly environment: string;
  readonly templates: ReadonlyMap<string, Template>;
};

/**
 * Every environment in `folder` (default `cdk.out`).
 * @throws if nothing was synthesized there.
 */
export function readSynthesized(folder = join(import.meta.dirname, '../../cdk.out')): readonly Synthesized[] {
  const nothing = new Error(`No templates in ${folder}. Run \`npm run synth\` first.`);
  if (!existsSync(join(folder, 'manifest.json'))) throw nothing;
  const { nestedAssemblies } = new CloudAssembly(folder);
  if (nestedAssemblies.length === 0) throw nothing;
  return nestedAssemblies.map(({ id, nestedAssembly }) => ({
    environment: id.replace(/^assembly-/, ''),
    templates: new Map(
      nestedAssembly.stacks.map(({ stackName, template }) => [
        stackName,
        parsedTemplate(JSON.stringify(template)),
      ]),
    ),
  }));
}
