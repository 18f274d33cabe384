import type { Choosing } from './offers.ts';

type Fate = 'in' | 'out' | undefined;

/** What a branch has decided. `offers` and `fits` are 0 where they are ruled out. All by index. */
export type Decided = {
  readonly offers: readonly Uint8Array[];
  /** By host, offer, and place in the offer's list. */
  readonly fits: readonly (readonly Uint8Array[])[];
  /** In a selection only. */
  readonly hosts: readonly Fate[];
  readonly partners: readonly Fate[];
};

/** A question with two answers: the host takes this offer, or the partner is chosen. Indexes. */
export type Split = { readonly host: number; readonly offer: number } | { readonly partner: number };

export const undecided = ({ hosts, partners }: Choosing): Decided => ({
  offers: hosts.map(({ offers }) => new Uint8Array(offers.length).fill(1)),
  fits: hosts.map(({ offers }) => offers.map(({ fits }) => new Uint8Array(fits.length).fill(1))),
  hosts: hosts.map(() => undefined),
  partners: partners.map(() => undefined),
});

/** Yes: the host is chosen, with this offer only; or the partner is chosen. No: not with this offer; or not at all. */
export function decide({ picking }: Choosing, decided: Decided, split: Split, side: 'yes' | 'no'): Decided {
  if ('partner' in split)
    return { ...decided, partners: decided.partners.with(split.partner, side === 'yes' ? 'in' : 'out') };
  const { host, offer } = split;
  const open = Uint8Array.from(decided.offers[host] ?? [], (isOpen, index) =>
    side === 'yes' ? Number(index === offer) : Number(isOpen === 1 && index !== offer),
  );
  const fate = side === 'yes' ? 'in' : open.some(Boolean) ? decided.hosts[host] : 'out';
  return {
    ...decided,
    offers: decided.offers.with(host, open),
    hosts: picking ? decided.hosts.with(host, fate) : decided.hosts,
  };
}

/** Rules out a pair, whatever its host works on. */
export const keepApart = ({ hosts }: Choosing, decided: Decided, host: number, partner: number): Decided => ({
  ...decided,
  fits: decided.fits.with(
    host,
    (decided.fits[host] ?? []).map((own, o) =>
      own.map((isOpen, index) => (hosts[host]?.offers[o]?.fits[index]?.partner === partner ? 0 : isOpen)),
    ),
  ),
});
