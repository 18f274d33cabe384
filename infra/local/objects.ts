import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { pageAsset } from './front-door-kinds.ts';
import type { Read } from './plan.ts';
import type { State } from './state.ts';

/** The object that a bucket serves under a key. */
export type StoredObject = {
  readonly type: string;
  readonly cacheControl: string;
  readonly content: Buffer;
};

const drawer = 'objects';

/** Puts the app's files where the template says. Files from an earlier start stay, as in a real bucket. */
export function createObjects(assets: readonly Read<typeof pageAsset>[], state: State): void {
  for (const { resource, properties } of assets) {
    const { Bucket, Key, CopySource, CacheControl, ContentType } = properties.Create.parameters;
    const file = basename(CopySource);
    const source = resource.stack.assets.get(basename(file, extname(file)));
    if (source === undefined)
      throw new Error(`${resource.logicalId} copies ${CopySource}, which isn’t an asset.`);
    const content = readFileSync(source, 'base64');
    state.write(
      drawer,
      `${Bucket}/${Key}`,
      JSON.stringify({ type: ContentType, cacheControl: CacheControl, content }),
    );
  }
}

/** The object under exactly this key. */
export function objectAt(bucket: string, key: string, state: State): StoredObject | undefined {
  const stored = state.read(drawer, `${bucket}/${key}`);
  if (stored === undefined) return undefined;
  const { type, cacheControl, content } = JSON.parse(stored);
  return { type, cacheControl, content: Buffer.from(content, 'base64') };
}
