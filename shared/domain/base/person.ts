export const staffRoles = ['reviewer', 'director', 'facilitator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Central staff, identified by their sign-in. `email` is lower case and identifies a person. */
export type StaffMember = {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
};

/** A staff member as records name them. */
export type NamedStaff = Pick<StaffMember, 'email' | 'name'>;

/** The person who applies for a school: a principal or administrator. `email` is lower case. */
export type Applicant = { readonly name: string; readonly position: string; readonly email: string };

/**
 * The data in an owner's links and sessions. An ownership is a random ID for the time in which one person owns an
 * application. A new start, a corrected contact, and an erasure each begin a new one. Older records and links have none.
 */
export type Owned = { readonly reference: string; readonly ownership?: string };

type Ownership = Pick<Owned, 'ownership'>;

/** Whether a link or session still opens `owned`. A record without an ownership accepts all that name it. */
export const isStillOwned = (owned: Ownership, given: Ownership): boolean =>
  owned.ownership === undefined || owned.ownership === given.ownership;

/** Only the ownership, to pass on with its contact. */
export const ownershipOf = ({ ownership }: Ownership): Ownership =>
  ownership === undefined ? {} : { ownership };

export const isSameContact = (one: Applicant, other: Applicant): boolean =>
  one.email === other.email && one.name === other.name && one.position === other.position;

/** A school that left a partnership. */
export type FormerPartner = { readonly id: string; readonly name: string };
