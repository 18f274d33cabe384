/** The address of a file holds a hash of its content: another content has another address. */
export const forEver = { cacheControl: 'public, max-age=31536000, immutable' } as const;

/** The same for everybody, and changed by a deployment only. */
export const forAnHour = { cacheControl: 'public, max-age=3600' } as const;
