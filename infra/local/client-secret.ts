/** Not a secret: anyone who can read it can also pick any staff member on the sign-in page. */
export const clientSecretOf = (clientId: string) => `local-secret-of-${clientId}`;
