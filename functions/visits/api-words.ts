/** Descriptions that several operations share. */
export const overtaken = 'Something changed; nothing was done; returns the current state';
export const notYours = 'This partnership has a different facilitator';
