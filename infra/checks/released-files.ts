import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseReleased, type Released } from './released.ts';

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
