import { readFileSync } from 'node:fs';
import type { File } from '../http/answer.ts';

/** The JSON document at `path`, in the smallest form that the caller accepts: the build puts `.br` and `.gz` beside it. */
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
