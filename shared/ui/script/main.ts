/**
 * The service's one script, for pages that use it (`UsesScript`). Every page works without it, so it only adds to
 * what the server sent: it sends no form, and reads costs and reasons from the server's pages.
 */
import { enliven } from './board.ts';
import { countCharacters } from './counters.ts';
import { searchWhileTyping } from './search.ts';

for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]'))
  countCharacters(box);

const board = document.querySelector<HTMLElement>('.lp-board');
const search = document.querySelector<HTMLInputElement>('.lp-board__search input[type=search]');
if (board && search) searchWhileTyping(search, board);
if (board?.dataset.board !== undefined) enliven(board, board.dataset.board);
