import type { PairingProblem } from './problem.ts';

/** How a school is called in a sentence, by its id. */
export type SchoolNames = (id: string) => string;

/** "M.S. 113 Ronald Edmonds (13K113)"; the id alone for a school without a name, or one that is not in the problem. */
export function namesOf({ hosts, partners }: Pick<PairingProblem, 'hosts' | 'partners'>): SchoolNames {
  const names = new Map([...hosts, ...partners].map(({ id, name }) => [id, name]));
  return (id) => {
    const name = names.get(id);
    return name === undefined || name === '' || name === id ? id : `${name} (${id})`;
  };
}
