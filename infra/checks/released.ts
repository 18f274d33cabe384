import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Synthesized } from './synthesized.ts';
import {
  changesBetween,
  emptyTemplate,
  sayChanges,
  statefulTypes,
  type Template,
  templateSchema,
} from './template-changes.ts';

const releasedSchema = v.record(v.string(), templateSchema);

/** The resources with data in an environment's last release, by stack name. */
export type Released = v.InferOutput<typeof releasedSchema>;

export const parseReleased = (text: string): Released => v.parse(releasedSchema, JSON.parse(text));

/** The part of a release to keep: every resource with data, without CDK metadata. */
export function releasedOf({ templates }: Synthesized): Released {
  return Object.fromEntries(
    [...templates].flatMap(([stackName, template]) => {
      const Resources = Object.fromEntries(
        Object.entries(template.Resources)
          .filter(([, { Type }]) => statefulTypes.has(Type))
          .map(([logicalId, { Metadata: _, ...resource }]) => [logicalId, resource]),
      );
      return Object.keys(Resources).length === 0 ? [] : [[stackName, { Resources }]];
    }),
  );
}

/** The losses from deploying `next` over `released`, one sentence each. */
export function lossesSince(released: Released, next: Released): readonly string[] {
  return Object.entries(released).flatMap(([stackName, before]) => {
    const after = next[stackName] ?? emptyTemplate;
    const lost = changesBetween(before, after).filter(({ impact }) => !['changed', 'made'].includes(impact));
    return [...sayChanges(lost), ...leftUnprotected(before, after)]
      .filter((line) => line !== 'no changes')
      .map((line) => `${stackName}: ${line}`);
  });
}

/** Whether a resource outlives its stack. One that a failed first deployment made needn't. */
const isKept = (policy: string | undefined) => policy === 'Retain' || policy === 'RetainExceptOnCreate';

/** Resources that should outlive their stack and no longer do. */
function leftUnprotected(before: Template, after: Template): readonly string[] {
  return Object.entries(before.Resources).flatMap(([logicalId, resource]) => {
    const now = after.Resources[logicalId];
    if (!now) return [];
    return (['DeletionPolicy', 'UpdateReplacePolicy'] as const)
      .filter((policy) => isKept(resource[policy]) && !isKept(now[policy]))
      .map((policy) => `no longer kept when it leaves its stack: ${logicalId} (${policy})`);
  });
}

const root = join(import.meta.dirname, '../..');
/** Relative to the project. */
export const releasedPath = (environment: string): string => `infra/released/${environment}.json`;

/** The last release of an environment; undefined if there was none. */
export function readReleased(environment: string): Released | undefined {
  const path = join(root, releasedPath(environment));
  return existsSync(path) ? parseReleased(readFileSync(path, 'utf8')) : undefined;
}

export function writeReleased(environment: string, released: Released): void {
  writeFileSync(join(root, releasedPath(environment)), `${JSON.stringify(released, null, 2)}\n`);
}
