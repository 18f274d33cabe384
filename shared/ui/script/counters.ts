import { charactersSeen, cleanText } from '#domain/base/characters.ts';
import { sayCount } from '#domain/base/wording.ts';
import { element } from './element.ts';

/** Typing pauses this long before a screen reader hears the count. */
const pauseMs = 1000;

/** Shows below a long answer how many characters are left, counted as the server counts them. */
export function countCharacters(box: HTMLTextAreaElement): void {
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
