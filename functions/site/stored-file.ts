import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { File } from '../http/answer.ts';

const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json; charset=utf-8',
};

/** One name without any step to another folder. */
const plainName = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.([a-z]+)$/;

/**
 * A file of `directory`, in the smallest form that the caller accepts: the build puts `.br` and `.gz` beside each.
 * Undefined where there is none of that name, or where it is of a type that we do not serve.
 */
export function storedFile(
  directory: string,
  name: string,
  encodings: ReadonlySet<string>,
): File | undefined {
  const type = types[plainName.exec(name)?.[2] ?? ''];
  const path = join(directory, name);
  if (type === undefined || !existsSync(path)) return undefined;
  const { encoding, extension } = stored.find((form) => encodings.has(form.encoding)) ?? identity;
  return { type, encoding, content: readFileSync(`${path}${extension}`) };
}

const identity = { encoding: undefined, extension: '' } as const;
const stored = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
] as const;
