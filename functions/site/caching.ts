/** The same for everybody, and changed by a deployment only. */
export const forAnHour = { cacheControl: 'public, max-age=3600' } as const;
