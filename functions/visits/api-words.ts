/** What several addresses say of themselves. */
export const overtaken = 'Something changed; nothing was done; returns the current state';
export const notYours = 'This partnership has a different facilitator';
