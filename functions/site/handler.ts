import { join } from 'node:path';
import { answering } from '../http/handler.ts';
import { forAnHour } from './caching.ts';
import { privacy } from './privacy.ts';
import { storedDocument } from './stored-document.ts';
import { showText } from './text-page.tsx';

// The build puts it beside the code.
const openapi = join(import.meta.dirname, 'openapi.json');

/** What is the same for everybody. API Gateway sends every address that has no route here too: it is not found. */
export const handler = answering<'site'>({
  openapi: ({ encodings }) => ({
    status: 200,
    data: undefined,
    file: storedDocument(openapi, encodings),
    ...forAnHour,
  }),
  privacy: () => showText(privacy),
  // Read less often than what is stored about oneself.
  accessibility: async () => {
    const { accessibility } = await import('./accessibility.ts');
    return showText(accessibility);
  },
});
