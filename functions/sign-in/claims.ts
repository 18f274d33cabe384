import * as v from 'valibot';
import { normalEmail } from '#domain/base/email.ts';
import { type StaffMember, type StaffRole, staffRoles } from '#domain/base/person.ts';

const groups = v.optional(v.array(v.string()));

const claimsSchema = v.object({
  email: v.optional(v.string()),
  email_verified: v.optional(v.boolean()),
  name: v.optional(v.string()),
  // Other providers call this `groups`.
  'cognito:groups': groups,
  groups,
});

export type NotAdmitted =
  | { readonly refused: 'email-not-verified' }
  | { readonly refused: 'no-role'; readonly email: string };

/** The staff member that the claims describe. Unknown groups are ignored; a user without a role has no access. */
export function staffFromClaims(claims: unknown): StaffMember | NotAdmitted {
  const vouched = v.parse(claimsSchema, claims);
  if (!vouched.email || vouched.email_verified !== true) return { refused: 'email-not-verified' };
  const named = vouched['cognito:groups'] ?? vouched.groups ?? [];
  const roles = staffRoles.filter((role: StaffRole) => named.includes(role));
  const email = normalEmail(vouched.email);
  if (roles.length === 0) return { refused: 'no-role', email };
  return { email, name: vouched.name?.trim() || email, roles };
}
