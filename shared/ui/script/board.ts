import { element } from './element.ts';
import { type Offer, offersOn } from './offers.ts';

/** A pointer that moves less than this is a click. */
const dragPx = 6;

type Card = { readonly element: HTMLElement; readonly link: HTMLAnchorElement; readonly partner: string };

/**
 * Lets people drag partners between the hosts of a board, or pick one up by keyboard and choose a host from a list.
 * What a move costs comes from the page that the partner's link opens. Dropping opens that page for this host, where
 * the form asks for a reason. So nothing changes here.
 */
export function enliven(board: HTMLElement, address: string): void {
  const cards = [...board.querySelectorAll<HTMLAnchorElement>('li > ul a')].map(cardOf);
  const hosts = new Map(
    [...board.querySelectorAll<HTMLElement>('[data-host]')].map((host) => [host.dataset.host ?? '', host]),
  );
  const heard = element('p', { class: 'govuk-visually-hidden', 'aria-live': 'polite' });
  board.before(
    element('p', { class: 'govuk-body' }, 'Drag a partner to another host, or use its Move button.'),
    heard,
  );
  const say = (text: string) => {
    heard.textContent = text;
  };

  const mark = (offer: Offer | undefined) => {
    const moving = new Set(offer?.others);
    for (const [id, host] of hosts) host.classList.toggle('lp-board__takes', id === offer?.host);
    for (const { element: card, partner } of cards)
      card.classList.toggle('lp-board__also', moving.has(partner));
  };

  let current: { readonly end: (text: string) => void } | undefined;

  const openFor = (card: Card, host: string) => {
    location.assign(`${address}?${new URLSearchParams({ partner: card.partner, host })}#prices`);
  };

  /** Picks a card up: loads what each move would cost, and shows the chosen one until the card is dropped. */
  function pickUp(card: Card, returnTo: HTMLElement) {
    current?.end('');
    card.element.classList.add('lp-board__held');
    const name = card.link.textContent;
    const end = (text: string) => {
      current = undefined;
      panel.close();
      mark(undefined);
      card.element.classList.remove('lp-board__held');
      say(text);
    };
    const panel = openPanel({
      name,
      show: (offer) => {
        mark(offer);
        hosts.get(offer.host)?.scrollIntoView({ block: 'nearest' });
      },
      drop: (host) => openFor(card, host),
      cancel: () => {
        end(`${name} stays where it is.`);
        returnTo.focus();
      },
    });
    void offersOn(card.link.href).then(panel.fill, () => panel.fail());
    current = { end };
    return { panel, end };
  }

  for (const card of cards) {
    const button = element('button', { type: 'button', class: 'lp-board__grip' }, 'Move');
    button.append(element('span', { class: 'govuk-visually-hidden' }, ` ${card.link.textContent}`));
    button.addEventListener('click', () => pickUp(card, button).panel.focus());
    card.element.append(button);
    card.link.draggable = false;
    card.element.addEventListener('pointerdown', (event) => {
      // A finger on a name scrolls. Only its button drags.
      const isOnButton = event.target === button;
      if (event.button !== 0 || (event.pointerType === 'touch' && !isOnButton)) return;
      drag(card, button, event);
    });
  }

  function drag(card: Card, button: HTMLElement, start: PointerEvent): void {
    let held: ReturnType<typeof pickUp> | undefined;
    let over: string | undefined;
    const listening = new AbortController();
    const { signal } = listening;
    const finish = () => listening.abort();
    const isFar = (event: PointerEvent) =>
      Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) >= dragPx;

    addEventListener(
      'pointermove',
      (event) => {
        if (event.pointerId !== start.pointerId || !(held || isFar(event))) return;
        held ??= pickUp(card, button);
        getSelection()?.removeAllRanges();
        scrollAtEdge(event.clientY);
        over = hostAt(event);
        held.panel.choose(over);
      },
      { signal },
    );
    addEventListener(
      'pointerup',
      (event) => {
        if (event.pointerId !== start.pointerId) return;
        finish();
        if (!held) return;
        // The click that follows would open the link under the pointer.
        addEventListener('click', stop, { capture: true, once: true });
        setTimeout(() => removeEventListener('click', stop, { capture: true }));
        if (over === undefined || hosts.get(over)?.contains(card.element))
          held.end(`${card.link.textContent} stays where it is.`);
        else openFor(card, over);
      },
      { signal },
    );
    const giveUp = () => {
      finish();
      held?.end(`${card.link.textContent} stays where it is.`);
    };
    addEventListener('pointercancel', giveUp, { signal });
    addEventListener('keydown', (event) => event.key === 'Escape' && giveUp(), { signal });
  }

  const hostAt = ({ clientX, clientY }: PointerEvent): string | undefined => {
    const host = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>('[data-host]');
    return host && board.contains(host) ? host.dataset.host : undefined;
  };
}

const stop = (event: Event) => {
  event.preventDefault();
  event.stopPropagation();
};

function cardOf(link: HTMLAnchorElement): Card {
  const card = link.closest('li') ?? link;
  return { element: card, link, partner: new URL(link.href).searchParams.get('partner') ?? '' };
}

/** How close to an edge of the window the pointer scrolls the page, and how far at a time. */
const edgePx = 48;
const stepPx = 16;

function scrollAtEdge(y: number): void {
  if (y < edgePx) scrollBy(0, -stepPx);
  if (y > innerHeight - edgePx) scrollBy(0, stepPx);
}

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
function openPanel({ name, show, drop, cancel }: PanelProps) {
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
