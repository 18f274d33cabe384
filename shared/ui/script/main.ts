import { charactersSeen, cleanText } from '#domain/base/characters.ts';
import { sayCount } from '#domain/base/wording.ts';
import { enliven } from './board.ts';
import { element } from './element.ts';

/**
 * The service's one script, for pages that use it (`UsesScript`). Every page works without it, so it only adds to
 * what the server sent: it sends no form, and reads costs and reasons from the server's pages.
 */
for (const box of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-limit]'))
  countCharacters(box);

const board = document.querySelector<HTMLElement>('.lp-board');
const search = document.querySelector<HTMLInputElement>('.lp-board__search input[type=search]');
if (board && search) searchWhileTyping(search, board);
if (board?.dataset.board !== undefined) enliven(board, board.dataset.board);

/** Shows only the hosts that have a school with the typed name, while someone types. Enter still asks the server. */
function searchWhileTyping(field: HTMLInputElement, board: HTMLElement): void {
  const heard = element('p', { class: 'govuk-visually-hidden', 'aria-live': 'polite' });
  board.before(heard);
  field.addEventListener('input', () => {
    const wanted = field.value.trim().toLowerCase();
    const cards = [...board.children].filter((card) => card instanceof HTMLElement);
    for (const card of cards) {
      const names = [...card.querySelectorAll('h3, li > a')].map((name) => name.textContent.toLowerCase());
      card.hidden = !names.some((name) => name.includes(wanted));
    }
    const shown = cards.filter(({ hidden }) => !hidden).length;
    heard.textContent = `Showing ${shown} of ${cards.length} hosts`;
  });
}

/** Typing pauses this long before a screen reader hears the count. */
const pauseMs = 1000;

/** Shows below a long answer how many characters are left, counted as the server counts them. */
function countCharacters(box: HTMLTextAreaElement): void {
  const limit = Number(box.dataset.limit);
  const shown = element('p', { class: 'govuk-hint lp-count', 'aria-hidden': 'true' });
  const heard = element('p', { class: 'govuk-visually-hidden', 'aria-live': 'polite' });
  box.after(shown, heard);
  let pause = 0;
  const count = () => {
    const left = limit - charactersSeen(cleanText(box.value), limit);
    shown.textContent = sayLeft(left);
    shown.classList.toggle('lp-count--over', left < 0);
  };
  box.addEventListener('input', () => {
    count();
    clearTimeout(pause);
    pause = setTimeout(() => heard.replaceChildren(shown.textContent), pauseMs);
  });
  count();
}

function sayLeft(left: number): string {
  const over = Math.abs(left);
  const characters = `${sayCount(over)} ${over === 1 ? 'character' : 'characters'}`;
  return left < 0 ? `${characters} over the limit` : `${characters} left`;
}
