import { join } from 'node:path';
import type { Answer } from '../http/answer.ts';
import { answering } from '../http/handler.ts';
import { notFound } from '../http/problem-pages.tsx';
import type { Request } from '../http/request.ts';
import { accessibility } from './accessibility.ts';
import { forAnHour, forEver } from './caching.ts';
import { privacy } from './privacy.ts';
import { storedFile } from './stored-file.ts';
import { showText } from './text-page.tsx';

// The build puts what is served as it is beside the code.
const here = import.meta.dirname;

const showFile = (directory: string, name: string, request: Request, caching: Partial<Answer>): Answer => {
  const file = storedFile(directory, name, request.encodings);
  return file ? { status: 200, data: undefined, file, ...caching } : notFound();
};

/** What is the same for everybody. API Gateway sends every address that has no route here too: it is not found. */
export const handler = answering<'site'>({
  asset: (request) => showFile(join(here, 'assets'), request.parameters.file ?? '', request, forEver),
  openapi: (request) => showFile(here, 'openapi.json', request, forAnHour),
  privacy: () => showText(privacy),
  accessibility: () => showText(accessibility),
});
