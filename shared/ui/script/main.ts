/**
 * The service's one script, for pages that ask for it (`scripted`). Every page works without it, so it only adds to
 * what the server sent: it starts no form of its own, and reads costs and reasons from the server's pages.
 */
import { countCharacters } from './counters.ts';

for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]'))
  countCharacters(box);
