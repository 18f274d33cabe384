import { readFileSync } from 'node:fs';
import type { File } from '#http/answer.ts';

/** The JSON document at `path`, in the smallest encoding that the caller accepts. The build puts `.br` and `.gz` files next to it. */
export function storedDocument(path: string, encodings: ReadonlySet<string>): File {
  const { encoding, extension } = stored.find((form) => encodings.has(form.encoding)) ?? identity;
  return {
    type: 'application/json; charset=utf-8',
    encoding,
    content: readFileSync(`${path}${extension}`),
  };
}

const identity = { encoding: undefined, extension: '' } as const;
const stored = [
  { encoding: 'br', extension: '.br' },
  { encoding: 'gzip', extension: '.gz' },
] as const;
