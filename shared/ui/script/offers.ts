/** One possible host for a partner, in the words of the page that lists it. */
export type Offer = {
  /** Its ID, or `-` for no host. */
  readonly host: string;
  readonly name: string;
  readonly cost: string;
  /** Column names with their texts. */
  readonly facts: readonly (readonly [name: string, text: string])[];
  /** The IDs of other partners who would move. */
  readonly others: readonly string[];
};

/**
 * The possible hosts on a partner's page, in its order.
 * @throws if the page can't be loaded or lists none, as after signing out.
 */
export async function offersOn(address: string): Promise<readonly Offer[]> {
  const response = await fetch(address, { headers: { accept: 'text/html' } });
  // A parsed document runs nothing, and only its text is used.
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const offers = [...page.querySelectorAll<HTMLElement>('#prices tbody tr')].flatMap(offerIn);
  if (offers.length === 0) throw new Error(`No hosts on ${address}`);
  return offers;
}

function offerIn(row: HTMLElement): readonly Offer[] {
  const choice = row.querySelector<HTMLInputElement>('input[name=host]');
  if (!choice) return [];
  const cells = [...row.querySelectorAll<HTMLElement>('td')];
  for (const link of row.querySelectorAll('td a')) link.remove();
  const facts = cells.map((cell) => [cell.dataset.label ?? '', textOf(cell)] as const);
  return [
    {
      host: choice.value,
      name: textOf(row.querySelector('label [dir]') ?? row.querySelector('label')),
      cost: facts.find(([name]) => name === 'Cost')?.[1] ?? '',
      facts,
      others: choice.dataset.moves?.split(' ') ?? [],
    },
  ];
}

const textOf = (one: Element | null): string => one?.textContent.replace(/\s+/g, ' ').trim() ?? '';
