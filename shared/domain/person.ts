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

/** Email addresses are compared and stored in lower case, without surrounding spaces. */
export const normalEmail = (address: string): string => address.trim().toLowerCase();
