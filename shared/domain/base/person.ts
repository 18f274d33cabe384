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

export const contactRoles = ['applicant', 'principal'] as const;
/** A school's emails go to the person who applied, and to its principal if that is someone else. */
export type ContactRole = (typeof contactRoles)[number];

/** The principal if someone else applied, with their own ownership. */
export type Principal = Applicant & { readonly ownership: string };

type Contacts = Ownership & { readonly applicant: Applicant; readonly principal?: Principal };

/** The ownership of links from before there were any. A record with a principal names it, so that no other link opens it. */
export const firstOwnership = '';

/** Whether a link or session still opens `owned`. A record without an ownership accepts all that name it. */
export const isStillOwned = (
  { ownership, principal }: Ownership & { readonly principal?: Principal },
  given: Ownership,
): boolean =>
  ownership === undefined ||
  ownership === (given.ownership ?? firstOwnership) ||
  (principal !== undefined && principal.ownership === given.ownership);

/** The two contacts of a school, the principal first. */
export const inOtherOrder = (
  first: Applicant,
  ownership: string | undefined,
  { ownership: own, ...person }: Principal,
): { readonly person: Applicant } & { readonly ownership: string; readonly principal: Principal } => ({
  person,
  ownership: own,
  principal: { ...first, ownership: ownership ?? firstOwnership },
});

/** `owned` as each contact has it: that person is the `applicant`, and the other one the `principal`. */
export function asEachContact<C extends Contacts>(owned: C): readonly C[] {
  if (!owned.principal) return [owned];
  const { person, ...more } = inOtherOrder(owned.applicant, owned.ownership, owned.principal);
  return [owned, { ...owned, applicant: person, ...more }];
}

/** `owned` as the contact with this ownership has it; as the first one does if no contact has it. */
export const asOwner = <C extends Contacts>(owned: C, given: Ownership): C =>
  asEachContact(owned).find(({ ownership }) => ownership !== undefined && ownership === given.ownership) ??
  owned;

/** Everyone who gets a school's emails. */
export const contactsOf = (owned: Contacts): readonly Applicant[] =>
  asEachContact(owned).map(({ applicant }) => applicant);

/** `owned` as the contact with this address has it; undefined if that's no contact. */
export const asContact = <C extends Contacts>(owned: C, email: string): C | undefined =>
  asEachContact(owned).find(({ applicant }) => applicant.email === email);

/** Only the ownership, to pass on with its contact. */
export const ownershipOf = ({ ownership }: Ownership): Ownership =>
  ownership === undefined ? {} : { ownership };

/** Only the principal, to pass on with the other contact. */
export const principalOf = ({
  principal,
}: {
  readonly principal?: Principal;
}): { readonly principal?: Principal } => (principal === undefined ? {} : { principal });

export const isSameContact = (one: Applicant, other: Applicant): boolean =>
  one.email === other.email && one.name === other.name && one.position === other.position;

/** A school that left a partnership. */
export type FormerPartner = { readonly id: string; readonly name: string };
