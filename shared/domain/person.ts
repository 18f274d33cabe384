export const staffRoles = ['reviewer', 'director', 'facilitator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** Central staff as sign-in vouches for them. `email` is lower case and tells one person from another. */
export type StaffMember = {
  readonly email: string;
  readonly name: string;
  readonly roles: readonly StaffRole[];
};

/** Somebody of the central staff, as what is kept names them. */
export type NamedStaff = Pick<StaffMember, 'email' | 'name'>;

/** Who applies for a school: a principal or administrator. `email` is lower case. */
export type Applicant = { readonly name: string; readonly position: string; readonly email: string };

/** E-mail addresses are compared and stored in lower case, without surrounding space. */
export const normalEmail = (address: string): string => address.trim().toLowerCase();
