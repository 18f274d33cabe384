/** For answers that are the same for everyone and change only with a deployment. */
export const forAnHour = { cacheControl: 'public, max-age=3600' } as const;
