/**
 * What a link or session of an owner names. An ownership is the random id of the time in which one person owns an application: a new
 * start and a corrected contact each begin another. What was kept or mailed before ownerships had ids carries none.
 */
export type Owned = { readonly reference: string; readonly ownership?: string };

type Ownership = Pick<Owned, 'ownership'>;

/** Whether what was given to an owner still opens `owned`. Where that carries no ownership yet, all that names it does. */
export const isStillOwned = (owned: Ownership, given: Ownership): boolean =>
  owned.ownership === undefined || owned.ownership === given.ownership;

/** The ownership alone, for what travels with its contact. */
export const ownershipOf = ({ ownership }: Ownership): Ownership =>
  ownership === undefined ? {} : { ownership };
