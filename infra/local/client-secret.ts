/** Not a secret: whoever can read it can also choose a member of staff on the sign-in page. */
export const clientSecretOf = (clientId: string) => `local-secret-of-${clientId}`;
