import type { PairingProblem } from './problem.ts';

/** A school's name in a sentence, by its ID. */
export type SchoolNames = (id: string) => string;

/** "M.S. 113 Ronald Edmonds (13K113)"; only the ID if the school has no name or is not in the problem. */
export function namesOf({ hosts, partners }: Pick<PairingProblem, 'hosts' | 'partners'>): SchoolNames {
  const names = new Map([...hosts, ...partners].map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    return name === undefined || name === '' || name === id ? id : `${name} (${id})`;
  };
}
