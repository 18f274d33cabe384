import { answering } from '#http/handler.ts';
import { origin } from './access.ts';
import { programPage } from './start/landing.tsx';

/** Anyone can read the program page and request a link. Only a browser that opened the link sees the application. */
export const handler = answering(
  'applications',
  { program: programPage },
  // Mail programs opt out with one or the other kind of form.
  { origin, multipart: { optOut: 4 * 1024 }, rest: () => import('./applying.part.ts') },
);
