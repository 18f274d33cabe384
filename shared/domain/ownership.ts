/**
 * The data in an owner's links and sessions. An ownership is a random ID for the time in which one person owns an
 * application. A new start and a corrected contact each begin a new one. Older records and links have none.
 */
export type Owned = { readonly reference: string; readonly ownership?: string };

type Ownership = Pick<Owned, 'ownership'>;

/** Whether a link or session still opens `owned`. A record without an ownership accepts all that name it. */
export const isStillOwned = (owned: Ownership, given: Ownership): boolean =>
  owned.ownership === undefined || owned.ownership === given.ownership;

/** Only the ownership, to pass on with its contact. */
export const ownershipOf = ({ ownership }: Ownership): Ownership =>
  ownership === undefined ? {} : { ownership };
