import { join } from 'node:path';
import { answering } from '#http/handler.ts';
import { forAnHour, showText } from './page.tsx';
import { privacy } from './privacy.ts';

// The build puts it next to the code.
const openapi = join(import.meta.dirname, 'openapi.json');

/** Answers that are the same for everyone. API Gateway also sends addresses without a route here, for “Page not found”. */
export const handler = answering('site', {
  privacy: () => showText(privacy),
  // Loaded later, because fewer people read them than the privacy page.
  openapi: async ({ encodings }) => {
    const { storedDocument } = await import('./document.part.ts');
    return { status: 200, data: undefined, file: storedDocument(openapi, encodings), ...forAnHour };
  },
  accessibility: async () => {
    const { accessibility } = await import('./accessibility.part.ts');
    return showText(accessibility);
  },
});
