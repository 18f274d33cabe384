import { element } from './element.ts';
import type { Offer } from './offers.ts';

type PanelProps = {
  /** The partner that is picked up. */
  readonly name: string;
  readonly show: (offer: Offer) => void;
  readonly drop: (host: string) => void;
  readonly cancel: () => void;
};

/**
 * The panel at the bottom of the window that says what a move would cost. Its list of hosts works by arrow keys; Enter
 * drops the partner there, and Escape cancels.
 */
export function openPanel({ name, show, drop, cancel }: PanelProps) {
  let offers: readonly Offer[] = [];
  const title = element('h2', { class: 'govuk-heading-s', id: 'held-title' }, `Move ${name}`);
  const list = element('select', { class: 'govuk-select', id: 'held-host' });
  const label = element('label', { class: 'govuk-visually-hidden', for: 'held-host' }, 'Move to');
  const told = element('div', { class: 'lp-held__facts', role: 'status' }, 'Loading costs…');
  const go = element('button', { type: 'button', class: 'govuk-button' }, 'Continue');
  const back = element('button', { type: 'button', class: 'govuk-button govuk-button--secondary' }, 'Cancel');
  const panel = element('section', { class: 'lp-held', 'aria-labelledby': 'held-title' });
  const buttons = element('div', { class: 'lp-held__choice' });
  buttons.append(label, list, go, back);
  panel.append(title, buttons, told);
  document.body.append(panel);

  const tell = () => {
    const offer = offers.find(({ host }) => host === list.value);
    if (!offer) return;
    show(offer);
    told.replaceChildren(
      ...offer.facts.flatMap(([fact, text]) => [element('b', {}, `${fact}: `), `${text} `]),
    );
  };
  list.addEventListener('change', tell);
  go.addEventListener('click', () => drop(list.value));
  back.addEventListener('click', cancel);
  panel.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') cancel();
    if (event.key === 'Enter' && event.target === list && list.value !== '') drop(list.value);
  });

  return {
    /** Shows the possible hosts. The current one comes first. */
    fill: (found: readonly Offer[]) => {
      const chosen = list.value;
      offers = found;
      list.replaceChildren(
        ...found.map((offer) => element('option', { value: offer.host }, `${offer.name}: ${offer.cost}`)),
      );
      if (chosen !== '') list.value = chosen;
      tell();
    },
    /** Says that the costs are only on the next page. */
    fail: () => {
      told.textContent = 'We couldn’t load the costs here. You’ll see them on the next page.';
    },
    /** Shows the move to a host that the pointer is over. */
    choose: (host: string | undefined) => {
      if (host === undefined || list.value === host) return;
      if (offers.length === 0) list.replaceChildren(element('option', { value: host }));
      list.value = host;
      tell();
    },
    focus: () => list.focus(),
    close: () => panel.remove(),
  };
}
