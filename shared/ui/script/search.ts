import { element } from './element.ts';

/** Shows only the hosts that have a school with the typed name, while someone types. Enter still asks the server. */
export function searchWhileTyping(field: HTMLInputElement, board: HTMLElement): void {
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
